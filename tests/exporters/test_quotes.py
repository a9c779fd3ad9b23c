"""Quotes in the quotation marks of their language, and pictures with their credit."""

from __future__ import annotations

import pytest

from quizgen.exporters.quotes import quotes, quotes_line
from quizgen.model.fact import Evidence, Fact, Image, Source
from quizgen.words.catalogues import words_for


def fact(*texts: str) -> Fact:
    return Fact("a", Source("t", "A Text"), (), (), tuple(Evidence(2, text) for text in texts))


def test_quotes_have_the_languages_marks() -> None:
    assert quotes(fact("one", "two"), words_for("en")) == ("“one”", "“two”")
    assert quotes(fact("раз"), words_for("ru")) == ("«раз»",)


def test_quotes_in_one_line_have_an_ellipsis_between_them() -> None:
    assert quotes_line(fact("one", "two"), words_for("en")) == "“one” … “two”"
    assert quotes_line(fact(), words_for("en")) == ""


@pytest.mark.parametrize(
    ("credit", "licence", "line"),
    [
        ("A. Painter", "CC BY 4.0", "A. Painter, CC BY 4.0"),
        ("A. Painter", "", "A. Painter"),
        ("", "CC0", "CC0"),
        ("", "", ""),
    ],
)
def test_a_picture_is_credited(credit: str, licence: str, line: str) -> None:
    assert Image("a.png", "A", credit=credit, licence=licence).credit_line == line
