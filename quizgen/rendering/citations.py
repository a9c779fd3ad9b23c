"""A source on one line, as the back of a card or an answer key shows it."""

from __future__ import annotations

from quizgen.model.fact import Source
from quizgen.words.catalogues import list_comma, words_for
from quizgen.words.quotation import in_quotes


def citation(source: Source) -> str:
    """Return author, title and date, with the title in the quotation marks of the source's language."""
    words = words_for(source.language)
    title = in_quotes(source.title, words)
    return list_comma(source.language).join(part for part in (source.author, title, source.published) if part)


def attribution(source: Source) -> str:
    """Return the citation with the source's licence, as everything that is made from it has to name it."""
    return list_comma(source.language).join(part for part in (citation(source), source.licence) if part)
