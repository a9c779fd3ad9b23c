"""The rule over closed sets: months, weekdays, seasons, parts of the day."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.analysed_text import AnalysedText, SetMember
from quizgen.checks.support.comparison import REMEDY, Comparison

_WITH_CAPITALS = frozenset(("month", "weekday"))
_CAPITALISING = frozenset(("en", "de"))


@rule("set-other", "error", remedy=REMEDY)
def set_other(comparison: Comparison) -> Iterator[str]:
    """A month, weekday, season or part of the day is the one in the article."""
    claim = comparison.sentence
    if not claim.members:
        return
    ours = set(_members(claim, comparison))
    already = set(_members(comparison.statement, comparison)) if comparison.statement else set()
    near = {member for sentence in comparison.passage.near for member in _members(sentence, comparison)}
    for member, own in _members(claim, comparison).items():
        if member in near or member in already:
            continue
        for sentence in comparison.quoted_sentences:
            for other, where in _members(sentence, comparison).items():
                if other[0] == member[0] and other not in ours | already:
                    yield f"the article says {sentence.word_at(where)}; the fact says {claim.word_at(own)}"
                    return


def _members(sentence: AnalysedText, comparison: Comparison) -> dict[tuple[str, int], int]:
    """The members that a text names, each with its place."""
    meant = [member for member in sentence.members if _is_meant(member, sentence, comparison)]
    return {(member.set, member.number): member.position for member in meant}


def _is_meant(member: SetMember, sentence: AnalysedText, comparison: Comparison) -> bool:
    """Whether a month or weekday is written as one: "May", not "may"."""
    if comparison.language.code not in _CAPITALISING or member.set not in _WITH_CAPITALS:
        return True
    mention = sentence.mentions[member.position]
    return mention.capital and (member.position > 0 or len(mention.word.form) > len("march"))
