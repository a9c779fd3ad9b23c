"""What `check --write` writes into spreadsheets: the cells that it means to change, and nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from sheets import HEAD, csv_file, workbook

from quizgen.commands.format import write_verified
from quizgen.model.article import Article
from quizgen.reading.budget import Budget
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.sheet_cells import SheetMapping
from quizgen.reading.facts.sheet_edits import SheetEdit, edited_sheet
from quizgen.reading.facts.sheets import read_sheets

ARTICLE = Article("a.txt", ("On Bridges", "The bridge is old.", "It was built in 1529."), "0" * 64)
ROWS = [
    *HEAD,
    ["id", "statement", "quote", "section"],
    ["old", "The bridge is {old}.", "bridge is old", "One, and two"],
    ["", "It was built in {1529}.", "built in 1529"],
]


def load(path: Path) -> Loaded:
    loaded, _ = load_collection(path)
    assert loaded is not None
    return loaded


def verified(path: Path) -> list[tuple[str, int | None]]:
    """Writes what is verified; the id and the paragraph of each fact that is then in the file."""
    write_verified(load(path), ARTICLE)
    return [(fact.id, fact.evidence[0].paragraph) for fact in load(path).collection.facts]


FOUND = [("old", 2), ("it-was-built-in-1529", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_paragraphs_and_ids_are_written_into_a_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = csv_file(tmp_path / "t.csv", ROWS, delimiter, encoding)
    assert verified(path) == FOUND
    before = path.read_bytes()
    assert write_verified(load(path), ARTICLE).count == 0
    assert path.read_bytes() == before


def test_the_other_cells_of_a_csv_stay_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        b'"source.id",t\r\nsource.title,  On Bridges\r\n,,,\r\n'
        b'id,"statement",quote,paragraph\r\n'
        b'"old","The ""bridge"" is {old}.", bridge is old,\r\n'
        b'built,"It was\r\nbuilt in {1529}.",built in 1529,9,more\r\n'
    )
    write_verified(load(path), ARTICLE)
    assert path.read_bytes() == (
        b'"source.id",t\r\nsource.title,  On Bridges\r\nsource.sha256,' + b"0" * 64 + b",,\r\n"
        b'id,"statement",quote,paragraph\r\n'
        b'"old","The ""bridge"" is {old}.", bridge is old,2\r\n'
        b'built,"It was\r\nbuilt in {1529}.",built in 1529,3,more\r\n'
    )


def test_a_workbook_keeps_everything_else(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", Notes=[["mine"]], Facts=ROWS, More=[["=1+1"]])
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    sheet["B5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B5"].comment = Comment("look this up", "Ms Lee")
    sheet.column_dimensions["B"].width = 60
    sheet.freeze_panes = "A5"
    sheet.add_data_validation(DataValidation(type="list", formula1='"easy,hard"', allow_blank=True))
    book.save(path)
    before = parts(path)
    assert verified(path) == FOUND
    after = parts(path)
    changed = [name for name in before if before[name] != after[name]]
    assert before.keys() == after.keys() and len(changed) == 1 and changed[0].startswith("xl/worksheets/")
    sheet = openpyxl.load_workbook(path)["Facts"]
    assert [sheet["E4"].value, sheet["E5"].value, sheet["E6"].value] == ["paragraph", 2, 3]
    assert sheet["B5"].fill.fgColor.rgb == "00FFFF00" and sheet["B5"].comment is not None
    assert (sheet["A3"].value, sheet.column_dimensions["B"].width, sheet.freeze_panes) == ("source.sha256", 60, "A5")


def parts(path: Path) -> dict[str, bytes]:
    return parts_of(path.read_bytes())


def test_the_cell_that_was_there_keeps_its_look(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "quote", "paragraph"], ["old", "It is {old}.", "bridge is old", (9, "0.0")]]
    path = workbook(tmp_path / "t.xlsx", Facts=rows)
    write_verified(load(path), ARTICLE)
    cell = openpyxl.load_workbook(path)["Facts"]["D5"]
    assert (cell.value, cell.number_format) == (2, "0.0")


def test_a_formula_is_not_overwritten_but_reported(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx", Facts=[*HEAD, ["id", "statement", "quote", "paragraph"], ["old", "{x}", "q", "=8+1"]]
    )
    loaded = load(path)
    record = loaded.records["old"]
    assert isinstance(record, SheetMapping)
    edited = edited_sheet(path, [SheetEdit(record, "paragraph", "2")])
    assert (edited.count, edited.refused) == (0, ("D5 has a formula and was not changed",))
    assert parts_of(edited.content) == parts(path)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_what_has_no_row_of_its_own_is_reported(tmp_path: Path) -> None:
    rows = [HEAD[0], HEAD[1], ["id", "statement", "quote", "paragraph"], ["old", "It is {old}.", "bridge is old", 2]]
    written = write_verified(load(csv_file(tmp_path / "t.csv", rows)), ARTICLE)
    assert written.count == 0 and "source.sha256" in written.refused[0]


@given(st.lists(st.text("ab\"'=,; \n{", min_size=1, max_size=8), min_size=1, max_size=4), st.text('x",;\n', min_size=1))
def test_any_text_in_any_cell_is_written_and_the_others_are_read_as_before(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], value: str
) -> None:
    path = csv_file(tmp_path_factory.mktemp("t") / "t.csv", [["id", "statement", "hint"], ["f", "{x}", *cells]])
    record = load_collection(path)[0]
    if record is None or "f" not in record.records:
        return
    fact = record.records["f"]
    assert isinstance(fact, SheetMapping)
    edited = edited_sheet(path, [SheetEdit(fact, "section", value)])
    path.write_bytes(edited.content)
    head, row = read_sheets(path, Budget())[0].rows[:2]
    assert list(head) == ["id", "statement", "hint", "section"]
    assert row[3] == value and list(row[:3]) == ["f", "{x}", cells[0]]
