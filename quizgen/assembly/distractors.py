"""Which wrong answers a question shows."""

from __future__ import annotations

import random

from quizgen.assembly.numbers import room_above, room_below, wrong_numbers
from quizgen.model.numbers import number_in
from quizgen.model.question import Question


def choose(question: Question, count: int, rng: random.Random) -> tuple[str, ...]:
    """At most ``count`` wrong answers: the teacher's own, then others of the type, then made numbers.

    Of made numbers the rank of the key is drawn first and uniformly, so that its place tells nothing.
    """
    chosen = list(question.approved[:count])
    pool = list(question.candidates)
    rng.shuffle(pool)
    chosen += pool[: count - len(chosen)]
    if question.numeric and not chosen:
        low, high = room_below(question.slot), room_above(question.slot)
        ranks = [rank for rank in range(count + 1) if rank <= low and count - rank <= high]
        if ranks:
            below = rng.choice(ranks)
            chosen += wrong_numbers(question.slot, below, count - below, rng)
    return tuple(chosen)


def in_order(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts`` by the number in each, ascending, or None where they are not all numbers of one sort."""
    numbers = [number_in(text) for text in texts]
    if None in numbers:
        return None
    return tuple(text for _, text in sorted(zip(numbers, texts, strict=True), key=lambda pair: pair[0] or 0))
