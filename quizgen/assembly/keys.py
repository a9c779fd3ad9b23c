"""Where the right options stand: no letter more often than another, no long run, no pattern shared by neighbours."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase

from quizgen.assembly.wrong_answers import in_order
from quizgen.checks.quizzes import LONGEST_RUN
from quizgen.model.body import Option, options_of
from quizgen.model.question import Question
from quizgen.model.quiz import Form
from quizgen.model.text import Text

TRIES = 200


def longest_run(key: Iterable[object]) -> int:
    """How many equal answers stand in a row at most."""
    return max((len(list(same)) for _, same in groupby(key)), default=0)


def option_rows(
    ordered: Sequence[Question],
    wrong: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, Text],
    before: Form | None,
    rng: random.Random,
) -> dict[str, tuple[Option, ...]]:
    """The options of each question in this form: numbers ascending, others with the key's places balanced.

    ``before`` is the form that its neighbour has; neither its key nor the order of its options is repeated.
    """
    loose = {q.id: _loose(q, wrong[q.id]) for q in ordered}
    fixed = {q.id: in_order(q, loose[q.id]) for q in ordered}
    places = key_places(
        [_fixed_place(q, loose[q.id], fixed[q.id]) for q in ordered],
        [sum(text != q.last for text in wrong[q.id]) + 1 for q in ordered],
        rng,
        [ascii_uppercase.index(item.letter[0]) for item in before.items if options_of(item.body)] if before else [],
    )
    earlier = (
        {item.question.id: tuple(str(o.text) for o in options_of(item.body)) for item in before.items} if before else {}
    )
    rows: dict[str, tuple[Option, ...]] = {}
    for question, place in zip(ordered, places, strict=True):
        end = (question.last,) if question.last else ()
        order = fixed[question.id] or _shuffled(loose[question.id], end, place, earlier.get(question.id), rng)
        rows[question.id] = tuple(
            Option(texts[text], text in question.keys, _feedback(question, text), letter)
            for letter, text in zip(ascii_uppercase, (*order, *end), strict=False)
        )
    return rows


def _loose(question: Question, wrong: tuple[str, ...]) -> tuple[str, ...]:
    """The options but for the one that stays last, a right one first."""
    right = [text for text in question.keys if text != question.last]
    return (*right[:1], *(text for text in wrong if text != question.last), *right[1:])


def _fixed_place(question: Question, loose: tuple[str, ...], order: tuple[str, ...] | None) -> int | None:
    """Where the key stands that cannot be placed: among options in their order, or last; else None."""
    if question.keys == (question.last,):
        return len(loose)
    return order.index(loose[0]) if order else None


def _feedback(question: Question, text: str) -> Text:
    return next((option.feedback for option in options_of(question.body) if str(option.text) == text), Text())


def _shuffled(
    loose: tuple[str, ...], end: tuple[str, ...], place: int, earlier: tuple[str, ...] | None, rng: random.Random
) -> tuple[str, ...]:
    """The options with the first of ``loose`` at ``place``, and with ``end`` in another order than ``earlier``.

    Where the place lies behind them the key is the end, and all of them are shuffled.
    """
    right, rest = (loose[:1], list(loose[1:])) if place < len(loose) else ((), list(loose))
    texts: tuple[str, ...] = ()
    for _ in range(TRIES):
        rng.shuffle(rest)
        texts = (*rest[:place], *right, *rest[place:])
        if (*texts, *end) != earlier or len(rest) < 2:
            break
    return texts


def key_places(
    fixed: Sequence[int | None], widths: Sequence[int], rng: random.Random, before: Sequence[int] = ()
) -> list[int]:
    """Where the key stands in each question: each place as often as any, no long runs, the fixed ones kept.

    It is not the key ``before``, unless the fixed ones leave no other.
    """
    best: list[int] = []
    best_fault = (True, len(fixed) + 1)
    for _ in range(TRIES):
        counts = [0] * max((*widths, *(place + 1 for place in fixed if place is not None)), default=0)
        for place in fixed:
            if place is not None:
                counts[place] += 1
        places = [-1 if place is None else place for place in fixed]
        free = [index for index, place in enumerate(fixed) if place is None]
        rng.shuffle(free)
        free.sort(key=lambda index: widths[index])  # those with fewer options have less to choose from
        for index in free:
            rarest = min(counts[: widths[index]])
            places[index] = rng.choice([p for p in range(widths[index]) if counts[p] == rarest])
            counts[places[index]] += 1
        fault = (places == list(before), max(LONGEST_RUN, longest_run(places)))
        if not best or fault < best_fault:
            best, best_fault = places, fault
        if best_fault == (False, LONGEST_RUN) or not free:
            break
    return best
