"""Tables for other programs: CSV, and workbooks whose bytes depend only on their rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from xlsxwriter import Workbook

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.markup import line
from quizgen.model.body import ItemBody, choices_of

Cell = str | int
_LONGEST = 32_767  # characters of a cell
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as CSV in UTF-8. Cells are not escaped for spreadsheets, because a program reads them."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()


def workbook(title: str, rows: Iterable[Sequence[Cell | None]]) -> bytes:
    """Return a workbook of one sheet. Text stays text, even where it begins with ``=``: no spreadsheet runs it."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    usual = book.add_format()
    sheet = book.add_worksheet(title)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value and value.startswith("<r>") and value.endswith("</r>"):
                # XlsxWriter takes such a text for markup unless it is given in parts.
                sheet.write_rich_string(number, column, "<", usual, value[1:_LONGEST])
            elif value:
                sheet.write_string(number, column, value[:_LONGEST])
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        return zip_bytes((name, archive.read(name)) for name in archive.namelist())


def right_choice_numbers(body: ItemBody, between: str = ",") -> str:
    """Return the numbers of the right choices, from 1: ``1,3``; "" where there are no choices."""
    return between.join(str(number) for number, choice in enumerate(choices_of(body), 1) if choice.correct)


def options(body: ItemBody, columns: int) -> list[str]:
    """Return the choices, each on one line, and empty cells up to ``columns``."""
    cells = [line(choice.text) for choice in choices_of(body)]
    return cells + [""] * (columns - len(cells))
