"""Questions answered by a number, right within its tolerance."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.languages.typed_numbers import unnamed_units
from quizgen.model.body import Number
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import number_in
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for a number with its unit."""
    if slot.type not in NUMBER_TYPES:
        return Declined("numeric", fact, slot, f"it is not a number, but of the type {slot.type}")
    if number_in(slot.shown) is None:
        return Declined("numeric", fact, slot, "it does not show one number in digits")
    stem = context.stem(fact, slot)
    unnamed = unnamed_units(slot.shown, slot.unit, str(stem), fact.source.language)
    percent = slot.type == "percent"
    body = Number(slot.shown, slot.value, slot.unit, slot.tolerance, slot.accept, percent, unnamed)
    return slot_question("numeric", fact, slot, stem, body)


KIND = SlotKind(
    name="numeric",
    summary="A number with its unit, right within its tolerance.",
    on_paper=OnPaper(seconds=75),
    on_cards=True,
    generate=generate,
)
