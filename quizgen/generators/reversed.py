"""The reversed question: from the answer of a fact's question to its subject."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import ShortText
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot by its counterpart in the relation, if that leaves one answer and nothing else asks for it."""
    other = fact.relation.counterpart(slot.name) if fact.relation else ""
    if not other:
        return Declined("reversed", fact, slot, "no relation says what it belongs to")
    if slot.ask:
        return Declined("reversed", fact, slot, "its own question (ask) asks for it already")
    if not fact.slot(other).ask:
        return Declined("reversed", fact, slot, f"there is no question to reverse: {other!r} has no ask")
    if not context.relations.is_only_answer(fact, slot):
        return Declined("reversed", fact, slot, f"{other!r} may have more than one answer here")
    return slot_question("reversed", fact, slot, context.stem(fact, slot), ShortText(slot.shown, slot.accept))


KIND = SlotKind(
    name="reversed",
    summary="The reversed question, if a relation leaves one answer and nothing asks for it yet.",
    on_paper=OnPaper(seconds=75),
    on_cards=True,
    generate=generate,
)
