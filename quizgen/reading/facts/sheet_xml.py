"""What the parts of an .xlsx file say that openpyxl does not tell when it reads cells alone, and where cells are.

A workbook is changed by replacing the bytes of single cells: whatever else is in the file stays as it is.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.parsers import expat

from defusedxml import ElementTree

from quizgen.reading.facts.sheet_cells import CellRange

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, the part of the container that has its cells, and whether it is hidden."""

    name: str
    path: str
    hidden: bool


@dataclass(slots=True)
class CellSpan:
    """The bytes of a cell's element, and what it has: the number of its style, a formula, a value."""

    start: int
    end: int
    style: str
    formula: bool = False
    value: bool = False


@dataclass(slots=True)
class RowSpan:
    """The bytes of a row's element: where its first tag ends, and where it ends; ``closed`` if it is one empty tag."""

    start: int
    inside: int
    end: int
    hidden: bool
    closed: bool = False
    cells: dict[int, CellSpan] = field(default_factory=dict)


def sheet_parts(container: zipfile.ZipFile) -> list[SheetPart]:
    """The sheets of a workbook in their order; raises KeyError or a SyntaxError where it is none."""
    relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    parts = []
    for sheet in ElementTree.fromstring(container.read("xl/workbook.xml")).iter():
        if sheet.tag.endswith("}sheet"):
            target = targets[sheet.get(_RELATION)]
            path = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            parts.append(SheetPart(sheet.get("name") or "", path, sheet.get("state", "visible") != "visible"))
    return parts


class SheetXml:
    """Where the rows and cells of a sheet are in the bytes of its part, and which cells are merged."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.rows: dict[int, RowSpan] = {}
        self.merged: list[CellRange] = []
        self.prefix = ""
        self.data = (0, 0)  # where the rows begin and end
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._row: RowSpan | None = None
        self._cell: CellSpan | None = None
        self._number = 0
        self._inside = 0  # where the text of a value begins
        self._parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        start = self._parser.CurrentByteIndex
        match name:
            case "sheetData":
                self.prefix = f"{prefix}:" if prefix else ""
                self.data = (self._tag_end(start), 0)
            case "row":
                self._number = int(attributes.get("r", self._number + 1))
                hidden = attributes.get("hidden") in ("1", "true")
                self._row = RowSpan(start, self._tag_end(start), 0, hidden)
                self.rows[self._number] = self._row
            case "c" if self._row is not None:
                self._cell = CellSpan(start, 0, attributes.get("s", ""))
                self._row.cells[column_of(attributes.get("r", "")) or len(self._row.cells) + 1] = self._cell
            case "f" if self._cell is not None:
                self._cell.formula = True
            case "v" if self._cell is not None:
                self._inside = self._tag_end(start)
            case "mergeCell":
                if area := cell_range(attributes.get("ref", "")):
                    self.merged.append(area)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v" and self._cell is not None:
            self._cell.value = self._parser.CurrentByteIndex > self._inside
        elif name == "sheetData":
            self.data = (self.data[0], self._parser.CurrentByteIndex)
        elif name == "c" and self._cell is not None:
            self._cell.end = self._element_end()
            self._cell = None
        elif name == "row" and self._row is not None:
            self._row.closed = self._parser.CurrentByteIndex == self._row.start
            self._row.end = self._element_end()
            self._row = None

    def _tag_end(self, start: int) -> int:
        return self.content.index(b">", start) + 1

    def _element_end(self) -> int:
        """Where the element that ends here ends; an empty tag ends where it began."""
        return self._tag_end(self._parser.CurrentByteIndex)


def column_of(cell: str) -> int:
    """The number of the column of a cell such as B7; 0 where it is no cell."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return 0
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def cell_range(ref: str) -> CellRange | None:
    """The block of cells that a reference such as B7:C9 names."""
    first, _, last = ref.partition(":")
    matches = [_CELL.fullmatch(cell) for cell in (first, last or first)]
    rows = [int(match[2]) for match in matches if match]
    return CellRange(rows[0], column_of(first), rows[1], column_of(last or first)) if len(rows) == 2 else None
