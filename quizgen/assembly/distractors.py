"""Which wrong answers a question shows."""

from __future__ import annotations

import random

from quizgen.assembly.numbers import wrong_numbers
from quizgen.model.identity import digest
from quizgen.model.numbers import number_in
from quizgen.model.question import Question


def choose(question: Question, count: int, rng: random.Random) -> tuple[str, ...]:
    """At most ``count`` wrong answers: the teacher's own, then others of the type, then made numbers."""
    approved = list(question.approved)
    if question.written:
        return question.approved
    if question.slot.scale:
        rng.shuffle(approved)
    chosen = approved[:count]
    near, far = question.candidates[: question.nearest], question.candidates[question.nearest :]
    # By lot, each candidate drawing its own: one that comes or goes moves none of the others.
    lots = str(rng.random())
    pool = [*sorted(near, key=lambda each: digest(lots, each)), *sorted(far, key=lambda each: digest(lots, each))]
    chosen += pool[: count - len(chosen)]
    if question.numeric and len(chosen) < count:
        made = [number for number in wrong_numbers(question.slot, count, rng) if number not in chosen]
        chosen += made[: count - len(chosen)]
    return tuple(chosen)


def in_order(question: Question, texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts`` in their natural order, or None where they have none: on the teacher's scale, or by number."""
    if question.slot.scale:
        return tuple(sorted(texts, key=question.slot.scale.index))
    numbers = {text: number_in(text) for text in texts}
    if not (question.numeric or question.written) or None in numbers.values():
        return None
    return tuple(sorted(texts, key=lambda text: numbers[text] or 0))
