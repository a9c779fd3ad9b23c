"""The statement with a gap, for a card."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in its statement, all the fact's slots marked: each is a card of one note."""
    stem = context.attributed(fact, None, fact.marked())
    return slot_question("cloze", fact, slot, stem, PromptAndAnswer(slot.answer))


KIND = SlotKind(
    name="cloze",
    summary="A card: the statement with a gap for each slot.",
    on_cards=True,
    generate=generate,
)
