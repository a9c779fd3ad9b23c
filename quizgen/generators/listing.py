"""Questions with answers of several things, to list or to put in order."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import ListAnswer, ordering_of
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import parse_text


def generate_list(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the things in a set, or for as many of them as the set requires."""
    if slot.listing is None or slot.listing.ordered:
        return Declined("list", fact, slot, "its answer is not a set of things")
    body = ListAnswer(slot.listing.members, slot.listing.ask_for)
    return slot_question("list", fact, slot, context.stem(fact, slot), body)


LIST = SlotKind(
    name="list",
    summary="The items of a set.",
    on_paper=OnPaper(seconds=120),
    on_cards=True,
    generate=generate_list,
)


def generate_sequence(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the order of a sequence."""
    if slot.listing is None or not slot.listing.ordered:
        return Declined("sequence", fact, slot, "its answer is not a sequence")
    body = ordering_of(parse_text(member.shown) for member in slot.listing.members)
    return slot_question("sequence", fact, slot, context.stem(fact, slot), body)


SEQUENCE = SlotKind(
    name="sequence",
    summary="The items of a sequence, to be numbered.",
    on_paper=OnPaper(seconds=90),
    on_cards=True,
    generate=generate_sequence,
)
