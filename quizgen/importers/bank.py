"""A file of questions from another program, opened as its reader needs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from quizgen.errors import CellMark, ContentError
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.importers.decoding import decode
from quizgen.project import display_path, read_bytes
from quizgen.reading.budget import Budget
from quizgen.reading.containers import ZipContainer
from quizgen.reading.facts.sheet_cells import CellRange, Row
from quizgen.reading.facts.workbook import merged_and_uncounted, other_sheets, xlsx_rows

MOST_ROWS = 30_000
_FIRST = 20  # rows by which a table is recognised
_HEAD = 4096  # characters by which a format is recognised


class BankFile:
    """The file at ``path``; ``encoding`` is that of its text, where a person named it, and ``budget`` the import's."""

    def __init__(self, path: Path, encoding: str = "", budget: Budget | None = None) -> None:
        self.path, self.encoding, self.budget = path, encoding, budget or Budget()
        self.where = display_path(path)

    @cached_property
    def is_zip(self) -> bool:
        """Whether it is a zip container."""
        try:
            with self.path.open("rb") as file:
                return file.read(4).startswith((b"PK\x03\x04", b"PK\x05\x06"))
        except OSError:
            return False

    def check(self) -> None:
        """Raises ContentError where the file is not there, or is not what its first bytes say."""
        _ = self.package if self.is_zip else self.content

    @cached_property
    def package(self) -> ZipContainer:
        """The container that it is; raises ContentError where it cannot be trusted."""
        return ZipContainer(self.path, self.budget)

    @cached_property
    def content(self) -> bytes:
        """Its bytes; raises ContentError where they cannot be read or are too many."""
        return read_bytes(self.path)

    @cached_property
    def text(self) -> str:
        """Its text, with lines that end in ``\\n``; raises ContentError where it is not text."""
        return decode(self.content, self.where, self.encoding)

    @cached_property
    def xml(self) -> bytes | str:
        """What an XML parser is given: bytes, whose encoding it reads, or text where a person named the encoding."""
        if not self.encoding:
            return self.content
        text = self.text
        end = text.find("?>") if text.lstrip().startswith("<?xml") else -1
        return text if end < 0 else "\n" * text.count("\n", 0, end) + text[end + 2 :]

    @cached_property
    def head(self) -> str:
        """Its first characters, by which a format may be recognised; never fails."""
        if self.is_zip:
            return ""
        try:
            return self.text[:_HEAD]
        except ContentError:
            return self.content[:_HEAD].decode("latin-1")

    @cached_property
    def is_sheet(self) -> bool:
        """Whether it is an .xlsx workbook."""
        return self.is_zip and "xl/workbook.xml" in self.package.names

    @cached_property
    def other_sheets(self) -> Sequence[str]:
        """The names of a workbook's sheets behind the first that have cells."""
        return other_sheets(self.path, self.budget) if self.is_sheet else ()

    @cached_property
    def merged_and_uncounted(self) -> tuple[Sequence[CellRange], list[str]]:
        """The merged cells of a workbook's first sheet, and the names of those with a formula but no result."""
        return merged_and_uncounted(self.path, self.budget) if self.is_sheet else ((), [])

    @cached_property
    def first_rows(self) -> Sequence[Row]:
        """Its first rows, by which a format may be recognised; raises ContentError for a broken workbook."""
        if self.is_sheet:
            return list(islice(self._filled_rows(xlsx_rows(self.path, self.budget)), _FIRST))
        try:
            text = "\n".join(self.text.split("\n", 400)[:400])
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))[:_FIRST]
        except (ContentError, csv.Error):
            return []

    def _filled_rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows without empty cells at their ends; raises ContentError where there are too many."""
        for number, row in enumerate(rows):
            if number >= MOST_ROWS:
                message = f"the sheet has more than {MOST_ROWS:,} rows"
                raise ContentError([UNREADABLE_FILE.problem(self.where, message, "split it into several")])
            filled = max((index for index, cell in enumerate(row, 1) if cell), default=0)
            yield row[:filled]

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows of cells, from .xlsx or from text separated by commas, semicolons or tabs."""
        if self.is_sheet:
            return list(self._filled_rows(xlsx_rows(self.path, self.budget)))
        try:
            rows: list[Row] = list(csv.reader(io.StringIO(self.text, newline=""), delimiter=_delimiter(self.text)))
            if rows and _ends_in_quotes(self.text):
                message = "a quotation mark in this row is never closed, so that the rest of the file is in its cell"
                hint = 'write " at both ends of the text in a cell, and "" for a mark inside it'
                raise ContentError([UNREADABLE_FILE.problem(self.where, message, hint, CellMark(len(rows), 1))])
            return rows
        except csv.Error as fault:
            message = f"this is not a table: {fault}"
            raise ContentError([UNREADABLE_FILE.problem(self.where, message, "export it again")]) from fault


def _ends_in_quotes(text: str) -> bool:
    """Whether the text ends within quotation marks that begin a cell."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            pass
    except csv.Error as fault:
        return "unexpected end" in str(fault)
    return False


def _delimiter(text: str) -> str:
    """What separates the cells: the one that is in most of the first lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    return max(",;\t", key=lambda sign: sum(sign in line for line in lines))
