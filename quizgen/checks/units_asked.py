"""The rule over numbers whose unit is neither in the answer nor in the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizgen.checks.finding import Finding
from quizgen.checks.rule import HALADYNA, rule
from quizgen.errors import quote
from quizgen.generators.sentences import sentence_of
from quizgen.languages.mentions import mentions_of
from quizgen.languages.quantities import Quantity, quantities
from quizgen.languages.word_lists import Language, language_of
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot

_FIRST_WORDS = re.compile(r"\W*(?:\w+\W+){0,2}\w*\W*")
_A_YEAR = 31557600  # seconds; who asks how old somebody was asks for years


@rule("unit-not-asked", "warning", remedy="name it in the question, or put it into the braces as well", source=HALADYNA)
def unit_not_asked(collection: Collection) -> Iterator[Finding]:
    """A question for a number names the unit or the million that its answer leaves to the rest of the statement."""
    language = language_of(collection.source.language)
    for fact in collection.facts:
        for slot in fact.slots:
            unit = _unit_behind(fact, slot, language) if slot.ask and slot.type in NUMBER_TYPES else ""
            if unit:
                message = f"the answer is only {quote(slot.shown)}, and the question does not say that it is in {unit}"
                yield unit_not_asked.finding(fact.id, ("slots", slot.name, "ask"), message)


def _unit_behind(fact: Fact, slot: Slot, language: Language) -> str:
    """What is behind the answer in the statement and makes it an amount, if the question does not say it; or ""."""
    sentence = sentence_of(fact, slot)
    start, end = len(sentence.before), len(sentence.before) + len(sentence.key)
    if not _may_begin_unit(sentence.whole[end:], language):
        return ""
    mentions, _ = mentions_of(sentence.whole, language)
    for number in quantities(sentence.whole, mentions, language):
        if start <= mentions[number.position].start < end < number.end and not slot.unit:
            unit = sentence.whole[end : number.end].strip(" -\u00a0\u202f")
            return "" if _is_said(slot.ask, number, language) else unit
    return ""


def _may_begin_unit(text: str, language: Language) -> bool:
    """Whether the first words may be a unit or a million: few texts need to be read whole."""
    first_words = _FIRST_WORDS.match(text)
    assert first_words is not None  # it matches nothing at all too
    words = [mention.word for mention in mentions_of(first_words[0], language)[0]]
    return any(word.unit is not None or word.scale > 0 or word.numeric for word in words)


def _is_said(question: str, number: Quantity, language: Language) -> bool:
    """Whether the question says what ``number`` is counted in: a unit of its quantity, or its million."""
    if number.quantity == "times" or (number.quantity == "time" and number.factor == _A_YEAR):
        return True
    words = [mention.word for mention in mentions_of(question, language)[0]]
    has_unit = any(word.unit is not None and word.unit.quantity == number.quantity for word in words)
    has_scale = any(word.scale == number.scale for word in words)
    return (has_unit or not number.quantity) and (has_scale or number.scale == 1)


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (unit_not_asked,)
