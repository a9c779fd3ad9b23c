"""Cards with a gap in the statement."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in the statement, with all slots of the fact marked, so that they become cards of one note."""
    stem = context.attributed(fact, None, fact.marked())
    return slot_question("cloze", fact, slot, stem, PromptAndAnswer(slot.answer))


KIND = SlotKind(
    name="cloze",
    summary="A card: the statement with a gap for each slot.",
    on_cards=True,
    generate=generate,
)
