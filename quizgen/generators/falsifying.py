"""Which wrong answers make a statement false, and a good sentence."""

from __future__ import annotations

from itertools import chain

from quizgen.generators.bounded import bound_of, false_numbers, is_false
from quizgen.generators.sentences import SlotSentence, has_words, sentence_of
from quizgen.generators.time_spans import is_possible, other_years
from quizgen.languages.bounds import Bound
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import WrongAnswers
from quizgen.model.text import fold


def flaw_of(fact: Fact, slot: Slot, value: str) -> str:
    """What is wrong with the statement if it has ``value`` in place of the slot's answer, or ""."""
    return _flaw_of(fact, slot, sentence_of(fact, slot), bound_of(fact, slot), value)


def lacking(fact: Fact, slot: Slot, wrong: WrongAnswers) -> str:
    """Why none of the ``wrong`` answers makes the statement false and reads well in it, or "" if one does."""
    sentence, bound = sentence_of(fact, slot), bound_of(fact, slot)
    if wrong.numeric and (not bound or false_numbers(slot, bound)):
        return ""
    flaws = []
    for value in chain(wrong.approved, wrong.candidates):
        flaws.append(_flaw_of(fact, slot, sentence, bound, value))
        if not flaws[-1]:
            return ""
    return next(iter(flaws), "its number is a bound, and others are true too")


def _flaw_of(fact: Fact, slot: Slot, sentence: SlotSentence, bound: Bound, value: str) -> str:
    if flaw := sentence.misfit(sentence.fitted_value(value)):
        return flaw
    if has_words(sentence.rest, fold(value)):
        return f"the sentence says “{value}” already"
    if not is_possible(value, slot, other_years(fact, slot)):
        return f"it cannot be {value} beside the other year of the sentence"
    return "" if is_false(value, slot, bound) else f"it is true with “{value}” too"
