"""A statement to be judged, false at the slot or true."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import is_makeable
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """The true statement; assembly puts a candidate in the slot's place where it is to be false."""
    if slot.listing:
        return Declined("true-false", fact, slot, "its answer is several things")
    approved, candidates, nearest = context.wrong_answers(fact, slot)
    numeric = slot.type in NUMBER_TYPES and is_makeable(slot.shown)
    if not (approved or candidates or numeric):
        return Declined("true-false", fact, slot, "no plausible wrong value to falsify it with: add distractors")
    return Question(
        "true-false", fact, slot, context.attributed(fact, None, fact.text()), approved, candidates, numeric, nearest
    )
