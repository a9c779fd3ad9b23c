"""Sheets of cells → the nodes that YAML gives: one row a fact, a slot of it, a piece of evidence.

docs/how-to/spreadsheet.md explains the layout: rows ``source.KEY | VALUE`` and ``entity.ID | name | type | …``, then
a row of headings, then the facts. A row without an id and a statement, or with the id of the row above, adds to the
fact above. Lists are separated by ``;`` and ``@id`` names an entity. Which columns there are follows from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.errors import CellMark, Problem, quote
from quizgen.errors.problem_kinds import MISSING_KEY, SHEET, UNKNOWN_KEY, UNREAD
from quizgen.reading.facts.annotations import fields_of
from quizgen.reading.facts.cell_text import ShownText
from quizgen.reading.facts.columns import headings_of, list_columns
from quizgen.reading.facts.headings import column_named, language_tag, nearest_column, source_field
from quizgen.reading.facts.row_answers import with_answer_in_place
from quizgen.reading.facts.row_ids import give_ids, id_of_words
from quizgen.reading.facts.row_lists import listed_in
from quizgen.reading.facts.row_records import RecordBuilder
from quizgen.reading.facts.schema import EntityRecord, FactRecord
from quizgen.reading.facts.sheet_cells import CellRange, Cells, Row, Sheet, SheetColumns, SheetMapping, SheetSequence

_FIRST_ROWS = 20  # in one of which the headings are
_LEAST_HEADINGS = 2  # in a row that does not have "statement" itself
# A merged cell with one of these is meant for every fact beside it.
_SHARED = frozenset(("section", "tags", "difficulty", "status", "stance", "by", "as_of", "reference", "type"))


class FactSheet:
    """Builds the nodes of a file from its sheets; a place is a row and a column, both from 1."""

    def __init__(self, where: str, name: str) -> None:
        self.where = where
        self.name = name  # which the collection has where its article gives it no id
        self.problems: list[Problem] = []
        self._records = RecordBuilder(where, self.problems)
        self._none = SheetColumns("")
        self.source = SheetMapping(CellMark(1, 1), self._none)
        self.entities = SheetMapping(CellMark(1, 1), self._none)
        self.facts = SheetSequence(CellMark(1, 1), self._none)
        self._without_id: list[SheetMapping] = []

    def read(self, sheets: Sequence[Sheet]) -> tuple[SheetMapping | None, list[Problem]]:
        """The nodes of a collection and what is wrong in the rows; None where there is no row of headings."""
        has_headings = False
        for sheet in sheets:
            has_headings = self._sheet(sheet) or has_headings
        if not has_headings:
            return None, [self._no_headings(sheets)]
        self._name_source()
        self.problems += give_ids(self._without_id, self.facts, self.where)
        document = SheetMapping(CellMark(1, 1), self.source.columns)
        parts = (
            ("schema", "quizgen-facts/1"),
            ("source", self.source),
            ("entities", self.entities),
            ("facts", self.facts),
        )
        for key, part in parts:
            document.put_cell(key, part, CellMark(1, 1))
        return document, self.problems

    def _name_source(self) -> None:
        """Gives the article an id and a title where its rows have none: those of the file."""
        if "id" not in self.source:
            self.source.put_cell("id", id_of_words(self.name), self.source.mark)
        if "title" not in self.source:
            self.source.put_cell("title", self.name, self.source.mark)
            message = "nothing says what the article is called, so it goes by the name of the file"
            hint = "above the headings, write  source.title  into a row's first cell, and the title into the next"
            self.problems.append(MISSING_KEY.problem(self.where, message, hint, self.source.mark, level="warning"))

    def _sheet(self, sheet: Sheet) -> bool:
        """Reads the rows of one sheet; whether it has a row of headings."""
        columns = SheetColumns(sheet.name)
        for fault in sheet.faults:
            mark = sheet.mark(fault.row, fault.column)
            self.problems.append(SHEET.problem(self.where, fault.message, fault.hint, mark, level=fault.level))
        unread: list[Problem] = []
        described = False  # whether the article or a name is described here
        for number, row in enumerate(sheet.rows, 1):
            cells = [cell if isinstance(cell, ShownText) else cell.strip() for cell in row]
            first = cells[0] if cells else ""
            if not any(cells) or first.startswith("#"):
                continue
            label = first.casefold()
            if columns.row:
                if not _repeats_headings(cells, columns):
                    self._fact(sheet, number, cells, columns)
            elif label.startswith("entity."):
                described = True
                self._entity(number, first[len("entity.") :], cells[1:], columns)
            elif _is_heading_row(cells):
                self._headings(number, cells, columns)
            elif label.startswith("source.") or source_field(first):
                described = True
                self._source(number, first, cells, columns)
            elif sum(map(bool, cells)) > 1:
                hint = "a row about the article begins with source. and a field, one of a name with entity. and an id"
                message = f"the row of {first or 'an empty cell'!r} is not read"
                unread.append(UNREAD.problem(self.where, message, hint, sheet.mark(number, 1)))
        if columns.row or described:
            self.problems += unread
        if columns.row:
            self.problems += self._without_heading(sheet, columns)
        return bool(columns.row)

    def _without_heading(self, sheet: Sheet, columns: SheetColumns) -> Iterator[Problem]:
        """Reports the columns that have cells below the headings, and no heading."""
        headings = sheet.rows[columns.row - 1]
        reported: set[int] = set()
        for number, row in enumerate(sheet.rows[columns.row :], columns.row + 1):
            if row and row[0].startswith("#"):
                continue
            for column, cell in enumerate(row, 1):
                if (
                    cell.strip()
                    and not (column <= len(headings) and headings[column - 1].strip())
                    and column not in reported
                ):
                    reported.add(column)
                    top = sheet.mark(columns.row, column)
                    message = f"its column has no heading, so {quote(cell.strip())} is not read"
                    hint = f"write a heading into {top.cell}"
                    if self.where.lower().endswith(".csv"):
                        hint += "; if this is the rest of a text with a comma, put quotation marks around that text"
                    yield UNREAD.problem(self.where, message, hint, sheet.mark(number, column))

    def _no_headings(self, sheets: Sequence[Sheet]) -> Problem:
        names = {column_named(cell) for sheet in sheets for row in sheet.rows[:_FIRST_ROWS] for cell in row if cell}
        hint = f"write a row with  {', '.join(headings_of(FactRecord)[:3])}, …  above the facts"
        if any(_is_heading_row(_split(row)) for sheet in sheets for row in sheet.rows[:_FIRST_ROWS]):
            hint = (
                "each row is in a single cell; divide it into columns (Data, Text to Columns) and save the file again"
            )
        elif {"ask", "answer"} <= names:
            hint = f"{hint}; to make facts of a table of questions and answers, run  quizgen import"
        where = CellMark(1, 1, sheets[0].name if sheets else "")
        if misspelt := next(_misspelt_statements(sheets), None):
            where = misspelt
            hint = "did you mean 'statement'? The row of headings needs it"
        return SHEET.problem(self.where, "there is no row of headings", hint, where)

    def _headings(self, number: int, cells: Row, columns: SheetColumns) -> None:
        columns.row = number
        for column, heading in enumerate(cells, 1):
            if not heading:
                continue
            columns.last = column
            if heading.startswith("#"):
                continue
            mark = CellMark(number, column, columns.name)
            name = column_named(heading)
            if not name:
                self.problems.append(self._unknown_column(heading, mark))
            elif name in columns.places and name not in list_columns(FactRecord):
                first = CellMark(number, columns.places[name], columns.name).cell
                message = f"the column {heading!r} is there twice, first in {first}; this one is not read"
                hint = "keep one; a second quote of a fact goes into the row below it, without an id"
                self.problems.append(SHEET.problem(self.where, message, hint, mark))
            else:
                columns.places.setdefault(name, column)
                columns.named.append((column, name))

    def _unknown_column(self, heading: str, mark: CellMark) -> Problem:
        near = nearest_column(heading)
        if near:
            message = f"the column {heading!r} is not known"
            return UNKNOWN_KEY.problem(self.where, message, f"did you mean {near!r}?", mark)
        message = f"the column {heading!r} is not read"
        hint = (
            f"if it is a note, write # before its heading in {mark.cell}; docs/reference/spreadsheet.md lists columns"
        )
        return UNREAD.problem(self.where, message, hint, mark)

    def _source(self, number: int, label: str, cells: Row, columns: SheetColumns) -> None:
        value = cells[1] if len(cells) > 1 else ""
        if not value:
            return
        field = source_field(label) or label.partition(".")[2]
        if not self.source:
            self.source = SheetMapping(CellMark(number, 1), columns)
        self._records.put(
            self.source, field, language_tag(value) if field == "language" else value, CellMark(number, 2, columns.name)
        )

    def _entity(self, number: int, id: str, cells: Row, columns: SheetColumns) -> None:
        if not self.entities:
            self.entities = SheetMapping(CellMark(number, 1), columns)
        entity = SheetMapping(CellMark(number, 1), columns)
        for column, (field, cell) in enumerate(zip(fields_of(EntityRecord), cells, strict=False), 2):
            self._records.set(entity, field, cell, CellMark(number, column, columns.name))
        self._records.put(self.entities, id, entity, CellMark(number, 1, columns.name))

    def _fact(self, sheet: Sheet, number: int, row: Row, columns: SheetColumns) -> None:
        cells = self._cells(sheet, number, row, columns)
        if not cells:
            return
        last = self.facts[-1] if self.facts else None
        statement = cells.get("statement", ("",))[0]
        if not isinstance(last, SheetMapping) or last.columns is not columns:
            same = False
        elif "id" in cells:
            same = cells["id"][0] == last.get("id") and statement in ("", last.get("statement", statement))
        else:
            same = not statement or (statement == last.get("statement") and "slot" in cells)
        if same and isinstance(last, SheetMapping):
            more = {name: cell for name, cell in cells.items() if name not in ("id", "statement")}
            self._records.fill(last, FactRecord, "", self._with_answer(more, last, columns))
            return
        for area in sheet.merged:
            self._share(sheet, area, number, cells, columns)
        mark = CellMark(number, 1, columns.name)
        fact = SheetMapping(mark, columns)
        self.facts.add_cell(fact, mark)
        if "id" not in cells:
            fact.made_id = True
            self._without_id.append(fact)
        self._records.fill(fact, FactRecord, "", self._with_answer(cells, None, columns))

    def _cells(self, sheet: Sheet, number: int, row: Row, columns: SheetColumns) -> dict[str, tuple[str, CellMark]]:
        """The cells of a row that say something, by their column; those of one list's columns together."""
        cells: dict[str, tuple[str, CellMark]] = {}
        for column, name in columns.named:
            if column > len(row) or not row[column - 1]:
                continue
            if name in cells:
                text, mark = cells[name]
                cells[name] = (";".join((listed_in(name, text), listed_in(name, row[column - 1]))), mark)
            else:
                cells[name] = (row[column - 1], sheet.mark(number, column))
        return cells

    def _share(
        self, sheet: Sheet, area: CellRange, number: int, cells: dict[str, tuple[str, CellMark]], columns: SheetColumns
    ) -> None:
        """Adds what a merged cell beside the row says, where its column is one that facts share."""
        name = next((name for column, name in columns.named if column == area.left), "")
        if area.top < number <= area.bottom and name in _SHARED and area.top > columns.row:
            text = sheet.rows[area.top - 1][area.left - 1].strip()
            if text:
                cells.setdefault(name, (text, sheet.mark(area.top, area.left)))

    def _with_answer(self, cells: Cells, above: SheetMapping | None, columns: SheetColumns) -> Cells:
        """The cells with the answer where the schema has it: in the braces of the statement, or in a slot."""
        answered, fault = with_answer_in_place(cells, above)
        if fault:
            message, hint, mark = fault
            self.problems.append(SHEET.problem(self.where, message, hint, mark))
        return answered


def _misspelt_statements(sheets: Sequence[Sheet]) -> Iterator[CellMark]:
    """The cells that are nearly the heading ``statement``, in a row with other headings."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:_FIRST_ROWS], 1):
            if any(map(column_named, row)):
                for column, cell in enumerate(row, 1):
                    if cell and not column_named(cell) and nearest_column(cell) == "statement":
                        yield sheet.mark(number, column)


def _split(row: Row) -> list[str]:
    """The parts of a row that was put into a single cell."""
    filled = [cell for cell in row if cell.strip()]
    return [part.strip(' "') for part in re.split(r"[,;\t]", filled[0])] if len(filled) == 1 else []


def _repeats_headings(cells: Row, columns: SheetColumns) -> bool:
    """Whether the row has the headings again, as on each page of a long table."""
    filled = [(column, cell) for column, cell in enumerate(cells, 1) if cell]
    return len(filled) > 1 and all(columns.places.get(column_named(cell)) == column for column, cell in filled)


def _is_heading_row(cells: Row) -> bool:
    """Whether the cells are headings: they name the statement and another column, or "statement" is all they say."""
    filled = [cell.casefold() for cell in cells if cell]
    names = set(map(column_named, filled)) - {""}
    return "statement" in names and (len(names) >= _LEAST_HEADINGS or filled == ["statement"])
