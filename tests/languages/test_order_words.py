"""Which end of an order a question asks for first."""

from __future__ import annotations

import pytest

from quizgen.languages.order_words import is_descending
from quizgen.languages.word_lists import LANGUAGES, language_of


@pytest.mark.parametrize(
    ("question", "kind", "code", "descending"),
    [
        ("Number these, the longest first.", "measure", "en", True),
        ("Number these high mountains from the lowest to the highest.", "measure", "en", False),
        ("From the highest to the lowest.", "measure", "en", True),
        ("Put them in order.", "measure", "en", False),
        ("The oldest first.", "year", "en", False),
        ("The oldest first.", "duration", "en", True),
        ("The most recent first.", "year", "en", True),
        ("The fastest first.", "duration", "en", False),
        ("The fastest first.", "measure", "en", True),
        ("Nummeriere die Flüsse, den längsten zuerst.", "measure", "de", True),
        ("Ordena estos ríos largos: primero el más corto.", "measure", "es", False),
        ("Du plus grand au plus petit.", "count", "fr", True),
        ("Do mais alto ao mais baixo.", "measure", "pt", True),
        ("Сначала самая длинная.", "measure", "ru", True),
        ("Алдымен ең ұзыны.", "measure", "kk", True),
        ("Əvvəl ən böyüyü.", "count", "az", True),
    ],
)
def test_what_comes_first_is_read(question: str, kind: str, code: str, descending: bool) -> None:
    assert is_descending(question, kind, language_of(code)) == descending


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_says_every_order(code: str) -> None:
    assert set(language_of(code).orders.values()) == {"greatest", "least", "oldest", "newest", "fastest", "slowest"}
