"""Years that are beside others in their sentence: a reign from 1509 cannot end in 1504."""

from __future__ import annotations

import re

from quizgen.generators.sentences import sentence_of
from quizgen.model.fact import Fact, Slot
from quizgen.model.text import Text

_YEAR = re.compile(r"(?<![\d.,])(?:1\d{3}|20\d{2})(?![\d,]|\.\d)")


def other_years(fact: Fact, slot: Slot) -> frozenset[int]:
    """The years in the statement other than the slot's, if that is a year."""
    if slot.type != "year" or not _YEAR.fullmatch(slot.shown):
        return frozenset()
    sentence = sentence_of(fact, slot)
    return frozenset(map(int, _YEAR.findall(f"{sentence.before} {sentence.after}"))) - {int(slot.shown)}


def is_possible(value: str, slot: Slot, others: frozenset[int]) -> bool:
    """Whether a year is before and after the same ``others`` as the slot's own."""
    if not others or not _YEAR.fullmatch(value):
        return True
    key, year = int(slot.shown), int(value)
    return all((year < other) == (key < other) and year != other for other in others)


def rules_out(stem: Text, others: frozenset[int]) -> bool:
    """Whether the question itself has one of the ``others``, beside which not every option is possible."""
    return bool(others) and not others.isdisjoint(map(int, _YEAR.findall(str(stem))))
