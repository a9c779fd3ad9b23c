"""Sheets of cells as they were read, and the nodes that are built from them: they remember their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.errors import CellMark, Level
from quizgen.reading.yaml import nodes

Row = Sequence[str]
Cells = Mapping[str, tuple[str, CellMark]]  # of a row, by column: what each says and where


class CellRange(NamedTuple):
    """A block of cells, from its first row and column to its last, all from 1."""

    top: int
    left: int
    bottom: int
    right: int


class CellFault(NamedTuple):
    """Something that the program which wrote the file left in a cell, such as an error."""

    row: int
    column: int
    level: Level
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name ("" where the file has a single one), the texts of its cells, and what these do not say."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[CellRange] = ()
    faults: Sequence[CellFault] = ()

    def mark(self, row: int, column: int) -> CellMark:
        """The place of a cell."""
        return CellMark(row, column, self.name)


@dataclass(slots=True)
class SheetColumns:
    """The headings of a sheet: its ``name``, the ``row`` that they are in, and the first column of each.

    ``named`` are all columns that are read with their names, which several columns of a list may share; ``last`` is the
    last column that has a heading of any kind.
    """

    name: str
    row: int = 0
    places: dict[str, int] = field(default_factory=dict)
    named: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0


class SheetMapping(nodes.Mapping):
    """A mapping built from cells of one sheet. ``made_id`` says that its id was made, because its row has none."""

    __slots__ = ("columns", "made_id")

    def __init__(self, mark: CellMark, columns: SheetColumns) -> None:
        super().__init__((mark.line, mark.column))
        self.columns = columns
        self.made_id = False

    @property
    def mark(self) -> CellMark:
        """The cell where it begins."""
        return CellMark(*super().mark, self.columns.name)

    def value_at(self, key: str) -> CellMark:
        """The cell of a key's value; raises KeyError where there is none."""
        return CellMark(*super().value_at(key), self.columns.name)

    def _mark(self, start: int) -> CellMark:
        return CellMark(*super()._mark(start), self.columns.name)

    def put_cell(self, key: str, value: object, mark: CellMark) -> None:
        """Adds a key that is not there yet, from the cell at ``mark``."""
        position = (mark.line, mark.column)
        self.put(key, value, position, position)


class SheetSequence(nodes.Sequence):
    """A list built from cells of one sheet."""

    __slots__ = ("columns",)

    def __init__(self, mark: CellMark, columns: SheetColumns) -> None:
        super().__init__((mark.line, mark.column))
        self.columns = columns

    @property
    def mark(self) -> CellMark:
        """The cell where it begins."""
        return CellMark(*super().mark, self.columns.name)

    def add_cell(self, value: object, mark: CellMark) -> None:
        """Adds an element at the end, from the cell at ``mark``."""
        self.add(value, (mark.line, mark.column))

    def item_at(self, index: int) -> CellMark:
        """The cell of an element, counted from 0."""
        return CellMark(*super().item_at(index), self.columns.name)
