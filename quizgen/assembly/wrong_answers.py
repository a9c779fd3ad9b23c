"""Choosing the wrong answers of a question."""

from __future__ import annotations

import random

from quizgen.assembly.wrong_numbers import wrong_numbers
from quizgen.model.body import options_of
from quizgen.model.identity import digest
from quizgen.model.numbers import number_in
from quizgen.model.question import Question


def choose(question: Question, count: int, rng: random.Random) -> tuple[str, ...]:
    """Chooses at most ``count`` wrong answers: the teacher's own, then others of the type, then generated numbers."""
    if question.written:
        return tuple(str(option.text) for option in options_of(question.body) if not option.correct)
    wrong = question.wrong
    approved = list(wrong.approved)
    if question.scale:
        rng.shuffle(approved)
    chosen = approved[:count]
    near, far = wrong.candidates[: wrong.nearest], wrong.candidates[wrong.nearest :]
    # Each candidate has a random number of its own, so that adding or removing one does not reorder the others.
    draw = str(rng.random())
    pool = [*sorted(near, key=lambda text: digest(draw, text)), *sorted(far, key=lambda text: digest(draw, text))]
    chosen += pool[: count - len(chosen)]
    if wrong.numeric and question.slot and len(chosen) < count:
        numbers = [number for number in wrong_numbers(question.slot, count, rng) if number not in chosen]
        chosen += numbers[: count - len(chosen)]
    return tuple(chosen)


def in_order(question: Question, texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts`` in their natural order, on the teacher's scale or by number, or None if they have none."""
    if question.scale:
        return tuple(sorted(texts, key=question.scale.index))
    numbers = {text: number_in(text) for text in texts}
    if not (question.wrong.numeric or question.written) or None in numbers.values():
        return None
    return tuple(sorted(texts, key=lambda text: numbers[text] or 0))
