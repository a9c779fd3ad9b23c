"""The statement with a gap, for a card."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in its statement, all the fact's slots marked: each is a card of one note."""
    return Question("cloze", fact, slot, context.attributed(fact, None, fact.marked()))


KIND = SlotKind(
    name="cloze",
    summary="A card: the statement with a gap for each slot.",
    on_cards=True,
    generate=generate,
)
