"""Collections kept in a spreadsheet: .csv or .xlsx, one row a fact or slot, read to the same nodes as YAML.

The layout, which docs/sheets.md tells: rows ``source.KEY | VALUE`` and ``entity.ID | name | type | accept | same_as``,
then a row of headings, then the facts. A row without an id, or with that of the row above, adds a slot or a piece
of evidence to the fact above. Lists are parted by ``;`` and ``@id`` names an entity.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from quizgen.documents import nodes
from quizgen.documents.nodes import Mark
from quizgen.documents.validation import guess
from quizgen.errors import ContentError, Problem, UsageError
from quizgen.resources import LARGEST_FILE, read_bytes, read_text, shown

SUFFIXES = (".csv", ".xlsx")
SLOT_COLUMNS = ("value", "show", "entity", "currency")
ANSWER_COLUMNS = ("ask", "type", "unit", "accept", "distractors", "scale")
FACT_COLUMNS = (
    *("id", "statement", "stance", "by", "as_of", "reference", "difficulty"),
    *("tags", "section", "feedback", "enemies", "status"),
)
EVIDENCE_COLUMNS = ("paragraph", "quote")
IMAGE_COLUMNS = ("image.file", "image.alt", "image.show", "image.credit", "image.licence")
COLUMNS = (
    *("id", "statement", "ask", "slot"),
    *(*SLOT_COLUMNS, *ANSWER_COLUMNS[1:]),
    *(*EVIDENCE_COLUMNS, *FACT_COLUMNS[2:], *IMAGE_COLUMNS),
)
LISTS = frozenset(("accept", "same_as", "distractors", "scale", "tags", "enemies"))
REFERENCES = frozenset(("distractors", "by"))

Row = Sequence[str]


def read_sheet(path: Path) -> tuple[nodes.Mapping | None, list[Problem]]:
    """Reads the sheet at ``path`` to the nodes of a collection; gives None where it has no row of headings.

    Raises ContentError for a file that cannot be read, UsageError for a missing extra.
    """
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    return _Sheet(shown(path)).read(list(rows))


def _csv(path: Path) -> Iterator[Row]:
    text = read_text(path)
    # Spreadsheets part cells with a comma, a semicolon or a tab, as the country has it; the headings tell which.
    head = next((line for line in text.splitlines() if "statement" in line), "")
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as fault:
        raise ContentError(
            [Problem(shown(path), f"this is no CSV: {fault}", "export it anew", rule="sheet")]
        ) from fault


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError("to read .xlsx files:  pip install 'quizgen[sheets]'") from missing
    content = io.BytesIO(read_bytes(path))
    try:
        with zipfile.ZipFile(content) as container:
            if sum(info.file_size for info in container.infolist()) > LARGEST_FILE:
                raise ValueError("it is too large unpacked")
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_typed(value) for value in row]
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, IndexError, TypeError) as fault:
        message = f"this is no spreadsheet that can be read: {fault}"
        raise ContentError([Problem(shown(path), message, "save it anew as .xlsx or .csv", rule="sheet")]) from fault


def _typed(value: object) -> str:
    """A cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


class _Sheet:
    """Builds the nodes of one sheet; a place is a row and a column, both from 1."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self.source = nodes.Mapping(Mark(1, 1))
        self.entities = nodes.Mapping(Mark(1, 1))
        self.facts = nodes.Sequence(Mark(1, 1))

    def read(self, rows: Sequence[Row]) -> tuple[nodes.Mapping | None, list[Problem]]:
        head: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            first = cells[0] if cells else ""
            if head:
                if any(cells) and not first.startswith("#"):
                    self._fact(number, {name: cells[place] for name, place in head.items() if place < len(cells)}, head)
            elif first.startswith("source."):
                self._set(
                    self.source, first.removeprefix("source."), cells[1] if len(cells) > 1 else "", Mark(number, 2)
                )
            elif first.startswith("entity."):
                self._entity(number, first.removeprefix("entity."), cells[1:])
            elif "statement" in cells:
                head = self._headings(number, cells)
        if not head:
            hint = f"write a row with  {', '.join(COLUMNS[:3])}, …  above the facts"
            self.problems.append(Problem(self.where, "there is no row of headings", hint, 1, 1, rule="sheet"))
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
            if name and name not in COLUMNS:
                message, hint = f"the column {name!r} is not known", guess(name, list(COLUMNS))
                self.problems.append(Problem(self.where, message, hint, number, place + 1, rule="unknown-key"))
            elif name:
                head[name] = place
        return head

    def _entity(self, number: int, id: str, cells: Row) -> None:
        entity = nodes.Mapping(Mark(number, 1))
        for place, (key, cell) in enumerate(zip(("name", "type", "accept", "same_as"), cells, strict=False), 2):
            self._set(entity, key, cell, Mark(number, place))
        self._put(self.entities, id, entity, Mark(number, 1))

    def _fact(self, number: int, cells: dict[str, str], head: dict[str, int]) -> None:
        def mark(name: str) -> Mark:
            return Mark(number, head[name] + 1)

        last = self.facts[-1] if self.facts else None
        goes_on = isinstance(last, nodes.Mapping) and cells.get("id", "") in ("", last.get("id"))
        fact = last if goes_on and isinstance(last, nodes.Mapping) else nodes.Mapping(Mark(number, 1))
        if fact is not last:
            self.facts.append(fact)
            self.facts.items_at.append(Mark(number, 1))
        for name in FACT_COLUMNS:
            if cells.get(name) and not (goes_on and name == "id"):
                self._set(fact, name, cells[name], mark(name))
        answer = fact
        if cells.get("slot"):
            answer = nodes.Mapping(mark("slot"))
            self._put(self._below(fact, "slots", mark("slot")), cells["slot"], answer, mark("slot"))
        for name in (*ANSWER_COLUMNS, *(SLOT_COLUMNS if cells.get("slot") else ())):
            if cells.get(name):
                self._set(answer, name, cells[name], mark(name))
        evidence = {name: cells[name] for name in EVIDENCE_COLUMNS if cells.get(name)}
        if evidence:
            many = fact.setdefault("evidence", nodes.Sequence(Mark(number, 1)))
            fact.values_at.setdefault("evidence", Mark(number, 1))
            assert isinstance(many, nodes.Sequence)
            one = nodes.Mapping(mark(next(iter(evidence))))
            for name, value in evidence.items():
                self._set(one, name, value, mark(name))
            many.append(one)
            many.items_at.append(one.mark)
        for name in IMAGE_COLUMNS:
            if cells.get(name):
                self._set(self._below(fact, "image", mark(name)), name.partition(".")[2], cells[name], mark(name))

    def _below(self, fact: nodes.Mapping, key: str, mark: Mark) -> nodes.Mapping:
        if key not in fact:
            self._put(fact, key, nodes.Mapping(mark), mark)
        below = fact[key]
        assert isinstance(below, nodes.Mapping)
        return below

    def _set(self, record: nodes.Mapping, key: str, cell: str, mark: Mark) -> None:
        """Sets ``key`` to what the cell says; an empty cell says nothing."""
        if not cell:
            return
        parts = [self._one(key, part.strip(), mark) for part in cell.split(";")] if key in LISTS else []
        if parts:
            many = nodes.Sequence(mark)
            many.extend(parts)
            many.items_at.extend([mark] * len(parts))
            self._put(record, key, many, mark)
        else:
            self._put(record, key, self._one(key, cell, mark), mark)

    def _one(self, key: str, text: str, mark: Mark) -> object:
        if key not in REFERENCES or not text.startswith("@"):
            return text
        reference = nodes.Mapping(mark)
        self._put(reference, "entity", text[1:], mark)
        return reference

    def _put(self, record: nodes.Mapping, key: str, value: object, mark: Mark) -> None:
        if key in record:
            message = f"{key!r} is given twice (first in row {record.keys_at[key].line})"
            self.problems.append(Problem(self.where, message, "keep one", mark.line, mark.column, rule="sheet"))
            return
        record[key] = value
        record.keys_at[key] = mark
        record.values_at[key] = mark
