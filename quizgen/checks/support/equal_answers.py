"""Wrong answers that are the right one in other words: a year and a half for eighteen months."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.facts import DISTRACTOR_IS_RIGHT
from quizgen.checks.finding import Finding
from quizgen.checks.support.analysed_text import AnalysedText, analysed_text
from quizgen.errors import quote
from quizgen.languages.quantities import Quantity
from quizgen.languages.word_lists import Language
from quizgen.model.fact import Fact
from quizgen.model.text import fold


def compare_distractors(fact: Fact, language: Language) -> Iterator[Finding]:
    """Report each wrong answer that is the same number, month or weekday as the right one."""
    for slot in fact.slots:
        answer = analysed_text(slot.shown, language) if slot.distractors else None
        if answer is None or not (answer.quantities or answer.members):
            continue
        for index, wrong in enumerate(slot.distractors):
            if fold(wrong) != fold(slot.shown) and _is_the_same(answer, analysed_text(wrong, language)):
                message = f"{quote(wrong)} is {quote(slot.shown)} in other words"
                yield DISTRACTOR_IS_RIGHT.finding(fact.id, ("slots", slot.name, "distractors", index), message)


def _is_the_same(answer: AnalysedText, wrong: AnalysedText) -> bool:
    """Whether both are one number of one unit, or one month or weekday, and nothing else."""
    if len(answer.quantities) == len(wrong.quantities) == 1:
        right, other = answer.quantities[0], wrong.quantities[0]
        alike = right.quantity == other.quantity and right.bound == other.bound and right.equals(other)
        return alike and _other_words(answer, right) == _other_words(wrong, other)
    if answer.quantities or wrong.quantities or len(answer.mentions) != 1 or len(wrong.mentions) != 1:
        return False
    return [member[:2] for member in answer.members] == [member[:2] for member in wrong.members]


def _other_words(text: AnalysedText, number: Quantity) -> set[str]:
    """The words beside the number that mean something."""
    outside = [mention for mention in text.mentions if mention.start < number.start or mention.start >= number.end]
    return {mention.word.stem for mention in outside if "function" not in mention.word.roles and not mention.word.bound}
