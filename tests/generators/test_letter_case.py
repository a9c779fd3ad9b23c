"""A question that goes on a sentence begins with a small letter, unless that may be a name's."""

from __future__ import annotations

import pytest

from quizgen.generators.letter_case import with_small_letter
from quizgen.languages.word_lists import language_of
from quizgen.model.text import parse_text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Out of whose sight do they meet?", "out of whose sight do they meet?"),
        ("en", "Which letter is it?", "which letter is it?"),
        ("es", "¿En qué año fue?", "¿en qué año fue?"),
        ("fr", "Dans quel pays est-ce ?", "dans quel pays est-ce ?"),
        ("en", "Baku is old.", ""),
        ("en", "I think so.", ""),
        ("es", "El Greco pintó esto.", ""),
        ("en", r"\(v\) is what?", ""),
        ("en", "", ""),
    ],
)
def test_the_first_letter(language: str, text: str, expected: str) -> None:
    assert str(with_small_letter(parse_text(text), language_of(language)) or "") == expected
