"""Statements to judge, true or with a wrong value in the slot."""

from __future__ import annotations

from itertools import takewhile

from quizgen.generators.context import Context
from quizgen.generators.falsifying import lacking
from quizgen.generators.kind import SlotKind
from quizgen.model.body import TrueFalse
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import SlotName, fold, plain_of

_TRUE = TrueFalse(true=True)
_QUESTION_MARKS = ("?", "？", "؟", "՞", "\u037e")  # the last is Greek


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """The true statement; to make it false, assembly puts a wrong value in place of the slot's answer."""
    if slot.listing:
        return Declined("true-false", fact, slot, "its answer is several things")
    if _is_question(fact, slot):
        return Declined("true-false", fact, slot, "its statement is a question with its answer, which nobody can judge")
    wrong = context.wrong_answers(fact, slot)
    if not wrong:
        reason = wrong.refusal or "no plausible wrong value to falsify it with: add distractors"
        return Declined("true-false", fact, slot, reason)
    if flaw := lacking(fact, slot, wrong):
        return Declined("true-false", fact, slot, f"no wrong value makes a good sentence: {flaw}")
    stem = context.attributed_text(fact, None, fact.text())
    return slot_question("true-false", fact, slot, stem, _TRUE, wrong)


def _is_question(fact: Fact, slot: Slot) -> bool:
    """Whether the slot answers a question, or what the slot asks, that the statement has before it."""
    parts = takewhile(lambda part: not (isinstance(part, SlotName) and part.name == slot.name), fact.statement)
    before = "".join([plain_of(part) for part in parts if not isinstance(part, SlotName)]).rstrip(" —–-\n")
    if before.endswith(_QUESTION_MARKS):
        return True
    return before.endswith((".", ":", "!", "…")) and fold(before) == fold(slot.ask)


KIND = SlotKind(
    name="true-false",
    summary="The statement, either true or with a wrong value of the same type in a slot.",
    on_paper=OnPaper(seconds=30),
    generate=generate,
)
