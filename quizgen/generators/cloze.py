"""Cards with a gap in the statement."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.generators.sentences import sentence_of
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in the statement, if nothing else fits its gap."""
    if slot.ask and any(other.listing for other in fact.slots if other is not slot):
        return Declined(
            "cloze", fact, slot, "the sentence has a list that other cards ask for, and its own question does not"
        )
    if other := _other_answer(fact, slot, context):
        return Declined("cloze", fact, slot, other)
    stem = context.attributed_text(fact, None, fact.marked_statement(slot.name))
    return slot_question("cloze", fact, slot, stem, PromptAndAnswer(slot.answer))


def _other_answer(fact: Fact, slot: Slot, context: Context) -> str:
    """Why something else may be right in the slot's gap, or "".

    Where the statement says more than the two sides of a relation, that may well leave one answer.
    """
    if sentence_of(fact, slot).gives_key:
        return "the sentence around its gap has the answer"
    if rival := context.answers.rival(fact, slot, gap=True):
        return f"{rival!r} fits its gap too"
    if len(fact.slots) <= 2 and context.answers.has_several(fact, slot):
        return "there may be other answers to its gap"
    return ""


KIND = SlotKind(
    name="cloze",
    summary="A card: the statement with a gap for the slot, if that leaves one answer.",
    on_cards=True,
    generate=generate,
)
