"""Blooket's template, CSV: up to four answers, and the right ones by their numbers."""

from __future__ import annotations

from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, numbered_question

_LAYOUT = TableLayout(
    needed={"question": "question text", "right": r"correct answer\(?s?\)?", "time": "time limit"},
    more={},
    many={"answer": r"answer \d"},
)


class Blooket(TableImporter):
    """Reads Blooket's template."""

    name = "blooket"
    summary = "Blooket's spreadsheet"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "multiple-response", "true-false")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        return numbered_question(line, draft)
