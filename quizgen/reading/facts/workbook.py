"""A workbook, .xlsx → its sheets with the texts that their cells show."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from quizgen.errors import ContentError, UsageError, cell_name, plural
from quizgen.errors.problem_kinds import SHEET
from quizgen.plugins import install_command
from quizgen.project import LARGEST_FILE, display_path, read_bytes
from quizgen.reading.budget import Budget, of_file
from quizgen.reading.facts.cell_text import shown_text
from quizgen.reading.facts.headings import language_tag, source_field
from quizgen.reading.facts.raised_figures import lower_figures, raise_figures
from quizgen.reading.facts.sheet_cells import CellFault, CellRange, Row, Sheet
from quizgen.reading.facts.sheet_xml import SheetPart, SheetXml, sheet_parts

if TYPE_CHECKING:  # it comes with an extra
    from openpyxl.workbook import Workbook

# What openpyxl meets in a workbook that is none; every XML parser's own error is a SyntaxError.
_ODD = (
    IndexError,
    TypeError,
    AttributeError,
    ValueError,
    KeyError,
    OSError,
    EOFError,
    SyntaxError,
    zlib.error,
    expat.ExpatError,
    zipfile.BadZipFile,
)
_OLE = b"\xd0\xcf\x11\xe0"  # how files of older programs begin, and encrypted ones
MOST_COLUMNS = 256  # a sheet may say that each of its rows has 16,384
_LARGEST_OTHER = 1_000_000  # bytes of a part that is neither a sheet nor its texts, such as styles
_MOST_FORMATS = 100_000  # texts with formats of their own inside cells: each takes a kilobyte
_PIECE = 1 << 16
_TELLING = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[ >/]|hidden=")  # what has to be looked for in a sheet's own part
_HEAD = 60  # rows in which the language is named

_Value = tuple[object, str]  # a cell's value and its number format


def read_workbook(path: Path, budget: Budget) -> list[Sheet]:
    """The sheets of the workbook at ``path``; raises ContentError where it cannot be read, UsageError for an extra."""
    with _open(path, budget) as (book, container):
        parts = {part.name: part for part in sheet_parts(container)}
        values = {sheet.title: _values(sheet.iter_rows(max_col=MOST_COLUMNS), budget) for sheet in book.worksheets}
        language = _language(values.values())
        return [
            _sheet(name, rows, parts.get(name), container, language, single=len(values) == 1)
            for name, rows in values.items()
        ]


def xlsx_rows(path: Path, budget: Budget) -> Iterator[Row]:
    """The cells of a workbook's first sheet, row by row; raises as `read_workbook` does."""
    with _open(path, budget) as (book, _):
        for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS):
            budget.add_cells(max((column for column, cell in enumerate(row, 1) if cell.value is not None), default=0))
            yield [
                shown_text(_plain(cell.value), cell.number_format, "en") if cell.value is not None else ""
                for cell in row
            ]


def other_sheets(path: Path, budget: Budget) -> list[str]:
    """The names of the sheets behind the first that have cells; raises as `read_workbook` does."""
    with _open(path, budget) as (book, _):
        rows = {sheet.title: sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True) for sheet in book.worksheets[1:]}
        return [name for name, cells in rows.items() if any(value is not None for row in cells for value in row)]


def merged_and_uncounted(path: Path, budget: Budget) -> tuple[Sequence[CellRange], list[str]]:
    """The merged cells of a workbook's first sheet, and the names of those with a formula but no result.

    Raises as `read_workbook` does.
    """
    with _open(path, budget) as (book, container):
        part = next((part for part in sheet_parts(container) if part.name == book.worksheets[0].title), None)
        content = container.read(part.path) if part else b""
        if not _TELLING.search(content):
            return (), []
        xml = SheetXml(content)
        return xml.merged, [cell_name(fault.row, fault.column) for fault in _uncounted_cells(xml)]


@contextmanager
def _open(path: Path, budget: Budget) -> Iterator[tuple[Workbook, zipfile.ZipFile]]:
    """The workbook and its container; what is odd in the file while they are open becomes a ContentError."""
    try:
        import openpyxl
    except ImportError as missing:
        raise UsageError(f"to read .xlsx files:  {install_command('sheets')}") from missing
    content = read_bytes(path)
    if content.startswith(_OLE):
        message = "this workbook is protected by a password, or of the old format .xls"
        hint = "open it in your spreadsheet program and save it as .xlsx, without a password"
        raise ContentError([SHEET.problem(display_path(path), message, hint)])
    try:
        with of_file(path), zipfile.ZipFile(io.BytesIO(content)) as container, warnings.catch_warnings():
            # What openpyxl cannot keep when it writes a file does not matter to a program that only reads it.
            warnings.simplefilter("ignore")
            _check_sizes(container, budget)
            yield openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, rich_text=True), container
    except _ODD as fault:
        message = f"this spreadsheet cannot be read: {fault}"
        if not content.startswith(b"PK"):
            message = "this is no workbook, although its name ends with .xlsx"
        raise ContentError([SHEET.problem(display_path(path), message, "save it again as .xlsx or .csv")]) from fault


def _check_sizes(container: zipfile.ZipFile, budget: Budget) -> None:
    """Raises ValueError, or OverBudget, where openpyxl would need much more memory than the file has bytes."""
    infos = container.infolist()
    if sum(info.file_size for info in infos) > LARGEST_FILE:
        raise ValueError(f"it has more than {LARGEST_FILE // 1_000_000} MB unpacked")
    for info in infos:
        budget.unpack(info.file_size)
        if info.file_size <= _LARGEST_OTHER:
            continue
        has_cells = info.filename.startswith("xl/worksheets/") or info.filename.endswith("sharedStrings.xml")
        if info.filename.endswith((".xml", ".rels")) and not has_cells:
            raise ValueError(f"{info.filename} is far larger than such a part is")
        _check_part(container, info, budget)


def _check_part(container: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
    """Raises ValueError, or OverBudget, for a large part in which there is what takes long to read."""
    formats, span, end = 0, 0, b""
    with container.open(info) as part:
        while piece := part.read(_PIECE):
            formats += piece.count(b"rPr>") + piece.count(b"rPr/>")
            budget.add_cells(piece.count(b"/si>") + piece.count(b"si/>"))
            whole, end = end + piece, piece[-3:]
            span = len(piece) - piece.rfind(b">") if b">" in piece else span + len(piece)
            if formats > _MOST_FORMATS:
                raise ValueError(f"{info.filename} has more than {_MOST_FORMATS:,} changes of font inside cells")
            if span > _LARGEST_OTHER or b"<!--" in whole:
                raise ValueError(f"{info.filename} has comments or tags that no spreadsheet program writes")


def _values(rows_of_cells: Iterable[Sequence[Any]], budget: Budget) -> list[list[_Value]]:
    rows: list[list[_Value]] = []
    for row in rows_of_cells:
        cells = [(_plain(cell.value), cell.number_format if cell.value is not None else "") for cell in row]
        while cells and cells[-1][0] is None:
            cells.pop()
        budget.add_cells(len(cells))
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _plain(value: object) -> object:
    """A cell's value; a text with formats inside as a text, with raised and lowered figures as characters."""
    if not isinstance(value, list):
        return value
    text = ""
    for part in value:
        alignment = getattr(getattr(part, "font", None), "vertAlign", None)
        match alignment:
            case "superscript":
                text += raise_figures(str(part))
            case "subscript":
                text += lower_figures(str(part))
            case _:
                text += str(part)
    return text


def _language(sheets: Iterable[list[list[_Value]]]) -> str:
    """The language that the rows about the article name; English where they name none."""
    for rows in sheets:
        for row in rows[:_HEAD]:
            if len(row) > 1 and isinstance(row[0][0], str) and source_field(row[0][0]) == "language":
                return language_tag(str(row[1][0]))
    return "en"


def _sheet(
    name: str,
    values: list[list[_Value]],
    part: SheetPart | None,
    container: zipfile.ZipFile,
    language: str,
    *,
    single: bool,
) -> Sheet:
    rows = [[shown_text(value, form, language) for value, form in row] for row in values]
    faults = list(_errors(values))
    content = container.read(part.path) if part is not None else b""
    merged: Sequence[CellRange] = ()
    if _TELLING.search(content):
        xml = SheetXml(content)
        merged = xml.merged
        faults += _uncounted_cells(xml)
        hidden = [
            number for number, row in xml.rows.items() if row.hidden and number <= len(rows) and any(rows[number - 1])
        ]
        if hidden:
            message = (
                f"{plural(len(hidden), 'row')} hidden in the sheet, from row {hidden[0]}: what they have is read too"
            )
            hint = "delete them if they are not meant"
            faults.append(CellFault(hidden[0], 1, "info", message, hint))
    if part is not None and part.hidden and rows:
        faults.append(CellFault(1, 1, "info", "the sheet is hidden, and is read too", "delete it if it is not meant"))
    return Sheet("" if single else name, rows, merged, faults)


def _errors(values: list[list[_Value]]) -> Iterator[CellFault]:
    """The cells that show an error."""
    for number, row in enumerate(values, 1):
        for column, (value, _) in enumerate(row, 1):
            if isinstance(value, str) and value.startswith("#") and value in _SHEET_ERRORS:
                cell = cell_name(number, column)
                message = f"{cell} shows the error {value}"
                yield CellFault(
                    number, column, "error", message, f"correct the formula in {cell}, or type the text there"
                )


_SHEET_ERRORS = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
)


def _uncounted_cells(xml: SheetXml) -> Iterator[CellFault]:
    """The cells with a formula whose result is not in the file."""
    for number, row in xml.rows.items():
        for column, cell in row.cells.items():
            if cell.formula and not cell.value:
                name = cell_name(number, column)
                message = f"{name} has a formula, and the file does not have its result"
                hint = "open the file in a spreadsheet program and save it again, or type the text there"
                yield CellFault(number, column, "error", message, hint)
