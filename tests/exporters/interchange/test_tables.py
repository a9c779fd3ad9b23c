from __future__ import annotations

import io

from hostile import HOSTILE
from openpyxl import load_workbook

from quizgen.exporters.interchange.tables import workbook

TEXTS = [
    *HOSTILE,
    "=1+1",
    "+49 30",
    "007",
    " spaces ",
    "two\nlines",
    "<r>x</r>",
    "<r><t>x</t></r>",
    "_x0041_",
    "\u200b",
    "1e5",
]


def test_a_text_in_a_workbook_comes_out_as_written_and_as_text() -> None:
    cells = [row[0] for row in load_workbook(io.BytesIO(workbook("Sheet1", [[text] for text in TEXTS])))["Sheet1"]]
    assert [cell.value for cell in cells] == TEXTS
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "General")}
    assert {cell.hyperlink for cell in cells} == {None}


def test_numbers_and_empty_cells_stay_what_they_are() -> None:
    rows = [[], [None, "", 30, 0], ["x" * 40_000]]
    made = [
        list(row) for row in load_workbook(io.BytesIO(workbook("Sheet1", rows)))["Sheet1"].iter_rows(values_only=True)
    ]
    assert made == [[None] * 4, [None, None, 30, 0], ["x" * 32_767, None, None, None]]
