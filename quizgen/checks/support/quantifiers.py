"""Rules over only and all."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.comparison import REMEDY, Comparison


@rule("all-for-some", "warning", remedy=REMEDY)
def all_for_some(comparison: Comparison) -> Iterator[str]:
    """All in the fact is not most, many or some in the article."""
    claim = comparison.sentence
    if comparison.statement is not None or "all" not in claim.roles or comparison.has_role("all") or claim.negations:
        return
    for sentence in comparison.quoted_sentences:
        if "most" in sentence.roles:
            theirs, ours = sentence.word_at(sentence.roles["most"][0]), claim.word_at(claim.roles["all"][0])
            yield f"the article says ‘{theirs}’; the fact says ‘{ours}’"
            return


@rule("only-added", "info", remedy=REMEDY)
def only_added(comparison: Comparison) -> Iterator[str]:
    """Only in the fact is in the article too."""
    claim = comparison.sentence
    if comparison.statement is None and "only" in claim.roles and not comparison.has_role("only", "only words"):
        yield f"the fact says ‘{claim.word_at(claim.roles['only'][0])}’; the article does not"
