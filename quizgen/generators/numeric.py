"""A number to be written, right within its tolerance."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import number_in
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for a number with its unit."""
    if slot.type not in NUMBER_TYPES:
        return Declined("numeric", fact, slot, f"it is no number, but of the type {slot.type}")
    if number_in(slot.shown) is None:
        return Declined("numeric", fact, slot, "it does not show one number in digits")
    return Question("numeric", fact, slot, context.stem(fact, slot))
