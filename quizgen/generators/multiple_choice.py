"""One right option among wrong ones."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import is_makeable
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks with options; declined where not even one wrong option is at hand, for filler fools nobody."""
    approved, candidates = context.wrong_answers(fact, slot)
    numeric = slot.type in NUMBER_TYPES and is_makeable(slot.shown)
    if not (approved or candidates or numeric):
        return Declined(
            "multiple-choice",
            fact,
            slot,
            "no plausible wrong options: add distractors, or entities of its type",
        )
    return Question("multiple-choice", fact, slot, context.stem(fact, slot), approved, candidates, numeric)
