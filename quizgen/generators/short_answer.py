"""Questions answered on a line."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.generators.sentences import sentence_of
from quizgen.languages.typed_numbers import unnamed_units
from quizgen.model.body import ShortText
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper

LONGEST_ANSWER = 6  # words: more cannot be marked as simply right or wrong


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for a word, a name, a number or a short phrase."""
    if slot.listing:
        return Declined("short-answer", fact, slot, "its answer is several things")
    if not slot.ask and sentence_of(fact, slot).gives_key:
        return Declined("short-answer", fact, slot, "the sentence around its gap has the answer: add ask")
    if rival := context.answers.rival(fact, slot, gap=not slot.ask):
        prompt = "its question" if slot.ask else "its gap"
        return Declined("short-answer", fact, slot, f"{rival!r} is right for {prompt} too: ask for one of them")
    if not slot.ask and context.answers.is_open(fact, slot):
        return Declined("short-answer", fact, slot, "there may be other answers to its gap: add ask")
    if len(slot.shown.split()) > LONGEST_ANSWER:
        return Declined("short-answer", fact, slot, f"the answer has more than {LONGEST_ANSWER} words")
    stem = context.stem(fact, slot)
    return slot_question(
        "short-answer", fact, slot, stem, ShortText(slot.shown, _accepted_answers(fact, slot, str(stem)))
    )


def _accepted_answers(fact: Fact, slot: Slot, question: str) -> tuple[str, ...]:
    """Other right answers; the bare number too, if the question names its unit."""
    if slot.type not in NUMBER_TYPES or slot.value in (slot.shown, *slot.accept):
        return slot.accept
    unnamed = unnamed_units(slot.shown, slot.unit, question, fact.source.language)
    return slot.accept if unnamed else (*slot.accept, slot.value)


KIND = SlotKind(
    name="short-answer",
    summary="A short answer on a line.",
    on_paper=OnPaper(seconds=75),
    on_cards=True,
    generate=generate,
)
