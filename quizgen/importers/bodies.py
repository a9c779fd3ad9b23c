"""The model's bodies from the texts of a bank, and what belongs together in one as texts again."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Matching,
    Option,
    Ordering,
    PromptAndAnswer,
    Row,
    Step,
)
from quizgen.model.text import parse_text


def option(text: str, correct: bool = False, feedback: str = "", *, last: bool = False) -> Option:
    """Something that can be chosen; ``feedback`` is for the learner who chose it."""
    return Option(parse_text(text), correct, parse_text(feedback), last=last)


def choice(options: Iterable[Option], *, several: bool = False, fixed: bool = False) -> ChooseOne | ChooseSeveral:
    """Options of which one is right, or ``several``; ``fixed`` ones keep their order."""
    return ChooseSeveral(tuple(options), fixed) if several else ChooseOne(tuple(options), fixed=fixed)


def ordering(texts: Iterable[str]) -> Ordering:
    """The ``texts``, which are in their right order."""
    return Ordering(tuple(Step(parse_text(text), place) for place, text in enumerate(texts, 1)))


def matching(pairs: Iterable[tuple[str, str]], spares: Iterable[str] = ()) -> Matching:
    """Pairs of what belongs together, left and right; ``spares`` are right sides that belong to nothing.

    The bank has each right side once and then the spares, all without letters: a row names its right side by its text.
    """
    pairs = list(pairs)
    bank = [*dict.fromkeys(right for _, right in pairs), *spares]
    rows = tuple(Row(parse_text(left), right) for left, right in pairs)
    return Matching(rows, tuple(option(text) for text in bank))


def flashcard(answer: str, *, both: bool = False) -> PromptAndAnswer:
    """The other side of a card; with ``both``, each side is asked for by the other."""
    return PromptAndAnswer(parse_text(answer), both)


def pairs_of(body: Matching | Gaps) -> list[tuple[str, str]]:
    """Each row with what belongs to it."""
    texts = {entry.value: str(entry.text) for entry in body.bank}
    return [(str(row.prompt), texts.get(row.answer, row.answer)) for row in body.rows]


def spares_of(body: Matching | Gaps) -> list[str]:
    """The entries of the bank that belong to no row."""
    used = {row.answer for row in body.rows}
    return [str(entry.text) for entry in body.bank if entry.value not in used]
