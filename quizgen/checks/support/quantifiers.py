"""Rules over only, all, many and few."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.analysed_text import AnalysedText
from quizgen.checks.support.comparison import REMEDY, Comparison


@rule("all-for-some", "warning", remedy=REMEDY)
def all_for_some(comparison: Comparison) -> Iterator[str]:
    """The fact does not say "all" where the article says "most", "many" or "some" instead."""
    claim = comparison.sentence
    if comparison.statement is not None or "all" not in claim.roles or comparison.has_role("all") or claim.negations:
        return
    for sentence in comparison.quoted_sentences:
        if "most" in sentence.roles:
            theirs, ours = sentence.word_at(sentence.roles["most"][0]), claim.word_at(claim.roles["all"][0])
            yield f"the article says ‘{theirs}’; the fact says ‘{ours}’"
            return


@rule("few-for-many", "warning", remedy=REMEDY)
def few_for_many(comparison: Comparison) -> Iterator[str]:
    """The fact does not say "few" where its quote says "most" or "many", or the reverse, in otherwise equal words."""
    claim = comparison.sentence
    if comparison.statement is not None or claim.negations:
        return
    for ours, theirs in (("few", "many"), ("many", "few")):
        if ours not in claim.roles:
            continue
        for quoted in comparison.passage.quoted:
            sentence = quoted.sentence
            inside = {
                role: [index for index in sentence.roles.get(role, ()) if index in quoted] for role in (ours, theirs)
            }
            if inside[theirs] and not inside[ours] and _content(claim) <= _content(sentence):
                their_word, our_word = sentence.word_at(inside[theirs][0]), claim.word_at(claim.roles[ours][0])
                yield f"the article says ‘{their_word}’; the fact says ‘{our_word}’"
                return


def _content(sentence: AnalysedText) -> set[str]:
    """The stems of its words, without small words and those that say how many."""
    words = (mention.word for mention in sentence.mentions)
    return {word.stem for word in words if word.roles.isdisjoint(("function", "many", "few"))}


@rule("only-added", "info", remedy=REMEDY)
def only_added(comparison: Comparison) -> Iterator[str]:
    """The fact does not say "only" where the article does not."""
    claim = comparison.sentence
    if comparison.statement is None and "only" in claim.roles and not comparison.has_role("only", "only words"):
        yield f"the fact says ‘{claim.word_at(claim.roles['only'][0])}’; the article does not"
