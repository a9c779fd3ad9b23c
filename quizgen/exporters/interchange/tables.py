"""Rows for programs that read a table: CSV, and workbooks whose bytes depend on their rows alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from string import ascii_uppercase

from quizgen.archive import zip_bytes
from quizgen.errors import OutputError
from quizgen.exporters.interchange.bank import BankBody
from quizgen.exporters.interchange.markup import line
from quizgen.model.body import choices_of
from quizgen.plugins import install_command

Cell = str | int
_LONGEST = 32_767  # characters of a cell
_SHEET = "xl/worksheets/sheet1.xml"
_NO_ROWS = re.compile(rb"<sheetData\s*(?:/>|></sheetData>)")
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV in UTF-8. Cells are as they are: a program reads them, and nobody's spreadsheet."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def workbook(title: str, rows: Iterable[Sequence[Cell | None]]) -> bytes:
    """A workbook of one sheet. Text is text in it, also where it begins with ``=``: no spreadsheet runs it."""
    try:
        import openpyxl
    except ImportError as missing:
        raise OutputError(f"to write workbooks:  {install_command('sheets')}") from missing
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet(title)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        empty = [(name, _DATED.sub(rb"\g<1>2000-01-01T00:00:00Z", archive.read(name))) for name in archive.namelist()]
    return zip_bytes((name, _filled(content, rows) if name == _SHEET else content) for name, content in empty)


def _filled(sheet: bytes, rows: Iterable[Sequence[Cell | None]]) -> Iterator[bytes]:
    """The empty sheet with the rows, row by row: openpyxl makes objects of each cell, and is slow."""
    before, after = _NO_ROWS.split(sheet)
    yield before + b"<sheetData>"
    for number, row in enumerate(rows, 1):
        cells = [_cell(f"{column}{number}", value) for column, value in zip(ascii_uppercase, row, strict=False)]
        yield f'<row r="{number}">{"".join(cells)}</row>'.encode()
    yield b"</sheetData>" + after


def _cell(place: str, value: Cell | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f'<c r="{place}" t="n"><v>{value}</v></c>'
    space = ' xml:space="preserve"' if value != value.strip() else ""
    text = f"<is><t{space}>{escape(value[:_LONGEST], quote=False)}</t></is>" if value else ""
    return f'<c r="{place}" t="inlineStr">{text}</c>'


def right_places(body: BankBody, between: str = ",") -> str:
    """The places of the right choices, from 1: ``1,3``; "" where there are none to choose from."""
    return between.join(str(place) for place, choice in enumerate(choices_of(body), 1) if choice.correct)


def options(body: BankBody, columns: int) -> list[str]:
    """The choices, each on one line, and empty cells up to ``columns``."""
    shown = [line(choice.text) for choice in choices_of(body)]
    return shown + [""] * (columns - len(shown))
