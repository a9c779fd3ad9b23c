"""Kahoot's quiz template, as a workbook or CSV: up to four answers, the right ones by their numbers."""

from __future__ import annotations

from quizgen.importers.draft import Draft
from quizgen.importers.items import Item
from quizgen.importers.tables import Layout, Line, Sheet, numbered_item

_LAYOUT = Layout(
    needed={"question": "question", "right": r"correct answers?", "time": "time limit"},
    more={},
    many={"answer": r"answer \d"},
)


class Kahoot(Sheet):
    """Reads Kahoot's template."""

    name = "kahoot"
    summary = "Kahoot's spreadsheet"
    suffixes = (".xlsx", ".csv")
    kinds = ("multiple-choice", "multiple-response", "true-false")
    layout = _LAYOUT

    def row(self, line: Line, draft: Draft) -> Item | None:
        """The question of a row."""
        return numbered_item(line, draft) if line["question"] or any(line.many["answer"]) else None
