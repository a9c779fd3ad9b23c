"""Collections kept in a spreadsheet, .csv or .xlsx: the file → the nodes of a collection."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from quizgen.errors import CellMark, ContentError, Problem
from quizgen.errors.problem_kinds import SHEET, UNREADABLE_FILE
from quizgen.project import decode, display_path, read_bytes
from quizgen.reading.budget import Budget
from quizgen.reading.facts.headings import column_named
from quizgen.reading.facts.rows import FactSheet
from quizgen.reading.facts.sheet_cells import Row, Sheet, SheetMapping
from quizgen.reading.facts.workbook import read_workbook

_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF8: "utf-8"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how workbooks begin, and older ones
_SEPARATORS = ",;\t"
_HEAD = 100  # lines in which the headings are looked for


def read_sheet(path: Path, budget: Budget) -> tuple[SheetMapping | None, list[Problem]]:
    """Reads the sheets of ``path`` to the nodes of a collection; gives None where there is no row of headings.

    Raises ContentError for a file that cannot be read, UsageError for a missing extra.
    """
    return FactSheet(display_path(path), path.stem).read(read_sheets(path, budget))


def read_sheets(path: Path, budget: Budget) -> list[Sheet]:
    """The sheets of ``path`` with their cells; raises as `read_sheet` does."""
    return read_workbook(path, budget) if path.suffix.lower() == ".xlsx" else [Sheet("", _csv_rows(path))]


def csv_text(path: Path) -> tuple[str, bytes, str]:
    """The text of a .csv file, its byte order mark, and its encoding; raises ContentError where it is not Unicode."""
    content = read_bytes(path)
    if content.startswith((_ZIP, _OLE)):
        message, hint = "this is a workbook, not CSV", "rename it so that it ends with .xlsx"
        raise ContentError([SHEET.problem(display_path(path), message, hint)])
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        if encoding == "utf-8":
            return decode(content, display_path(path)), mark, encoding
        return content[len(mark) :].decode(encoding), mark, encoding
    except (ContentError, UnicodeDecodeError) as fault:
        message = "its letters are saved in another way than UTF-8, so those beyond a to z cannot be read"
        hint = "open it in your spreadsheet program and save it as .xlsx, or as “CSV UTF-8 (Comma delimited)”"
        raise ContentError([UNREADABLE_FILE.problem(display_path(path), message, hint)]) from fault


def separator_of(text: str) -> str:
    """What separates the cells of a .csv file: programs take a comma, a semicolon or a tab, as the country has it."""
    if text[:4].lower() == "sep=":
        return text[4]
    head = text.split("\n", _HEAD)[:_HEAD]

    def headings(separator: str) -> int:
        return max(
            (sum(bool(column_named(cell.strip('" '))) for cell in line.split(separator)) for line in head), default=0
        )

    return max(_SEPARATORS, key=lambda separator: (headings(separator), sum(line.count(separator) for line in head)))


def _unclosed_column(line: str, separator: str) -> int:
    """The column, from 1, whose quotation mark is not closed on its line; the first if all are."""
    column, opened, inside = 1, 1, False
    for character in line:
        if character == '"':
            inside, opened = not inside, column
        elif character == separator and not inside:
            column += 1
    return opened if inside else 1


def _csv_rows(path: Path) -> list[Row]:
    text, _, _ = csv_text(path)
    separator = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    lines_read = 0
    try:
        for row in reader:
            rows.append(row)
            lines_read = reader.line_num
    except csv.Error as fault:
        line = text.splitlines()[lines_read]
        mark = CellMark(len(rows) + 1, _unclosed_column(line, separator))
        message = f"a quotation mark in this row is not where CSV has one: {fault}"
        hint = 'put " at both ends of the text in a cell, and write "" for a mark inside it'
        raise ContentError([SHEET.problem(display_path(path), message, hint, mark)]) from fault
    if rows and text[:4].lower() == "sep=":
        del rows[0]  # spreadsheet programs neither show it nor count it
    return rows
