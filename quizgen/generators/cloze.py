"""The statement with a gap, for a card."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in its statement, all the fact's slots marked: each is a card of one note."""
    return Question("cloze", fact, slot, context.attributed(fact, None, fact.marked()))
