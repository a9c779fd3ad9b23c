"""Questions with several right options among wrong ones."""

from __future__ import annotations

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.model.body import ChooseSeveral, Option
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, WrongAnswers, slot_question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import parse_text

MOST_RIGHT = 6  # options that are right; with the wrong ones more than a student can weigh


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks which options belong to a set.

    Of a set that is not complete, only the teacher's own wrong answers are known to be wrong.
    """
    listing = slot.listing
    if listing is None or listing.ordered:
        return Declined("multiple-response", fact, slot, "its answer is not a set of things")
    if len(listing.members) > MOST_RIGHT:
        return Declined("multiple-response", fact, slot, f"more than {MOST_RIGHT} options would be right")
    if not slot.ask:
        return Declined("multiple-response", fact, slot, "it has no question of its own (ask)")
    wrong = context.wrong_answers(fact, slot)._replace(numeric=False)
    if not listing.complete:
        wrong = WrongAnswers(wrong.approved)
    if wrong.refusal:
        return Declined("multiple-response", fact, slot, wrong.refusal)
    if len(wrong.approved) + len(wrong.candidates) < 2:
        return Declined("multiple-response", fact, slot, "there are not two plausible wrong options: add distractors")
    right = tuple(Option(parse_text(member.shown), correct=True) for member in listing.members)
    body = ChooseSeveral(right, fixed=bool(slot.scale))
    return slot_question("multiple-response", fact, slot, context.stem(fact, slot), body, wrong)


KIND = SlotKind(
    name="multiple-response",
    summary="All items of a set among wrong ones.",
    on_paper=OnPaper(seconds=90),
    on_cards=True,
    generate=generate,
)
