"""Kahoot's quiz template, as a workbook or CSV: up to four answers, the right ones by their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft
from quizgen.importers.items import Item, Read
from quizgen.importers.tables import Layout, Line, numbered_item, rows_of

_LAYOUT = Layout(
    needed={"question": "question", "right": r"correct answers?", "time": "time limit"},
    more={},
    many={"answer": r"answer \d"},
)


class Kahoot:
    """Reads Kahoot's template."""

    name = "kahoot"
    summary = "Kahoot's spreadsheet"
    suffixes = (".xlsx", ".csv")
    kinds = ("multiple-choice", "multiple-response", "true-false")

    def knows(self, bank: Bank) -> bool:
        """It has the template's headings."""
        return _LAYOUT.fits(bank)

    def read(self, bank: Bank) -> Iterator[Read]:
        """A question a row."""
        return rows_of(_LAYOUT.lines(bank.rows), _read)


def _read(line: Line, draft: Draft) -> Item | None:
    return numbered_item(line, draft) if line["question"] or any(line.many["answer"]) else None
