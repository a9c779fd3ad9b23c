"""A statement to be judged, false at the slot or true."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import is_makeable
from quizgen.model.question import Declined, Question
from quizgen.model.question_kind import OnPaper


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """The true statement; assembly puts a candidate in the slot's place where it is to be false."""
    if slot.listing:
        return Declined("true-false", fact, slot, "its answer is several things")
    approved, candidates, nearest = context.wrong_answers(fact, slot)
    numeric = slot.type in NUMBER_TYPES and is_makeable(slot.shown)
    if not (approved or candidates or numeric):
        return Declined("true-false", fact, slot, "no plausible wrong value to falsify it with: add distractors")
    return Question(
        "true-false", fact, slot, context.attributed(fact, None, fact.text()), approved, candidates, numeric, nearest
    )


KIND = SlotKind(
    name="true-false",
    summary="The statement, true or falsified at a slot by a value of the same type.",
    on_paper=OnPaper(seconds=30),
    generate=generate,
)
