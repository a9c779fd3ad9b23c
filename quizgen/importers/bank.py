"""A file of questions that somebody gives us, opened as its reader needs it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from quizgen.errors import ContentError, Problem
from quizgen.importers.decoding import decoded
from quizgen.importers.packages import Package
from quizgen.project import read_bytes, shown
from quizgen.reading.facts.rows import Row
from quizgen.reading.facts.sheets import xlsx_rows

MOST_ROWS = 30_000
_FIRST = 20  # rows that tell a table
_HEAD = 4096  # bytes that tell a zip, a spreadsheet, XML


class Bank:
    """The file at ``path``; ``encoding`` is that of its text, where a person told it ("" elsewhere)."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path, self.encoding = path, encoding
        self.where = shown(path)

    @cached_property
    def is_zip(self) -> bool:
        """Whether it is a zip container."""
        try:
            with self.path.open("rb") as file:
                return file.read(4).startswith((b"PK\x03\x04", b"PK\x05\x06"))
        except OSError:
            return False

    def check(self) -> None:
        """Raises ContentError where the file is not there or cannot be read as what it begins as."""
        _ = self.package if self.is_zip else self.content

    @cached_property
    def package(self) -> Package:
        """The container that it is; raises ContentError where it cannot be trusted."""
        return Package(self.path)

    @cached_property
    def content(self) -> bytes:
        """Its bytes; raises ContentError where they cannot be read or are too many."""
        return read_bytes(self.path)

    @cached_property
    def text(self) -> str:
        """Its text, lines ended by ``\\n``; raises ContentError where it is none."""
        return decoded(self.content, self.where, self.encoding)

    @cached_property
    def xml(self) -> bytes | str:
        """What an XML parser should be given: bytes, for it reads the declared encoding, or text if that was told."""
        if not self.encoding:
            return self.content
        text = self.text
        end = text.find("?>") if text.lstrip().startswith("<?xml") else -1
        return text if end < 0 else "\n" * text.count("\n", 0, end) + text[end + 2 :]

    @cached_property
    def head(self) -> str:
        """What it begins with, as far as it is text, for a look at what it may be; never fails."""
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
    def first_rows(self) -> Sequence[Row]:
        """Its first rows, for a look at what it may be; raises ContentError for a workbook that cannot be read."""
        if self.is_sheet:
            return list(islice(self._filled(xlsx_rows(self.path)), _FIRST))
        try:
            text = "\n".join(self.text.split("\n", 400)[:400])
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))[:_FIRST]
        except (ContentError, csv.Error):
            return []

    def _filled(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows without empty cells at their end; raises ContentError where there are too many."""
        for number, row in enumerate(rows):
            if number >= MOST_ROWS:
                message = f"the sheet has more than {MOST_ROWS:,} rows"
                raise ContentError([Problem(self.where, message, "split it into several", rule="unreadable-file")])
            filled = max((place for place, cell in enumerate(row, 1) if cell), default=0)
            yield row[:filled]

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows of cells, of .xlsx or of text parted by commas, semicolons or tabs."""
        if self.is_sheet:
            return list(self._filled(xlsx_rows(self.path)))
        try:
            return list(csv.reader(io.StringIO(self.text, newline=""), delimiter=_delimiter(self.text)))
        except csv.Error as fault:
            message = f"this is no table of cells: {fault}"
            raise ContentError([Problem(self.where, message, "export it anew", rule="unreadable-file")]) from fault


def _delimiter(text: str) -> str:
    """What parts the cells: that which stands in most of the first lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    return max(",;\t", key=lambda sign: sum(sign in line for line in lines))
