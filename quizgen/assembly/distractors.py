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
    approved = list(question.approved)
    if question.slot.scale:
        rng.shuffle(approved)
    chosen = approved[:count]
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


def in_order(question: Question, texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts`` in their natural order, or None where they have none: on the teacher's scale, or by number."""
    if question.slot.scale:
        return tuple(sorted(texts, key=question.slot.scale.index))
    numbers = {text: number_in(text) for text in texts}
    if not question.numeric or None in numbers.values():
        return None
    return tuple(sorted(texts, key=lambda text: numbers[text] or 0))
