"""The model's bodies from the texts of a bank."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Matching,
    OpenAnswer,
    Option,
    Ordering,
    PromptAndAnswer,
    matching_of,
    ordering_of,
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
    return ordering_of(map(parse_text, texts))


def matching(pairs: Iterable[tuple[str, str]], spares: Iterable[str] = ()) -> Matching:
    """Pairs of what belongs together, left and right; ``spares`` are right sides that belong to nothing."""
    rows = [(parse_text(left), parse_text(right)) for left, right in pairs]
    return matching_of(rows, [parse_text(spare) for spare in spares])


def open_answer(sample: str = "") -> OpenAnswer:
    """An answer in the learner's own words; the ``sample`` is for whoever marks it."""
    return OpenAnswer(parse_text(sample))


def flashcard(answer: str, *, both: bool = False) -> PromptAndAnswer:
    """The other side of a card; with ``both``, each side is asked for by the other."""
    return PromptAndAnswer(parse_text(answer), both)
