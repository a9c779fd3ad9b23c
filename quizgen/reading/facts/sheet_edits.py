"""Changes single cells of a spreadsheet: whatever else is in the file stays as it is, to the byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from quizgen.errors import cell_name
from quizgen.project import read_bytes
from quizgen.reading.budget import Budget
from quizgen.reading.facts.sheet_cells import Sheet, SheetMapping
from quizgen.reading.facts.sheet_words import heading_of
from quizgen.reading.facts.sheet_xml import RowSpan, SheetXml, sheet_parts
from quizgen.reading.facts.sheets import csv_text, read_sheets, separator_of

Cell = tuple[int, int]  # a row and a column, from 1


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """Writes ``value`` into the cell with the field ``key`` of ``record``, in a new column where there is none."""

    record: SheetMapping
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class EditedSheet:
    """The new content of a file, how many cells changed, and a line for each that could not."""

    content: bytes
    count: int
    refused: tuple[str, ...] = ()


def edited_sheet(path: Path, edits: Sequence[SheetEdit]) -> EditedSheet:
    """The file at ``path`` with every edit made that can be made."""
    sheets = {sheet.name: sheet for sheet in read_sheets(path, Budget())}
    cells: dict[str, dict[Cell, str]] = defaultdict(dict)
    added: dict[str, dict[str, int]] = defaultdict(dict)
    refused: list[str] = []
    count = 0
    for edit in edits:
        columns = edit.record.columns
        if edit.key in edit.record and not (edit.key == "id" and edit.record.made_id):
            mark = edit.record.value_at(edit.key)
            position: Cell | None = (mark.line, mark.column)
        elif not columns.row or edit.key == "sha256":
            position = _row_for_source(edit, sheets[columns.name])
            if position:
                cells[columns.name][position[0], 1] = f"source.{edit.key}"
        else:
            heading = heading_of((edit.key,))
            column = columns.places.get(heading) or added[columns.name].get(heading)
            if column is None:
                column = columns.last + len(added[columns.name]) + 1
                added[columns.name][heading] = column
                cells[columns.name][columns.row, column] = heading
            position = (edit.record.mark.line, column)
        if position is None:
            refused.append(f"no empty row is below those of the article for  source.{edit.key}  {edit.value}")
        else:
            cells[columns.name][position] = edit.value
            count += 1
    if path.suffix.lower() == ".xlsx":
        content, formulas = _edited_workbook(path, cells)
        refused += [f"{cell} has a formula and was not changed" for cell in formulas]
        count -= len(formulas)
    else:
        content = _edited_csv(path, cells[""])
    return EditedSheet(content, count, tuple(refused))


def _row_for_source(edit: SheetEdit, sheet: Sheet) -> Cell | None:
    """The cell for a field of the article in the row below the last one, if that is empty."""
    row = max((edit.record.value_at(key).line for key in edit.record), default=0) + 1
    empty = row > len(sheet.rows) or not any(cell.strip() for cell in sheet.rows[row - 1])
    return (row, 2) if empty else None


def _edited_csv(path: Path, cells: Mapping[Cell, str]) -> bytes:
    text, mark, encoding = csv_text(path)
    separator = separator_of(text)
    first = text.index("\n") + 1 if text[:4].lower() == "sep=" else 0
    records = _records(text, separator, first)
    by_row: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), value in cells.items():
        by_row[row][column] = value
    for row in sorted(by_row, reverse=True):
        if row > len(records):
            line_break = "\r\n" if "\r\n" in text else "\n"
            text += ("" if text.endswith(("\n", "\r")) else line_break) + _record([], by_row[row], separator)
            continue
        start, end, fields = records[row - 1]
        text = text[:start] + _record(fields, by_row[row], separator) + text[end:]
    return mark + text.encode(encoding)


def _records(text: str, separator: str, first: int) -> list[tuple[int, int, list[str]]]:
    """Where each row of a table is in its text, with its cells as they are written there."""
    field = re.compile(rf'"(?:[^"]|"")*"|[^{separator}\r\n]*')
    records: list[tuple[int, int, list[str]]] = []
    offset = start = first
    fields: list[str] = []
    while offset < len(text):
        match = field.match(text, offset)
        assert match is not None
        fields.append(match[0])
        offset = match.end()
        if text[offset : offset + 1] == separator:
            offset += 1
            if offset == len(text):
                fields.append("")
            continue
        records.append((start, offset, fields))
        offset += 2 if text[offset : offset + 2] == "\r\n" else 1
        start, fields = offset, []
    if fields:
        records.append((start, len(text), fields))
    return records


def _record(fields: Sequence[str], values: Mapping[int, str], separator: str) -> str:
    """A row of a table with other values in some of its cells."""
    cells = [*fields, *[""] * (max(values) - len(fields))]
    for column, value in values.items():
        needs_quotes = any(character in value for character in f'{separator}"\r\n')
        cells[column - 1] = '"' + value.replace('"', '""') + '"' if needs_quotes else value
    return separator.join(cells)


def _edited_workbook(path: Path, cells: Mapping[str, Mapping[Cell, str]]) -> tuple[bytes, list[str]]:
    """The workbook with the values in its cells, and the names of those with a formula, which stay as they are."""
    source, target, formulas = io.BytesIO(read_bytes(path)), io.BytesIO(), list[str]()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        parts = sheet_parts(old)
        # A workbook's only sheet goes by no name.
        names = {part.path: part.name if part.name in cells else "" for part in parts}
        for info in old.infolist():
            content = old.read(info)
            values = cells.get(names.get(info.filename, "\0"))
            if values:
                content, refused = _edited_part(content, values)
                formulas += refused
            new.writestr(info, content)
    return target.getvalue(), formulas


def _edited_part(content: bytes, cells: Mapping[Cell, str]) -> tuple[bytes, list[str]]:
    xml = SheetXml(content)
    formulas = []
    changes: list[tuple[int, int, bytes]] = []  # from which byte to which, and what is there instead
    missing: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), value in cells.items():
        span = xml.rows.get(row)
        if span is None or span.closed:
            missing[row][column] = value
            continue
        cell = span.cells.get(column)
        if cell is not None and cell.formula:
            formulas.append(cell_name(row, column))
        elif cell is not None:
            changes.append((cell.start, cell.end, _cell_xml(xml.prefix, row, column, value, cell.style)))
        else:
            left = max((cell for cell in span.cells if cell < column), default=0)
            offset = span.cells[left].end if left else span.inside
            style = span.cells[left].style if left and not value.isdigit() else ""
            changes.append((offset, offset, _cell_xml(xml.prefix, row, column, value, style)))
    for row, values in missing.items():
        changes.append(_row_xml(xml, row, values))
    for span in (xml.rows[row] for row in {row for row, _ in cells} if row in xml.rows and not xml.rows[row].closed):
        tag = content[span.start : span.inside]
        # It says between which columns the row has cells, which programs may take at its word.
        changes.append((span.start, span.inside, re.sub(rb'(?<!\s)\s+spans="[^"]*"', b"", tag)))
    for start, end, written in sorted(changes, reverse=True):
        content = content[:start] + written + content[end:]
    return content, formulas


def _row_xml(xml: SheetXml, row: int, values: Mapping[int, str]) -> tuple[int, int, bytes]:
    """A row that the sheet does not have, or has without cells, and which bytes it takes the place of."""
    span: RowSpan | None = xml.rows.get(row)
    later = [other.start for number, other in xml.rows.items() if number > row]
    start = span.start if span else min(later, default=xml.data[1])
    end = span.end if span else start
    inside = b"".join(_cell_xml(xml.prefix, row, column, values[column], "") for column in sorted(values))
    tag = f"{xml.prefix}row"
    return start, end, f'<{tag} r="{row}">'.encode() + inside + f"</{tag}>".encode()


def _cell_xml(prefix: str, row: int, column: int, value: str, style: str) -> bytes:
    """A cell's element: a number, or a text that is written in the cell itself."""
    tag, look = f"{prefix}c", f' s="{style}"' if style else ""
    name = cell_name(row, column)
    if value.isascii() and value.isdigit() and len(value) < 10:
        return f'<{tag} r="{name}"{look}><{prefix}v>{value}</{prefix}v></{tag}>'.encode()
    text = f"<{prefix}is><{prefix}t>{escape(value)}</{prefix}t></{prefix}is>"
    return f'<{tag} r="{name}"{look} t="inlineStr">{text}</{tag}>'.encode()
