"""Tables for people: what a spreadsheet takes for text, number and nothing."""

from __future__ import annotations

import pytest

from quizgen.spreadsheet_csv import spreadsheet_csv


def rows_of(*values: object, digits: int = 6) -> str:
    return spreadsheet_csv(["a"], [values], digits).decode("utf-8-sig").splitlines()[1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert rows_of(text) == f"'{text}"


def test_numbers_are_numbers() -> None:
    assert rows_of(-3, -0.5, 1 / 3, True, None, "a, b") == '-3,-0.5,0.333333,1,,"a, b"'
    assert rows_of(1 / 3, digits=9) == "0.333333333"


def test_excel_recognises_utf_8() -> None:
    assert spreadsheet_csv(["ä"], []) == b"\xef\xbb\xbf" + "ä\r\n".encode()
