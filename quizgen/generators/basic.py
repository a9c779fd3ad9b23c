"""A question and its answer, for a card."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks the slot's own question; without one, the cloze card does that better."""
    if not slot.ask:
        return Declined("basic", fact, slot, "the slot has no question of its own (ask)")
    return Question("basic", fact, slot, context.stem(fact, slot))
