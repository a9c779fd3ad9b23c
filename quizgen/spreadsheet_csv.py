"""Tables that people open in a spreadsheet, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take ``text`` for a formula."""
    return text.startswith(_BEGINS_FORMULA)


def spreadsheet_csv(header: Sequence[str], rows: Iterable[Iterable[object]], digits: int = 6) -> bytes:
    """Return a table after a byte order mark, by which Excel recognises UTF-8; no cell is a formula.

    None is an empty cell, a fraction has so many significant ``digits``, and true and false are 1 and 0.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    writer.writerows([_cell(value, digits) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that have something in them, each with the line on which it begins.

    Cells are separated by the comma, semicolon or tab that is most frequent in the first line. Raises csv.Error.
    """
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1  # a cell may have several lines


def _cell(value: object, digits: int) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case float():
            return f"{value:.{digits}g}"
        case str() if begins_formula(value):
            return f"'{value}"
    return str(value)
