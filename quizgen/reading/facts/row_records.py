"""The cells of a row → the keys of a fact and of the records below it."""

from __future__ import annotations

import re

from quizgen.errors import CellMark, Problem
from quizgen.errors.problem_kinds import SHEET
from quizgen.reading.facts.annotations import RecordField
from quizgen.reading.facts.columns import SheetColumn, columns_of, headings_of
from quizgen.reading.facts.row_lists import aligned_parts, parts_of
from quizgen.reading.facts.sheet_cells import Cells, SheetMapping, SheetSequence
from quizgen.reading.yaml.validation import Record

_LINE_BREAK = re.compile(r"(?:(?<!\s)\s+)?[\r\n]\s*")
_WITH_LINES = frozenset(("stimulus", "transcript"))  # fields whose lines are kept; in others they are a cell's layout
_CHOICES = frozenset(("type", "stance", "status", "bloom", "kind", "cardinality"))  # of words, in any case


class RecordBuilder:
    """Fills records from cells, and adds what is wrong to ``problems``."""

    def __init__(self, where: str, problems: list[Problem]) -> None:
        self.where = where
        self.problems = problems

    def fill(self, record: SheetMapping, model: type[Record], prefix: str, cells: Cells) -> None:
        """Sets the keys of the record, and of those below it, that have a cell in the row."""
        for field, heading, below in columns_of(model, prefix):
            if field.record and field.shape == "mapping" and heading in cells:
                key, mark = cells[heading]
                answer = SheetMapping(mark, record.columns)
                self.put(self._mapping(record, field.name, mark), key, answer, mark)
                self.fill(answer, field.record, below, cells)
                # What an answer has belongs to this one and not to the fact.
                taken = headings_of(field.record, below)
                cells = {name: cell for name, cell in cells.items() if name not in taken}
        for field, heading, below in columns_of(model, prefix):
            if field.record is None:
                if heading in cells:
                    self.set(record, field, *cells[heading])
                continue
            filled = [cells[name] for name in headings_of(field.record, below) if name in cells]
            if not filled or field.shape == "mapping":
                continue
            _, mark = filled[0]
            if field.shape == "one":
                self.fill(self._mapping(record, field.name, mark), field.record, below, cells)
            elif field.one_row:
                self._put_all(record, field, below, cells)
            else:
                item = SheetMapping(mark, record.columns)
                self._sequence(record, field.name, mark).add_cell(item, mark)
                self.fill(item, field.record, below, cells)

    def _put_all(self, record: SheetMapping, field: RecordField, prefix: str, cells: Cells) -> None:
        """Puts the records of one row: a cell lists the first field of each, the others which of them or what."""
        assert field.record is not None
        first, *others = columns_of(field.record, prefix)
        if first.heading not in cells:
            return
        cell, mark = cells[first.heading]
        many = SheetSequence(mark, record.columns)
        for text in parts_of(first.heading, cell):
            item = SheetMapping(mark, record.columns)
            item.put_cell(first.field.name, text, mark)
            many.add_cell(item, mark)
        for other, heading, _ in others:
            if heading in cells and other.flag:
                self._flag(many, first, other.name, *cells[heading])
            elif heading in cells:
                for below, text in zip(many, aligned_parts(cells[heading][0]), strict=False):
                    if text and isinstance(below, SheetMapping):
                        below.put_cell(other.name, text, mark)
        self.put(record, field.name, many, mark)

    def _flag(self, records: SheetSequence, column: SheetColumn, flag: str, cell: str, mark: CellMark) -> None:
        """Sets ``flag`` in the records whose text in ``column`` the cell lists."""
        key = column.field.name
        flagged = {cell} if cell in [record[key] for record in records if isinstance(record, SheetMapping)] else set()
        flagged = flagged or set(parts_of(column.heading, cell))
        for record in records:
            if isinstance(record, SheetMapping) and record[key] in flagged:
                record.put_cell(flag, "true", records.mark)
        for strange in sorted(flagged - {record[key] for record in records if isinstance(record, SheetMapping)}):
            message, hint = f"{strange!r} is not one of the options", "write it exactly as in the options"
            self.problems.append(SHEET.problem(self.where, message, hint, mark))

    def _mapping(self, record: SheetMapping, key: str, mark: CellMark) -> SheetMapping:
        """The mapping below ``key``, put there where there is none yet."""
        if key not in record:
            record.put_cell(key, SheetMapping(mark, record.columns), mark)
        below = record[key]
        assert isinstance(below, SheetMapping)
        return below

    def _sequence(self, record: SheetMapping, key: str, mark: CellMark) -> SheetSequence:
        """The list below ``key``, put there where there is none yet."""
        if key not in record:
            record.put_cell(key, SheetSequence(mark, record.columns), mark)
        below = record[key]
        assert isinstance(below, SheetSequence)
        return below

    def set(self, record: SheetMapping, field: RecordField, cell: str, mark: CellMark) -> None:
        """Sets the field to what the cell says; an empty cell says nothing."""
        if not cell:
            return
        if field.shape == "mapping":
            for part in parts_of(field.name, cell):
                key, _, text = part.partition(":")
                self.put(self._mapping(record, field.name, mark), key.strip(), text.strip() or None, mark)
        elif field.shape == "list":
            many = SheetSequence(mark, record.columns)
            for part in parts_of(field.name, cell):
                many.add_cell(self._one(record, field, part, mark), mark)
            self.put(record, field.name, many, mark)
        else:
            text = cell if field.name in _WITH_LINES else _LINE_BREAK.sub(" ", cell)
            if field.name in _CHOICES:
                text = text.lower()
            self.put(record, field.name, self._one(record, field, text, mark), mark)

    def _one(self, record: SheetMapping, field: RecordField, text: str, mark: CellMark) -> object:
        if not field.refers or not text.startswith("@"):
            return text
        reference = SheetMapping(mark, record.columns)
        reference.put_cell("entity", text[1:], mark)
        return reference

    def put(self, record: SheetMapping, key: str, value: object, mark: CellMark) -> None:
        """Sets ``key``; reports a second value that differs from the first."""
        if key not in record:
            record.put_cell(key, value, mark)
        elif record[key] != value:
            first = record.value_at(key).cell
            message = f"{key!r} is given twice (first in {first})"
            self.problems.append(SHEET.problem(self.where, message, f"keep {first} or {mark.cell}", mark))
