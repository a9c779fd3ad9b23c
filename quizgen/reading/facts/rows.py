"""Rows of cells → the nodes that YAML gives: one row a fact, a slot of it, a piece of evidence.

docs/how-to/spreadsheet.md explains the layout: rows ``source.KEY | VALUE`` and ``entity.ID | name | type | …``, then
a row of headings, then the facts. A row without an id, or with that of the row above, adds to the fact above. Lists are
separated by ``;`` and ``@id`` names an entity. Which columns there are follows from the fields of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quizgen.errors import Mark, Problem
from quizgen.errors.problem_kinds import SHEET, UNKNOWN_KEY
from quizgen.reading.facts.annotations import RecordField, fields_of
from quizgen.reading.facts.schema import EntityRecord, FactRecord
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.validation import Record, suggestion

_SEMICOLON = re.compile(r"(?<!\\);")

Row = Sequence[str]
Cells = Mapping[str, tuple[str, Mark]]  # by column: what it says and where


class SheetColumn(NamedTuple):
    """A field of a record with its heading; those of the records below it begin with ``prefix``."""

    field: RecordField
    heading: str
    prefix: str


@cache
def columns_of(model: type[Record], prefix: str = "") -> tuple[SheetColumn, ...]:
    """The columns of a record whose headings begin with ``prefix``, in the order of its fields."""
    columns = []
    for field in fields_of(model):
        heading = field.heading or (f"{prefix}.{field.name}" if prefix else field.name)
        columns.append(SheetColumn(field, heading, heading if field.prefix is None else field.prefix))
    return tuple(columns)


@cache
def headings_of(model: type[Record], prefix: str = "") -> tuple[str, ...]:
    """The headings of all columns of a record and of the records below it, in the order of the fields."""
    headings: list[str] = []
    for field, heading, below in columns_of(model, prefix):
        if field.record is None or field.shape == "mapping":
            headings.append(heading)
        if field.record is not None:
            headings += headings_of(field.record, below)
    return tuple(dict.fromkeys(headings))


class FactSheet:
    """Builds the nodes of one sheet; a place is a row and a column, both from 1."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self.source = nodes.Mapping(Mark(1, 1))
        self.entities = nodes.Mapping(Mark(1, 1))
        self.facts = nodes.Sequence(Mark(1, 1))

    def read(self, rows: Sequence[Row]) -> tuple[nodes.Mapping | None, list[Problem]]:
        """The nodes of a collection and what is wrong in the rows; None where there is no row of headings."""
        head: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            first = cells[0] if cells else ""
            if head:
                if any(cells) and not first.startswith("#"):
                    self._fact(
                        Mark(number, 1),
                        {
                            name: (cells[place], Mark(number, place + 1))
                            for name, place in head.items()
                            if place < len(cells) and cells[place]
                        },
                    )
            elif first.startswith("source."):
                value = cells[1] if len(cells) > 1 else ""
                if value:
                    self._put(self.source, first.removeprefix("source."), value, Mark(number, 2))
            elif first.startswith("entity."):
                self._entity(number, first.removeprefix("entity."), cells[1:])
            elif "statement" in cells:
                head = self._headings(number, cells)
        if not head:
            hint = f"write a row with  {', '.join(headings_of(FactRecord)[:3])}, …  above the facts"
            self.problems.append(SHEET.problem(self.where, "there is no row of headings", hint, Mark(1, 1)))
            return None, self.problems
        document = nodes.Mapping(Mark(1, 1))
        parts = (
            ("schema", "quizgen-facts/1"),
            ("source", self.source),
            ("entities", self.entities),
            ("facts", self.facts),
        )
        for key, part in parts:
            self._put(document, key, part, Mark(1, 1))
        return document, self.problems

    def _headings(self, number: int, cells: Row) -> dict[str, int]:
        head: dict[str, int] = {}
        for place, name in enumerate(cells):
            if name and name not in headings_of(FactRecord):
                message, hint = f"the column {name!r} is not known", suggestion(name, list(headings_of(FactRecord)))
                self.problems.append(UNKNOWN_KEY.problem(self.where, message, hint, Mark(number, place + 1)))
            elif name:
                head[name] = place
        return head

    def _entity(self, number: int, id: str, cells: Row) -> None:
        entity = nodes.Mapping(Mark(number, 1))
        for place, (field, cell) in enumerate(zip(fields_of(EntityRecord), cells, strict=False), 2):
            self._set(entity, field, cell, Mark(number, place))
        self._put(self.entities, id, entity, Mark(number, 1))

    def _fact(self, mark: Mark, cells: Cells) -> None:
        last = self.facts[-1] if self.facts else None
        if isinstance(last, nodes.Mapping) and ("id" not in cells or cells["id"][0] == last.get("id")):
            self._fill(last, FactRecord, "", {name: cell for name, cell in cells.items() if name != "id"})
        else:
            fact = nodes.Mapping(mark)
            self.facts.add(fact, mark)
            self._fill(fact, FactRecord, "", cells)

    def _fill(self, record: nodes.Mapping, model: type[Record], prefix: str, cells: Cells) -> None:
        """Sets the keys of the record, and of those below it, that have a cell in the row."""
        for field, heading, below in columns_of(model, prefix):
            if field.record and field.shape == "mapping" and heading in cells:
                key, mark = cells[heading]
                answer = nodes.Mapping(mark)
                self._put(self._mapping(record, field.name, mark), key, answer, mark)
                self._fill(answer, field.record, below, cells)
                # What an answer has belongs to this one and not to the fact.
                taken = headings_of(field.record, below)
                cells = {name: cell for name, cell in cells.items() if name not in taken}
        for field, heading, below in columns_of(model, prefix):
            if field.record is None:
                if heading in cells:
                    self._set(record, field, *cells[heading])
                continue
            given = [cells[name] for name in headings_of(field.record, below) if name in cells]
            if not given or field.shape == "mapping":
                continue
            _, mark = given[0]
            if field.shape == "one":
                self._fill(self._mapping(record, field.name, mark), field.record, below, cells)
            elif field.one_row:
                self._put_all(record, field, below, cells)
            else:
                item = nodes.Mapping(mark)
                self._sequence(record, field.name, mark).add(item, mark)
                self._fill(item, field.record, below, cells)

    def _put_all(self, record: nodes.Mapping, field: RecordField, prefix: str, cells: Cells) -> None:
        """Puts the records of one row: a cell lists the first field of each, the others which of them or what."""
        assert field.record is not None
        first, *others = columns_of(field.record, prefix)
        if first.heading not in cells:
            return
        cell, mark = cells[first.heading]
        many = nodes.Sequence(mark)
        for text in _parts(cell):
            item = nodes.Mapping(mark)
            self._put(item, first.field.name, text, mark)
            many.add(item, mark)
        for other, heading, _ in others:
            if heading in cells and other.flag:
                self._flag(many, first.field.name, other.name, *cells[heading])
            elif heading in cells:
                for below, text in zip(many, _parts(cells[heading][0]), strict=False):
                    if text and isinstance(below, nodes.Mapping):
                        self._put(below, other.name, text, mark)
        self._put(record, field.name, many, mark)

    def _flag(self, records: nodes.Sequence, key: str, flag: str, cell: str, mark: Mark) -> None:
        """Sets ``flag`` in the records whose ``key`` the cell lists."""
        flagged = set(_parts(cell))
        for record in records:
            if isinstance(record, nodes.Mapping) and record[key] in flagged:
                self._put(record, flag, "true", records.mark)
        for strange in sorted(flagged - {record[key] for record in records if isinstance(record, nodes.Mapping)}):
            message, hint = f"{strange!r} is not one of the options", "write it exactly as in the options"
            self.problems.append(SHEET.problem(self.where, message, hint, mark))

    def _mapping(self, record: nodes.Mapping, key: str, mark: Mark) -> nodes.Mapping:
        """The mapping below ``key``, put there where there is none yet."""
        if key not in record:
            self._put(record, key, nodes.Mapping(mark), mark)
        below = record[key]
        assert isinstance(below, nodes.Mapping)
        return below

    def _sequence(self, record: nodes.Mapping, key: str, mark: Mark) -> nodes.Sequence:
        """The list below ``key``, put there where there is none yet."""
        if key not in record:
            self._put(record, key, nodes.Sequence(mark), mark)
        below = record[key]
        assert isinstance(below, nodes.Sequence)
        return below

    def _set(self, record: nodes.Mapping, field: RecordField, cell: str, mark: Mark) -> None:
        """Sets the field to what the cell says; an empty cell says nothing."""
        if not cell:
            return
        if field.shape == "mapping":
            for part in _parts(cell):
                key, _, text = part.partition(":")
                self._put(self._mapping(record, field.name, mark), key.strip(), text.strip() or None, mark)
        elif field.shape == "list":
            many = nodes.Sequence(mark)
            for part in _parts(cell):
                many.add(self._one(field, part, mark), mark)
            self._put(record, field.name, many, mark)
        else:
            self._put(record, field.name, self._one(field, cell, mark), mark)

    def _one(self, field: RecordField, text: str, mark: Mark) -> object:
        if not field.refers or not text.startswith("@"):
            return text
        reference = nodes.Mapping(mark)
        self._put(reference, "entity", text[1:], mark)
        return reference

    def _put(self, record: nodes.Mapping, key: str, value: object, mark: Mark) -> None:
        if key in record:
            message = f"{key!r} is given twice (first in row {record.key_at(key).line})"
            self.problems.append(SHEET.problem(self.where, message, "keep one", mark))
            return
        record.put(key, value, mark, mark)


def _parts(cell: str) -> list[str]:
    """What a cell lists, separated by semicolons; ``\\;`` is one that separates nothing."""
    return [part.strip().replace("\\;", ";") for part in _SEMICOLON.split(cell)]
