"""Answers in a sentence of a language that has no weights: its numbers, dates and names, by what they are."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.languages.mentions import Mention, mentions_of
from quizgen.languages.quantities import Quantity, quantities
from quizgen.languages.text_names import KnownNames, Token, names_in, tokens_of
from quizgen.languages.word_lists import Language

_DATE, _YEAR, _MEASURE, _LONG_NAME, _COUNT, _NAME = 6.0, 5.0, 4.0, 3.0, 2.0, 1.0


def plain_scores_of(sentence: str, offset: int, language: Language) -> Iterator[tuple[float, int, int]]:
    """The score of each number and name of ``sentence``, and its place in the paragraph."""
    mentions, numeric = mentions_of(sentence, language)
    numbers = quantities(sentence, mentions, language) if numeric else []
    for quantity in numbers:
        if not quantity.implicit and not _is_article(quantity):
            score, start, end = _number(quantity, mentions)
            yield score, offset + start, offset + end
    tokens = tokens_of(sentence, language)
    for name in names_in(tokens, language, KnownNames(language)):
        first, last = tokens[name.first], tokens[name.last]
        score = _NAME if name.first == name.last else _LONG_NAME
        yield score, offset + first.start, offset + _end(last)


def _number(quantity: Quantity, mentions: list[Mention]) -> tuple[float, int, int]:
    """A number with its unit; a date with its month and year."""
    start, end = quantity.start, quantity.end
    first = quantity.position
    if first + 1 < len(mentions) and _is_month(mentions[first + 1]) and quantity.raw <= 31:
        end = mentions[first + 1].end
        if first + 2 < len(mentions) and mentions[first + 2].digits >= 1000:
            end = mentions[first + 2].end
        return _DATE, start, end
    if quantity.year:
        return _YEAR, start, end
    return (_MEASURE if quantity.quantity else _COUNT), start, end


def _is_article(quantity: Quantity) -> bool:
    """Whether it is "one" in words, which in most languages is an article too."""
    return quantity.in_words and quantity.raw == 1 and quantity.scale == 1


def _is_month(mention: Mention) -> bool:
    return bool(mention.word.member and mention.word.member[0] == "month")


def _end(token: Token) -> int:
    return token.start + len(token.text)
