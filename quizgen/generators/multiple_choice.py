"""Questions with one right option among wrong ones."""

from __future__ import annotations

from quizgen.generators.bounded import bound_of
from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.generators.pools import ENOUGH
from quizgen.generators.sentences import begins_with_article, sentence_of
from quizgen.generators.time_spans import other_years, rules_out
from quizgen.model.body import ChooseOne, Option
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, WrongAnswers, slot_question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import SlotName, Words


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks with options; declined if there is no plausible wrong option, because implausible ones fool nobody."""
    if not slot.ask and not _ends(fact, slot):
        reason = "without a question of its own (ask), the gap would be inside the sentence"
        return Declined("multiple-choice", fact, slot, reason)
    if not slot.ask and sentence_of(fact, slot).gives_key:
        return Declined("multiple-choice", fact, slot, "the sentence around its gap has the answer: add ask")
    if slot.listing:
        return Declined("multiple-choice", fact, slot, "its answer is several things")
    if bound_of(fact, slot) in ("least", "most"):
        reason = "its number is a bound, so that other options would be true too: ask for the number (numeric)"
        return Declined("multiple-choice", fact, slot, reason)
    stem = context.stem(fact, slot)
    if rules_out(stem, other_years(fact, slot)):
        reason = "the other year in its question rules options out: ask for it in writing"
        return Declined("multiple-choice", fact, slot, reason)
    wrong = context.wrong_answers(fact, slot)
    if slot.ask and (flaw := _flaw_of_beginnings(fact, slot, wrong)):
        return Declined("multiple-choice", fact, slot, flaw)
    if wrong and not slot.ask:
        wrong, flaw = _continuing_answers(fact, slot, wrong)
        if not wrong:
            return Declined("multiple-choice", fact, slot, f"no wrong option continues the sentence: {flaw}")
    if not wrong:
        reason = wrong.refusal or "no plausible wrong options: add distractors, or entities of its type"
        return Declined("multiple-choice", fact, slot, reason)
    body = ChooseOne((Option(slot.answer, correct=True),), fixed=bool(slot.scale))
    return slot_question("multiple-choice", fact, slot, stem, body, wrong)


KIND = SlotKind(
    name="multiple-choice",
    summary="One right option among wrong ones: the teacher's own first, then names of the same type that are not "
    "right too, then generated numbers.",
    on_paper=OnPaper(seconds=60),
    on_cards=True,
    generate=generate,
)


def _ends(fact: Fact, slot: Slot) -> bool:
    """Whether the slot is at the end of the statement."""
    parts = list(fact.statement)
    if isinstance(parts[-1], Words) and not any(character.isalnum() for character in parts[-1].text):
        parts.pop()
    return bool(parts) and isinstance(parts[-1], SlotName) and parts[-1].name == slot.name


def _continuing_answers(fact: Fact, slot: Slot, wrong: WrongAnswers) -> tuple[WrongAnswers, str]:
    """Those of the ``wrong`` answers that read well after the sentence; and why others do not."""
    sentence = sentence_of(fact, slot)
    flaws = {value: sentence.misfit(value, gap=True) for value in (*wrong.approved, *wrong.candidates)}
    return wrong.only(lambda value: not flaws[value]), next(filter(None, flaws.values()), "")


def _flaw_of_beginnings(fact: Fact, slot: Slot, wrong: WrongAnswers) -> str:
    """Why the beginnings of the options would tell the answer: it alone has an article, or has none; or ""."""
    language = fact.source.language
    is_with = begins_with_article(slot.shown, language)
    others = wrong.approved if len(wrong.approved) >= ENOUGH else (*wrong.approved, *wrong.candidates)
    if not others or any(begins_with_article(value, language) == is_with for value in others):
        return ""
    if is_with:
        return "only the right option would begin with an article: add a question (ask), and write it like the others"
    return "only the right option would begin without an article: write its wrong options in the same way"
