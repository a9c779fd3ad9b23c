"""Positions of the right options: all letters equally often, no long runs, no pattern shared by neighbours."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from quizgen.checks.option_order import natural_order
from quizgen.checks.quizzes import LONGEST_RUN
from quizgen.model.body import Option, options_of
from quizgen.model.question import Question
from quizgen.model.quiz import Form
from quizgen.model.text import Text

TRIES = 200


def longest_run(key: Iterable[object]) -> int:
    """The length of the longest run of equal answers."""
    return max((len(list(same)) for _, same in groupby(key)), default=0)


def option_rows(
    ordered: Sequence[Question],
    wrong: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, Text],
    before: Form | None,
    rng: random.Random,
    letters: Sequence[str],
) -> dict[str, tuple[Option, ...]]:
    """The options of each question in this form: numbers in ascending order, others with balanced positions of the key.

    ``before`` is the form of a neighbour; neither its key nor the order of its options is repeated.
    """
    movable = {q.id: _movable(q, wrong[q.id]) for q in ordered}
    fixed = {q.id: natural_order(q, movable[q.id]) for q in ordered}
    key_before: list[int] = []
    orders_before: dict[str, tuple[str, ...]] = {}
    if before:
        key_before = _key_of(before)
        for item in before.items:
            orders_before[item.question.id] = tuple(str(option.text) for option in options_of(item.body))
    places = key_places(
        [_fixed_place(q, movable[q.id], fixed[q.id]) for q in ordered],
        [sum(text != q.last for text in wrong[q.id]) + 1 for q in ordered],
        rng,
        key_before,
    )
    rows: dict[str, tuple[Option, ...]] = {}
    for question, position in zip(ordered, places, strict=True):
        end = (question.last,) if question.last else ()
        order = fixed[question.id] or _shuffled_order(
            movable[question.id], end, position, orders_before.get(question.id), rng
        )
        rows[question.id] = tuple(
            Option(texts[text], text in question.keys, _feedback(question, text), letter)
            for letter, text in zip(letters, (*order, *end), strict=False)
        )
    return rows


def _key_of(form: Form) -> list[int]:
    """The position of the first right option of each question with options."""
    rows = [[option.correct for option in options_of(item.body)] for item in form.items]
    return [row.index(True) for row in rows if row]


def _movable(question: Question, wrong: tuple[str, ...]) -> tuple[str, ...]:
    """The options except the one that stays last, beginning with a right one."""
    right = [text for text in question.keys if text != question.last]
    return (*right[:1], *(text for text in wrong if text != question.last), *right[1:])


def _fixed_place(question: Question, movable: tuple[str, ...], order: tuple[str, ...] | None) -> int | None:
    """The position of the key if it is fixed, because options are in natural order or the key is last; else None."""
    if question.keys == (question.last,):
        return len(movable)
    return order.index(movable[0]) if order else None


def _feedback(question: Question, text: str) -> Text:
    return next((option.feedback for option in options_of(question.body) if str(option.text) == text), Text())


def _shuffled_order(
    movable: tuple[str, ...], end: tuple[str, ...], position: int, earlier: tuple[str, ...] | None, rng: random.Random
) -> tuple[str, ...]:
    """Shuffles ``movable``, with its first at ``position``; followed by ``end``, the order differs from ``earlier``.

    If ``position`` is behind them, the key is ``end``, and all of them are shuffled.
    """
    right, rest = (movable[:1], list(movable[1:])) if position < len(movable) else ((), list(movable))
    texts: tuple[str, ...] = ()
    for _ in range(TRIES):
        rng.shuffle(rest)
        texts = (*rest[:position], *right, *rest[position:])
        if (*texts, *end) != earlier or len(rest) < 2:
            break
    return texts


def _by_width(indexes: Sequence[int], widths: Sequence[int]) -> list[list[int]]:
    """The indexes of questions by their number of options, the most frequent number last; one empty list for none."""
    groups: dict[int, list[int]] = {}
    for index in indexes:
        groups.setdefault(widths[index], []).append(index)
    return sorted(groups.values(), key=lambda group: (len(group), -widths[group[0]])) or [[]]


def key_places(
    fixed: Sequence[int | None], widths: Sequence[int], rng: random.Random, before: Sequence[int] = ()
) -> list[int]:
    """The position of the key in each question: all equally often, without long runs, keeping those that are fixed.

    Among questions with as many options (``widths``) each position is equally often right: the only one with four
    options would otherwise always have the fourth, which no other has. The result differs from the key ``before``, if
    the fixed positions allow that.
    """
    best: list[int] = []
    best_fault = (True, len(fixed) + 1)
    for _ in range(TRIES):
        counts = [0] * max((*widths, *(position + 1 for position in fixed if position is not None)), default=0)
        for position in fixed:
            if position is not None:
                counts[position] += 1
        places = [-1 if position is None else position for position in fixed]
        free = [index for index, position in enumerate(fixed) if position is None]
        rng.shuffle(free)
        *rarer, most = _by_width(free, widths)
        for indexes in rarer:
            width, count = widths[indexes[0]], len(indexes)
            positions = [*range(width)] * (count // width) + rng.sample(range(width), count % width)
            for index, position in zip(indexes, positions, strict=True):
                places[index] = position
                counts[position] += 1
        for index in most:
            rarest = min(counts[: widths[index]])
            places[index] = rng.choice([p for p in range(widths[index]) if counts[p] == rarest])
            counts[places[index]] += 1
        fault = (places == list(before), max(LONGEST_RUN, longest_run(places)))
        if not best or fault < best_fault:
            best, best_fault = places, fault
        if best_fault == (False, LONGEST_RUN) or not free:
            break
    return best
