"""Rows for programs that read a table: CSV, and workbooks whose bytes depend on their rows alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from quizgen.archive import zip_bytes
from quizgen.errors import OutputError
from quizgen.exporters.interchange.exercise import Exercise
from quizgen.exporters.interchange.markup import line

Cell = str | int
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
        from openpyxl.cell import WriteOnlyCell
    except ImportError as missing:
        raise OutputError("workbooks need openpyxl: run  pip install 'quizgen[sheets]'") from missing
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"  # or what begins with = would be a formula
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    return zip_bytes((name, _DATED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)) for name, content in entries)


def right_numbers(exercise: Exercise, between: str = ",") -> str:
    """The places of the right choices, from 1: ``1,3``."""
    return between.join(str(place) for place, choice in enumerate(exercise.choices, 1) if choice.right)


def options(exercise: Exercise, columns: int) -> list[str]:
    """The choices, each on one line, and empty cells up to ``columns``."""
    shown = [line(choice.text) for choice in exercise.choices]
    return shown + [""] * (columns - len(shown))
