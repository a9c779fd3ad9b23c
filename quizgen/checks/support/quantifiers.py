"""Rules over only and all."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.comparison import REMEDY, Comparison


@rule("all-for-some", "warning", remedy=REMEDY)
def all_for_some(comparison: Comparison) -> Iterator[str]:
    """All in the fact is not most, many or some in the article."""
    said = comparison.sentence
    if comparison.statement is not None or "all" not in said.roles or comparison.has_role("all") or said.negations:
        return
    for sentence in comparison.quoted_sentences:
        if "most" in sentence.roles:
            theirs, ours = sentence.word_at(sentence.roles["most"][0]), said.word_at(said.roles["all"][0])
            yield f"the article says ‘{theirs}’; the fact says ‘{ours}’"
            return


@rule("only-added", "info", remedy=REMEDY)
def only_added(comparison: Comparison) -> Iterator[str]:
    """Only in the fact is in the article too."""
    said = comparison.sentence
    if comparison.statement is None and "only" in said.roles and not comparison.has_role("only", "only words"):
        yield f"the fact says ‘{said.word_at(said.roles['only'][0])}’; the article does not"
