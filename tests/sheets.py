"""Spreadsheets made on the spot, with what teachers do to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from quizgen.errors import LocatedProblem, in_order
from quizgen.model.fact import Collection
from quizgen.reading.facts.collection import load_collection

Rows = Sequence[Sequence[object]]
HEAD: Rows = [["source.id", "t"], ["source.title", "On Bridges"], []]


def csv_file(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook with these sheets; a cell may be a value with its number format, as a pair."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value in ("", None):
                    continue
                cell = sheet.cell(number, column)
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
    book.save(path)
    return path


def read(path: Path) -> tuple[Collection, list[LocatedProblem]]:
    """The collection, and what is wrong, from the top."""
    loaded, problems = load_collection(path)
    assert loaded is not None, list(map(str, in_order(problems)))
    return loaded.collection, in_order(problems)


def read_clean(path: Path) -> Collection:
    collection, problems = read(path)
    assert list(map(str, problems)) == []
    return collection
