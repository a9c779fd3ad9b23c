"""How many words in a row a statement has from the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from quizgen.checks.finding import Finding
from quizgen.checks.free_licences import lets_copy
from quizgen.checks.rule import rule
from quizgen.errors import quote
from quizgen.model.fact import Collection, Fact

MOST_COPIED = 6  # words in a row
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def longest_copy(statement: str, text: str) -> str:
    """The longest run of words of ``statement`` that is in ``text`` too, where it has more than six; else ""."""
    words = list(_WORD.finditer(statement))
    ours = [word[0].casefold() for word in words]
    theirs = [word.casefold() for word in _WORD.findall(text)]
    run = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    return statement[words[run.a].start() : words[run.a + run.size - 1].end()] if run.size > MOST_COPIED else ""


def copied_from_quotes(fact: Fact) -> str:
    """The longest run of more than six words that the statement has from one of the fact's quotes, or "".

    An article that everybody may copy has no copies.
    """
    if lets_copy(fact.source.licence):
        return ""
    statement = str(fact.text())
    runs = (longest_copy(statement, evidence.quote) for evidence in fact.evidence)
    return max(runs, key=len, default="")


@rule("copied-words", "info", remedy="say it in your own words")
def copied_words(collection: Collection) -> Iterator[Finding]:
    """A draft says in other words what the article says: no more than six words in a row are copied."""
    for fact in collection.facts:
        if fact.status == "draft" and (run := copied_from_quotes(fact)):
            yield copied_words.finding(fact.id, ("statement",), f"copied from the article: {quote(run)}")


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (copied_words,)
