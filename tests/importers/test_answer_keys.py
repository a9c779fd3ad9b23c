"""What teachers write in the column of right answers."""

from __future__ import annotations

import pytest

from quizgen.importers.answer_keys import is_counted, named_options, without_labels
from quizgen.importers.question_draft import Unfit

COLOURS = ("red", "sea green", "Blue.", "red, white")
LATIN, CYRILLIC = ("a", "b", "c", "d"), ("а", "б", "в", "г")


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        *[(cell, {1}) for cell in ("sea green", "Sea  Green", "sea green.", "“sea green”", "'Sea green'")],
        *[(cell, {1}) for cell in ("B", "b", "B.", "b)", "(b)", "[B]", "B) sea green", "2. Sea green", "B: sea green")],
        *[(cell, {1}) for cell in ("B - sea green", "Sea green (b)", "option_b", "B\u200b")],
        *[(cell, {1}) for cell in ("2", "2.0", "2)", "#2", "Option 2", "option b", "Answer: B", "вариант 2")],
        *[(cell, {2}) for cell in ("blue", "Blue.", "BLUE")],
        *[(cell, {3}) for cell in ("red, white", "Red, white.", "D")],
        *[(cell, {0, 2}) for cell in ("A;C", "A, C", "A and C", "A, and C", "a & c", "AC", "1;3", "1, 3", "1 и 3")],
        *[(cell, {0, 2}) for cell in ("red; blue", "red|blue.", "Red\nBlue", "red and blue", "red, blue")],
        *[(cell, {0, 2}) for cell in ("A/C", "A + C", "Both A and C", "A and C only", "Options A and C")],
        *[(cell, {0, 2}) for cell in ("option A, option C", "a) red; c) blue", "A) red\nC) Blue", "Antwort A und C")],
    ],
)
def test_a_cell_names_options(cell: str, places: set[int]) -> None:
    assert named_options(cell, COLOURS, LATIN).places == places
    assert named_options(cell, COLOURS, LATIN).doubt == ""


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("sea gren", "write  sea green"),
        ("E", "A, B, C, D"),
        ("5", "A, B, C, D"),
        ("0", "A, B, C, D"),
        ("A;E", "A, B, C, D"),
        ("CA", "A, B, C, D"),
        ("b) red", "A, B, C, D"),
        ("red and yellow", "A, B, C, D"),
        ("В", "type the letter again"),
        ("all of them", "A, B, C, D"),
    ],
)
def test_what_is_no_option_is_never_guessed(cell: str, hint: str) -> None:
    with pytest.raises(Unfit) as unfit:
        named_options(cell, COLOURS, LATIN)
    assert unfit.value.message == f"{cell!r} is not one of its options"
    assert hint in unfit.value.hint
    assert unfit.value.column == "right"


def test_letters_are_those_of_the_options() -> None:
    assert named_options("В", COLOURS, CYRILLIC).places == {2}
    assert named_options("в", COLOURS).places == {2}
    assert named_options("3", COLOURS, ("0", "1", "2", "3")).places == {3}
    assert named_options("b", ("x", "y"), ("b", "a")).places == {0}


@pytest.mark.parametrize("cell", ["D", "4"])
def test_an_option_without_words_is_none(cell: str) -> None:
    with pytest.raises(Unfit):
        named_options(cell, ("x", "y", "", ""), LATIN)


@pytest.mark.parametrize(
    ("options", "cell", "words", "counted", "is_doubtful"),
    [
        (("1", "2", "3"), "2", {1}, {1}, False),
        (("2", "1", "3"), "2", {0}, {1}, True),
        (("b", "a"), "A", {1}, {0}, True),
        (("4", "5", "1,000"), "1000", {2}, {2}, False),
        (("-5", "5"), "−5", {0}, {0}, False),
        (("False", "True"), "1", {1}, {0}, True),
        (("True", "False"), "F", {1}, {1}, False),
        (("Ja", "Nein"), "B", {1}, {1}, False),
    ],
)
def test_what_is_both_words_and_a_place_is_doubtful(
    options: tuple[str, ...], cell: str, words: set[int], counted: set[int], is_doubtful: bool
) -> None:
    assert named_options(cell, options).places == words
    assert named_options(cell, options, counted=True).places == counted
    assert bool(named_options(cell, options).doubt) is is_doubtful


def test_a_column_counts_or_names() -> None:
    assert is_counted([("2", ("x", "y"), ()), ("1", ("1", "2"), ())])
    assert not is_counted([("y", ("x", "y"), ()), ("1", ("1", "2"), ())])


@pytest.mark.parametrize(
    ("options", "texts", "labels"),
    [
        (("A) x", "B) y"), ["x", "y"], ("a", "b")),
        (("1) x", "", "2) y"), ["x", "", "y"], ("1", "", "2")),
        (("1. Mai", "2. Juni"), ["1. Mai", "2. Juni"], ()),
        (("A. x", "C. y"), ["A. x", "C. y"], ()),
        (("a.m.", "p.m."), ["a.m.", "p.m."], ()),
        (("1.5", "2.5"), ["1.5", "2.5"], ()),
        (("1:2", "2:1"), ["1:2", "2:1"], ()),
        (("1 - 2", "2 - 3"), ["1 - 2", "2 - 3"], ()),
        (("x",), ["x"], ()),
    ],
)
def test_letters_before_options_are_no_part_of_them(
    options: tuple[str, ...], texts: list[str], labels: tuple[str, ...]
) -> None:
    assert without_labels(options) == (texts, labels)
