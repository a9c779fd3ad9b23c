"""Choosing the wrong answers of a question."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import log

from quizgen.assembly.balance import MOST_BALANCED, balanced_draw
from quizgen.assembly.wrong_numbers import wrong_numbers
from quizgen.model.body import options_of
from quizgen.model.identity import digest
from quizgen.model.question import Question, WrongAnswers


def choose(question: Question, count: int, rng: random.Random) -> tuple[str, ...]:
    """Chooses at most ``count`` wrong answers: the teacher's own, then others of the role, then generated numbers."""
    if question.written:
        return tuple(str(option.text) for option in options_of(question.body) if not option.correct)
    wrong = question.wrong
    approved = list(wrong.approved)
    if question.scale:
        rng.shuffle(approved)
    chosen = approved[:count]
    missing = count - len(chosen)
    # Made numbers among others would be those that are never right.
    if wrong.numeric and question.slot and missing and len(wrong.candidates) < missing:
        numbers = [n for n in wrong_numbers(question.slot, count, rng, wrong.numbers) if n not in chosen]
        if numbers:
            return (*chosen, *numbers[:missing])
    draw = str(rng.random())
    near = _draw(wrong, missing, draw, rng)
    far = sorted(wrong.candidates[wrong.nearest :], key=lambda text: digest(draw, text))
    return (*chosen, *near, *far[: missing - len(near)])


def _draw(wrong: WrongAnswers, count: int, draw: str, rng: random.Random) -> Sequence[str]:
    """``count`` of the nearest, each as often as it is right elsewhere.

    Each has a random number of its own, so that adding or removing one does not reorder the others; only of few that
    are right in unequal shares the whole set is drawn at once, to give each its share exactly.
    """
    near = wrong.candidates[: wrong.nearest]
    if count >= len(near) or not wrong.frequencies:
        return sorted(near, key=lambda text: digest(draw, text))[:count]
    if len(near) < MOST_BALANCED:
        return [near[rank - 1] for rank in balanced_draw(wrong.frequencies, count, rng)]
    shares = dict(zip(near, wrong.frequencies[1:], strict=True))
    return sorted(near, key=lambda text: -log((digest(draw, text) + 1) / 2**256) / shares[text])[:count]
