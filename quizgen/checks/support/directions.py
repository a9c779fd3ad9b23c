"""Rules over the direction of time, and over pairs that belong together respectively."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from quizgen.checks.rule import rule
from quizgen.checks.support.analysed_text import AnalysedText
from quizgen.checks.support.comparison import REMEDY, Comparison
from quizgen.languages.quantities import Quantity

_REACH = 2  # words beside a year in which its direction is looked for
_EVENT = 6  # words after "before" or "after" that say what happened
_EARLIER, _LATER = frozenset(("before", "until")), frozenset(("after", "since"))


# What was so until 1935 may be otherwise after 1935. A word that means both "until" and "before" counts as the former.
_BOTH_TRUE = {"until", "after"}


class Direction(NamedTuple):
    """The side of a year that is meant, -1 for the time before it, and the role and word that say so."""

    side: int
    role: str
    word: str


@rule("time-turned", "error", remedy=REMEDY)
def time_turned(comparison: Comparison) -> Iterator[str]:
    """Before and after, since and until are as in the article."""
    if comparison.statement is not None:
        return
    for number, other, sentence in comparison.shared_numbers:
        if number.year:
            ours, theirs = _direction(comparison.sentence, number), _direction(sentence, other)
            if ours.side * theirs.side < 0 and {ours.role, theirs.role} != _BOTH_TRUE:
                yield (
                    f"the article says {theirs.word} {sentence.text_of(other)}; "
                    f"the fact says {ours.word} {comparison.sentence.text_of(number)}"
                )
                return
    yield from _events(comparison)


def _direction(sentence: AnalysedText, number: Quantity) -> Direction:
    """Whether the time before or after a year is meant, and the word that says so."""
    before = range(number.position - 1, max(-1, number.position - 1 - _REACH), -1)
    after = range(number.position + 1, min(number.position + 2 + _REACH, len(sentence.mentions)))
    places = after if "postposition" in sentence.roles else before
    for index in places:
        mention = sentence.mentions[index]
        if mention.digits >= 0:
            break
        earlier, later = mention.word.roles & _EARLIER, mention.word.roles & _LATER
        if bool(earlier) != bool(later):
            return Direction(-1 if earlier else 1, max(earlier or later), sentence.word_at(index))
    return Direction(0, "", "")


def _events(comparison: Comparison) -> Iterator[str]:
    """ "Before" something in the fact that is "after" it in the article, or the reverse."""
    claim = comparison.sentence
    for ours, theirs in (("before event", "after event"), ("after event", "before event")):
        if ours not in claim.roles or theirs in claim.roles or comparison.has_role(ours):
            continue
        for sentence in comparison.quoted_sentences:
            for mine, other in product(claim.roles[ours], sentence.roles.get(theirs, ())):
                if _event(claim, mine) & _event(sentence, other):
                    yield f"the article says ‘{sentence.word_at(other)}’; the fact says ‘{claim.word_at(mine)}’"
                    return


def _event(sentence: AnalysedText, index: int) -> frozenset[str]:
    """The stems that say what happened before or after."""
    postposed = index in sentence.roles.get("postposition", ())
    first, last = (max(0, index - _EVENT), index) if postposed else (index + 1, index + 1 + _EVENT)
    clause = sentence.mentions[index].clause
    return frozenset(
        mention.word.stem
        for mention in sentence.mentions[first:last]
        if mention.clause == clause and not mention.word.roles and len(mention.word.form) > 2
    )


@rule("respectively", "info", remedy=REMEDY)
def respectively(comparison: Comparison) -> Iterator[str]:
    """Where the article says "respectively", the first of one list goes with the first of the other."""
    if comparison.statement is not None:
        return
    stems_of_claim = comparison.sentence.stems
    for sentence in comparison.quoted_sentences:
        if "respectively" not in sentence.roles:
            continue
        pairs = list(_pairs(sentence, sentence.roles["respectively"][0]))
        if len(pairs) < 2:
            continue
        (first, second), (one, two) = pairs[-2], pairs[-1]
        stems = [sentence.mentions[index].word.stem for index in (first, second, one, two)]
        has_first, has_second, has_one, has_two = (stem in stems_of_claim for stem in stems)
        if has_first in (has_second, has_one) or has_one == has_two:
            continue
        member, right, wrong = (first, one, two) if has_first else (second, two, one)
        names = [sentence.word_at(index) for index in (member, right, wrong)]
        yield f"in the article {names[0]} goes with ‘{names[1]}’, not ‘{names[2]}’"


def _pairs(sentence: AnalysedText, end: int) -> Iterator[tuple[int, int]]:
    """The words on both sides of each "and" before the place ``end``."""
    for index in sentence.roles.get("and", ()):
        if 0 < index < end - 1:
            yield index - 1, index + 1
