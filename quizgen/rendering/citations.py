"""A source in one line, as the back of a card or an answer key shows it."""

from __future__ import annotations

from quizgen.model.fact import Source
from quizgen.words.catalogues import words_for


def citation(source: Source) -> str:
    """Author, title and date, the title between the quotation marks of the source's language."""
    words = words_for(source.language)
    title = f"{words['open_quote']}{source.title}{words['close_quote']}"
    return ", ".join(part for part in (source.author, title, source.published) if part)
