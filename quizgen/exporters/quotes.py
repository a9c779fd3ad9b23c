"""The quotes that prove a fact, as they are printed."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.model.fact import Fact
from quizgen.words.quotation import in_quotes


def quotes(fact: Fact, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fact's quotes in order, each in quotation marks."""
    return tuple(in_quotes(evidence.quote, words) for evidence in fact.evidence)


def quotes_line(fact: Fact, words: Mapping[str, str]) -> str:
    """Return the fact's quotes on one line, or "" if it has none."""
    return " … ".join(quotes(fact, words))
