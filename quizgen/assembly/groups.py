"""Questions over several facts: which of them are used, and how they are arranged in a form."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from quizgen.generators.odd_one_out import criterion, sets_of
from quizgen.model.body import ChooseOne, Gaps, ItemBody, Matching, Option, Ordering, Row, ordering_of
from quizgen.model.question import Part, Question
from quizgen.model.text import Text, fold, parse_text

MOST_PARTS = 6  # per question: more do not fit in short-term memory or across a page
FEWEST_ROWS = 3  # of a matching or a word bank; of more, one is left over if nothing else is
SPARES = 2  # unused entries of a bank, so that the last cannot be found by elimination


def pick(question: Question, rng: random.Random, most: int = MOST_PARTS) -> tuple[Part, ...]:
    """Chooses the parts to use, the same in every form; they keep their order."""
    if isinstance(question.body, ChooseOne):
        return _odd(question, rng)
    candidates = rng.sample(question.parts, len(question.parts))
    chosen: list[Part] = []
    for part in candidates:
        if len(chosen) < most and not any(is_conflict(part, other) for other in chosen):
            chosen.append(part)
    if isinstance(question.body, Matching) and len(question.body.bank) < len(question.parts):
        chosen = _in_groups(candidates)
    elif (
        isinstance(question.body, Matching | Gaps)
        and len(chosen) > FEWEST_ROWS
        and not spare_parts(question, chosen, rng, 1)
        and not _spare_names(question, chosen)
    ):
        chosen.pop()  # becomes the entry that is left over
    return tuple(part for part in question.parts if part in chosen)


def body_of_parts(
    question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random, letters: Sequence[str]
) -> ItemBody:
    """The body of a question with ``parts``: ``seeded`` draws what all forms share, ``rng`` the order in this form.

    ``letters`` are those of options.
    """
    match question.body:
        case Matching():
            return _matching(question, parts, seeded, rng, letters)
        case Gaps():
            return _gaps(question, parts, seeded, rng)
        case Ordering():
            return shuffled_steps([part.prompt for part in parts], rng)
        case ChooseOne():
            return _odd_one_out(parts, rng, letters)
        case _:
            raise TypeError(f"{question.id} has parts, but its body is {question.body.name}")


def shuffled_steps(texts: Sequence[Text], rng: random.Random) -> Ordering:
    """An ordering question for ``texts``, shuffled into an order that is not the correct one."""
    right = list(ordering_of(texts).steps)
    order = list(right)
    while order == right and len(right) > 1:
        rng.shuffle(order)
    return Ordering(tuple(order))


def _matching(
    question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random, lettered: Sequence[str]
) -> Matching:
    names = _spare_names(question, parts)
    spares = [parse_text(name) for name in seeded.sample(names, min(SPARES, len(names)))]
    answers = {fold(str(part.answer)) for part in question.parts}
    if len(answers) == len(question.parts):  # otherwise each group is right for several things
        spares += [part.answer for part in spare_parts(question, parts, seeded, SPARES - len(spares))]
    texts = [*{fold(str(part.answer)): part.answer for part in parts}.values(), *spares]
    rng.shuffle(texts)
    bank = tuple(Option(text, letter=letter) for letter, text in zip(lettered, texts, strict=False))
    letters = {fold(str(option.text)): option.letter for option in bank}
    rows = [Row(part.prompt, letters[fold(str(part.answer))]) for part in parts]
    rng.shuffle(rows)
    return Matching(tuple(rows), bank)


def _spare_names(question: Question, parts: Sequence[Part]) -> list[str]:
    """The wrong answers of the question that fit none of ``parts``."""
    return [name for name in question.wrong.candidates if not any(fold(name) in part.fits.names for part in parts)]


def _gaps(question: Question, parts: Sequence[Part], seeded: random.Random, rng: random.Random) -> Gaps:
    spares = spare_parts(question, parts, seeded, SPARES)
    # Alphabetical order gives nothing away.
    texts = sorted((part.answer for part in (*parts, *spares)), key=lambda text: fold(str(text)))
    rows = [Row(part.prompt, str(part.answer)) for part in parts]
    rng.shuffle(rows)
    return Gaps(tuple(rows), tuple(map(Option, texts)))


def _odd_one_out(parts: Sequence[Part], rng: random.Random, letters: Sequence[str]) -> ChooseOne:
    odd = parts[-1]
    order = rng.sample(parts, len(parts))
    pairs = zip(letters, order, strict=False)
    return ChooseOne(tuple(Option(part.prompt, part is odd, letter=letter) for letter, part in pairs))


def _odd(question: Question, rng: random.Random) -> tuple[Part, ...]:
    """Some parts of one group, followed by one of another."""
    shuffled = rng.sample(question.parts, len(question.parts))
    return next(sets_of(shuffled), ()) or next(sets_of(question.parts))


def _in_groups(parts: Sequence[Part]) -> list[Part]:
    """As many parts as possible, at least two of each group that is used."""
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[fold(str(part.answer))].append(part)
    chosen: list[Part] = []
    for depth in range(max(map(len, grouped.values()))):
        for group in list(grouped.values())[: MOST_PARTS // 2]:
            if depth < len(group) and len(chosen) < MOST_PARTS:
                chosen.append(group[depth])
    return chosen


def stem_of_parts(question: Question, parts: Sequence[Part]) -> Text:
    """What is asked about these parts: of an odd one out, what the others have in common."""
    common = criterion(parts[:-1]) if isinstance(question.body, ChooseOne) else None
    return common or question.stem


def spare_parts(question: Question, parts: Sequence[Part], rng: random.Random, count: int) -> list[Part]:
    """At most ``count`` other parts, whose answers fit none of ``parts`` and occur in none of their texts."""
    prompts = fold("; ".join(str(part.prompt) for part in parts))
    others = [
        other
        for other in question.parts
        if other not in parts
        and fold(str(other.answer)) not in prompts
        and not any(part.takes(other) for part in parts)
    ]
    return rng.sample(others, min(count, len(others)))


def is_conflict(part: Part, other: Part) -> bool:
    """Whether one part contains the other's answer or would take it, or both are about the same fact."""
    if _gives_away(part, other) or _gives_away(other, part):
        return True
    same = fold(str(part.answer)) == fold(str(other.answer))
    return not same and (part.takes(other) or other.takes(part))


def _gives_away(part: Part, other: Part) -> bool:
    """Whether one part contains the other's answer, or both are about the same fact."""
    return part.fact is other.fact or fold(str(other.answer)) in fold(str(part.prompt))
