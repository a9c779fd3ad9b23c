"""Cards with a question and its answer."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks the slot's own question; if it has none, a cloze card is better."""
    if not slot.ask:
        return Declined("basic", fact, slot, "the slot has no question of its own (ask)")
    return slot_question("basic", fact, slot, context.stem(fact, slot), PromptAndAnswer(slot.answer))


KIND = SlotKind(
    name="basic",
    summary="A card: a slot's own question, and its answer.",
    on_cards=True,
    generate=generate,
)
