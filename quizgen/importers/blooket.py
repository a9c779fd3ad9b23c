"""Blooket's template, CSV: up to four answers, the right ones by their numbers."""

from __future__ import annotations

from quizgen.importers.draft import Draft
from quizgen.importers.items import Item
from quizgen.importers.tables import Layout, Line, Sheet, numbered_item

_LAYOUT = Layout(
    needed={"question": "question text", "right": r"correct answer\(?s?\)?", "time": "time limit"},
    more={},
    many={"answer": r"answer \d"},
)


class Blooket(Sheet):
    """Reads Blooket's template."""

    name = "blooket"
    summary = "Blooket's spreadsheet"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "multiple-response", "true-false")
    layout = _LAYOUT

    def row(self, line: Line, draft: Draft) -> Item | None:
        """The question of a row."""
        return numbered_item(line, draft) if line["question"] else None
