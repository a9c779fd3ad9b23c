"""The workbook of a new project: its facts with headings that explain themselves, its article, its names, and help."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from xlsxwriter import Workbook

from quizgen.archive import zip_bytes
from quizgen.model.fact import EntityType, Stance, Status, ValueType
from quizgen.reading.facts.annotations import fields_of
from quizgen.reading.facts.columns import columns_of
from quizgen.reading.facts.schema import EntityRecord, FactRecord, SourceRecord
from quizgen.reading.facts.sheet_cells import Row
from quizgen.reading.yaml.validation import Record

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_WIDTHS = {"statement": 50, "ask": 40, "quote": 40, "distractors": 24, "feedback": 30, "id": 16, "value": 14}
_USUAL_WIDTH = 12
_TO_FILL_IN = 500  # rows below the headings that offer lists
_CHOICES: dict[str, Sequence[str]] = {
    "type": get_args(EntityType) + tuple(kind for kind in get_args(ValueType) if isinstance(kind, str)),
    "stance": get_args(Stance),
    "status": get_args(Status),
    "difficulty": ("1", "2", "3", "4", "5"),
}
_HELP = (
    ("What to do", ""),
    ("1", "In the sheet Article, say what your article is, and put its text beside this file."),
    ("2", "In the sheet Facts, replace the examples: one fact in each row, in your own words."),
    ("3", "Put {braces} around what can be asked for, or write it into the column answer."),
    ("4", "Copy the few words of the article that prove the fact into the column quote."),
    ("5", "Save this file, close it, and run  quizgen check --write, which finds the paragraphs and fills in ids."),
    ("6", "Run  quizgen build.  The files are in the folder build."),
    ("", ""),
    ("Good to know", ""),
    ("Lists", "Put semicolons between several things in a cell, or write each on a line of its own."),
    ("Names", "A person, place or word that several facts mention has a row in the sheet Names: @magma is magma."),
    ("Rows", "A row without a statement adds to the fact above: another answer, another quote."),
    ("Notes", "A row whose first cell begins with # is a note, and so is a column whose heading does."),
    (
        "Columns",
        "Delete the columns that you do not need; move the others as you like. Your own language is understood.",
    ),
    ("", ""),
    ("The columns", ""),
)


def fact_workbook(rows: Sequence[Row], paragraphs: Sequence[str] = ()) -> bytes:
    """A workbook with the facts, article and entities of ``rows``, and the ``paragraphs`` of the article by number."""
    head = next(index for index, row in enumerate(rows) if "statement" in row)
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    formats = {
        "heading": book.add_format(
            {"bold": True, "bg_color": "#D9E8F6", "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "note": book.add_format({"italic": True, "font_color": "#555555", "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    _facts(book.add_worksheet("Facts"), rows[head:], formats)
    _article(
        book.add_worksheet("Article"), [row for row in rows[:head] if row and row[0].startswith("source.")], formats
    )
    _names(book.add_worksheet("Names"), [row for row in rows[:head] if row and row[0].startswith("entity.")], formats)
    if paragraphs:
        _paragraphs(book.add_worksheet("Paragraphs"), paragraphs, formats)
    _help(book.add_worksheet("Help"), rows[head], formats)
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        return zip_bytes((name, archive.read(name)) for name in archive.namelist())


def _facts(sheet: Any, rows: Sequence[Row], formats: dict[str, Any]) -> None:
    described = descriptions(FactRecord)
    sheet.freeze_panes(1, 2)
    for column, heading in enumerate(rows[0]):
        sheet.set_column(column, column, _WIDTHS.get(heading, _USUAL_WIDTH), formats["text"])
        sheet.write_string(0, column, heading, formats["heading"])
        sheet.write_comment(0, column, described[heading], {"x_scale": 2})
        if heading in _CHOICES:
            allowed = {"validate": "list", "source": list(dict.fromkeys(_CHOICES[heading])), "error_type": "warning"}
            sheet.data_validation(1, column, _TO_FILL_IN, column, allowed)
    for number, row in enumerate(rows[1:], 1):
        look = formats["note" if row and row[0].startswith("#") else "text"]
        for column, cell in enumerate(row):
            if cell.isdigit():
                sheet.write_number(number, column, int(cell), look)
            elif cell:
                sheet.write_string(number, column, cell, look)


def _article(sheet: Any, rows: Sequence[Row], formats: dict[str, Any]) -> None:
    values = {row[0]: row[1] for row in rows}
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 50, formats["text"])
    sheet.set_column(2, 2, 70, formats["note"])
    fields = [field for field in fields_of(SourceRecord) if field.name not in ("sha256", "direction")]
    for number, field in enumerate(fields):
        label = f"source.{field.name}"
        sheet.write_string(number, 0, label, formats["heading"])
        sheet.write_string(number, 1, values.get(label, ""), formats["text"])
        sheet.write_string(number, 2, " ".join(field.description.split()), formats["note"])


def _names(sheet: Any, rows: Sequence[Row], formats: dict[str, Any]) -> None:
    fields = fields_of(EntityRecord)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(fields), 20, formats["text"])
    sheet.write_string(0, 0, "# entity. and its id", formats["heading"])
    sheet.write_comment(0, 0, "entity. and a short name, by which facts mention it: @magma", {"x_scale": 2})
    for column, field in enumerate(fields, 1):
        sheet.write_string(0, column, field.name, formats["heading"])
        sheet.write_comment(0, column, " ".join(field.description.split()), {"x_scale": 2})
    types = {"validate": "list", "source": list(get_args(EntityType)), "error_type": "warning"}
    sheet.data_validation(1, 2, _TO_FILL_IN, 2, types)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, formats["text"])


def _paragraphs(sheet: Any, paragraphs: Sequence[str], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 6, formats["text"])
    sheet.set_column(1, 1, 110, formats["text"])
    for number, paragraph in enumerate(paragraphs, 1):
        sheet.write_number(number - 1, 0, number, formats["text"])
        sheet.write_string(number - 1, 1, paragraph, formats["text"])


def _help(sheet: Any, headings: Row, formats: dict[str, Any]) -> None:
    described = descriptions(FactRecord)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 20, formats["text"])
    sheet.set_column(2, 2, 110, formats["text"])
    lines = (*_HELP, *((heading, described[heading]) for heading in headings if heading))
    for number, (name, text) in enumerate(lines):
        # The first column is empty: a row that begins with the name of a field would be read as the article's.
        sheet.write_string(number, 1, name, formats["text" if text else "title"])
        sheet.write_string(number, 2, text, formats["text"])


def descriptions(model: type[Record], prefix: str = "") -> dict[str, str]:
    """What each column is, by its heading."""
    by_heading: dict[str, str] = {}
    for field, heading, below in columns_of(model, prefix):
        if field.record is None or field.shape == "mapping":
            by_heading.setdefault(heading, " ".join(field.description.split()))
        if field.record is not None:
            by_heading = {**descriptions(field.record, below), **by_heading}
    return by_heading
