"""Questions over several facts: which of them are used, and how they stand in a form."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from string import ascii_uppercase

from quizgen.model.body import ChooseOne, Gaps, Matching, Option, Ordering, Row, Step
from quizgen.model.question import Part, Question
from quizgen.model.quiz import Item
from quizgen.model.text import Text, folded, parse_text

MOST_PARTS = 6  # of one question: more do not fit a short memory, nor a page's width
SPARES = 2  # entries of a bank that are left over, so that the last is not found by exclusion
ALIKE = 3  # things of one group beside the one that does not belong


def pick(question: Question, rng: random.Random, most: int = MOST_PARTS) -> tuple[Part, ...]:
    """The parts that are used, the same in every form; those that have an order keep it."""
    if question.kind == "odd-one-out":
        return _odd(question, rng)
    mixed = rng.sample(question.parts, len(question.parts))
    chosen: list[Part] = []
    for part in mixed:
        if len(chosen) < most and not any(_tells(part, other) or _tells(other, part) for other in chosen):
            chosen.append(part)
    if question.kind == "categorise":
        chosen = _in_groups(mixed)
    return tuple(part for part in question.parts if part in chosen)


def laid_out(number: int, question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random) -> Item:
    """The item in one form: ``seeded`` draws what is the same in all forms, ``rng`` the order in this one."""
    return _LAYOUTS[question.kind](number, question, parts, seeded, rng)


def _steps(number: int, question: Question, parts: Sequence[Part], _: random.Random, rng: random.Random) -> Item:
    body = mixed([part.prompt for part in parts], rng)
    return Item(number, question, question.stem, body, tuple(parts))


def mixed(texts: Sequence[Text], rng: random.Random) -> Ordering:
    """Things in another order than their own."""
    right = [Step(text, place) for place, text in enumerate(texts, 1)]
    order = list(right)
    while order == right and len(right) > 1:
        rng.shuffle(order)
    return Ordering(tuple(order))


def _matching(
    number: int, question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random
) -> Item:
    spares = seeded.sample(question.candidates, min(SPARES, len(question.candidates)))
    texts = [*(part.answer for part in parts), *map(parse_text, spares)]
    rng.shuffle(texts)
    return _with_bank(number, question, parts, texts, rng)


def _categorise(number: int, question: Question, parts: Sequence[Part], _: random.Random, rng: random.Random) -> Item:
    texts = list({folded(str(part.answer)): part.answer for part in parts}.values())
    rng.shuffle(texts)
    return _with_bank(number, question, parts, texts, rng)


def _with_bank(
    number: int, question: Question, parts: Sequence[Part], texts: Sequence[Text], rng: random.Random
) -> Item:
    bank = tuple(Option(text, letter=letter) for letter, text in zip(ascii_uppercase, texts, strict=False))
    letters = {folded(str(option.text)): option.letter for option in bank}
    rows = [Row(part.prompt, letters[folded(str(part.answer))]) for part in parts]
    rng.shuffle(rows)
    return Item(number, question, question.stem, Matching(tuple(rows), bank), tuple(parts))


def _word_bank(
    number: int, question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random
) -> Item:
    said = folded("; ".join(str(part.prompt) for part in parts))
    others = [p for p in question.parts if p not in parts and folded(str(p.answer)) not in said]
    spares = seeded.sample(others, min(SPARES, len(others)))
    # In the order of the alphabet a bank tells nothing.
    texts = sorted((part.answer for part in (*parts, *spares)), key=lambda text: folded(str(text)))
    bank = tuple(Option(text) for text in texts)
    rows = [Row(part.prompt, str(part.answer)) for part in parts]
    rng.shuffle(rows)
    return Item(number, question, question.stem, Gaps(tuple(rows), bank), tuple(parts))


def _odd_one_out(number: int, question: Question, parts: Sequence[Part], _: random.Random, rng: random.Random) -> Item:
    odd = parts[-1]
    order = rng.sample(parts, len(parts))
    options = tuple(
        Option(part.prompt, part is odd, letter=letter) for letter, part in zip(ascii_uppercase, order, strict=False)
    )
    return Item(number, question, question.stem, ChooseOne(options), tuple(parts))


def _odd(question: Question, rng: random.Random) -> tuple[Part, ...]:
    """Some of one group, and last the one that belongs to another."""
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in question.parts:
        grouped[folded(str(part.answer))].append(part)
    name = rng.choice(sorted(name for name, group in grouped.items() if len(group) >= ALIKE))
    others = [part for part in question.parts if folded(str(part.answer)) != name]
    return (*rng.sample(grouped[name], ALIKE), rng.choice(others))


def _in_groups(parts: Sequence[Part]) -> list[Part]:
    """As many parts as may be, two of each group at least where a group is used."""
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[folded(str(part.answer))].append(part)
    chosen: list[Part] = []
    for depth in range(max(map(len, grouped.values()))):
        for group in list(grouped.values())[: MOST_PARTS // 2]:
            if depth < len(group) and len(chosen) < MOST_PARTS:
                chosen.append(group[depth])
    return chosen


def _tells(part: Part, other: Part) -> bool:
    """Whether one says what fills the other's gap, or both are of one fact."""
    return part.fact is other.fact or folded(str(other.answer)) in folded(str(part.prompt))


_Layout = Callable[[int, Question, Sequence[Part], random.Random, random.Random], Item]
_LAYOUTS: Mapping[str, _Layout] = {
    "matching": _matching,
    "categorise": _categorise,
    "odd-one-out": _odd_one_out,
    "ordering": _steps,
    "timeline": _steps,
    "word-bank": _word_bank,
}
GROUP_KINDS = frozenset(_LAYOUTS)
