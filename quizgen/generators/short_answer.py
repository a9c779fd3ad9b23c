"""Questions answered on a line."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import ShortText
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper

LONGEST_ANSWER = 6  # words: more cannot be marked as simply right or wrong


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for a word, a name, a number or a short phrase."""
    if slot.listing:
        return Declined("short-answer", fact, slot, "its answer is several things")
    if rivals := context.answers.rivals(fact, slot, gap=not slot.ask):
        asked = "its question" if slot.ask else "its gap"
        return Declined("short-answer", fact, slot, f"{rivals[0]!r} is right for {asked} too: ask for one of them")
    if not slot.ask and context.answers.is_open(fact, slot):
        return Declined("short-answer", fact, slot, "there may be other answers to its gap: add ask")
    if len(slot.shown.split()) > LONGEST_ANSWER:
        return Declined("short-answer", fact, slot, f"the answer has more than {LONGEST_ANSWER} words")
    return slot_question("short-answer", fact, slot, context.stem(fact, slot), ShortText(slot.shown, slot.accept))


KIND = SlotKind(
    name="short-answer",
    summary="A short answer on a line.",
    on_paper=OnPaper(seconds=75),
    on_cards=True,
    generate=generate,
)
