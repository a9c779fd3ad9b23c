from __future__ import annotations

from unicodedata import category, combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.cells import capitals, cells, enumeration


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("St. John's-wort", "S t J o h n s w o r t"),
        ("Čeněk", "Č e n ě k"),
        ("Су\u0438\u0306", "С у й"),  # й as two characters
        ("g\u0306əlmə", "ğ ə l m ə"),
        ("m\u0304\u0323a", "ṃ\u0304 a"),  # a letter that no one character has
        ("น้ำ", "น้ำ"),
        ("हिन्दी", "हि न् दी"),
        ("co·operate", "c o o p e r a t e"),
    ],
)
def test_a_letter_with_its_marks_is_one_cell(text: str, letters: str) -> None:
    assert cells(text) == tuple(normalize("NFC", letters).split())


@pytest.mark.parametrize("text", ["CO2", "λ (lambda)", "C#", r"\(x\)", "$5", "\u0301a", "", " - ", "a_b", "½"])
def test_other_things_are_in_no_grid(text: str) -> None:
    assert cells(text) == ()
    assert enumeration(text) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [("oil and gas", "(3,3,3)"), ("Kassym-Jomart Tokayev", "(6-6,7)"), ("St. John's", "(2,5)"), ("a – b", "(1,1)")],
)
def test_the_letters_of_each_word_are_reported(text: str, shown: str) -> None:
    assert enumeration(text) == shown


@given(st.text())
def test_a_cell_is_one_letter_and_its_marks(text: str) -> None:
    for cell in cells(text):
        assert category(cell[0]).startswith("L")
        assert not any(character.isdigit() or character.isspace() for character in cell)
        assert not combining(cell[0])
    assert cells(normalize("NFD", text)) == cells(text)


@given(st.text(st.characters(categories=["L"])))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(cells(text)) == "".join(c for c in normalize("NFC", text) if c not in "ʼʻ") or not cells(text)


@pytest.mark.parametrize(
    ("text", "language", "capital"),
    [
        ("wave", "en", "WAVE"),
        ("Straße", "de", "STRASSE"),
        ("inci", "az", "İNCİ"),
        ("ışıq", "az", "IŞIQ"),
        ("сөз", "kk", "СӨЗ"),
        ("თბილისი", "ka", "თბილისი"),
        ("موجة", "ar", "موجة"),
    ],
)
def test_grids_are_written_in_capitals_where_there_are_any(text: str, language: str, capital: str) -> None:
    assert capitals(text, language) == capital
