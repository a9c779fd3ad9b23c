"""Collections kept in a spreadsheet, .csv or .xlsx: the file → its rows of cells."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from quizgen.errors import ContentError, Problem, UsageError
from quizgen.errors.problem_kinds import SHEET
from quizgen.plugins import install_command
from quizgen.project import LARGEST_FILE, display_path, read_bytes, read_text
from quizgen.reading.facts.rows import FactSheet, Row
from quizgen.reading.yaml import nodes

SUFFIXES = (".csv", ".xlsx")
# What openpyxl meets in a workbook that is none; every XML parser's own error is a SyntaxError.
_ODD = (IndexError, TypeError, AttributeError, zlib.error)
MOST_COLUMNS = 256  # a sheet may say that each of its rows has 16,384


def read_sheet(path: Path) -> tuple[nodes.Mapping | None, list[Problem]]:
    """Reads the sheet at ``path`` to the nodes of a collection; gives None where it has no row of headings.

    Raises ContentError for a file that cannot be read, UsageError for a missing extra.
    """
    return FactSheet(display_path(path)).read(read_rows(path))


def read_rows(path: Path) -> list[Row]:
    """The cells of the sheet at ``path``, row by row; raises as `read_sheet` does."""
    return list(xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv(path))


def _csv(path: Path) -> Iterator[Row]:
    text = read_text(path)
    # Spreadsheets part cells with a comma, a semicolon or a tab, as the country has it; the headings tell which.
    head = next((line for line in text.splitlines() if "statement" in line), "")
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as fault:
        raise ContentError(
            [SHEET.problem(display_path(path), f"this is not CSV: {fault}", "export it again")]
        ) from fault


def xlsx_rows(path: Path) -> Iterator[Row]:
    """The cells of a workbook's first sheet, row by row; raises as `read_sheet` does."""
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError(f"to read .xlsx files:  {install_command('sheets')}") from missing
    content = io.BytesIO(read_bytes(path))
    try:
        with zipfile.ZipFile(content) as container:
            if sum(info.file_size for info in container.infolist()) > LARGEST_FILE:
                raise ValueError("it is too large unpacked")
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_typed(value) for value in row]
    except (zipfile.BadZipFile, SyntaxError, ValueError, KeyError, OSError, EOFError, *_ODD) as fault:
        message = f"this is no spreadsheet that can be read: {fault}"
        raise ContentError([SHEET.problem(display_path(path), message, "save it again as .xlsx or .csv")]) from fault


def _typed(value: object) -> str:
    """A cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
