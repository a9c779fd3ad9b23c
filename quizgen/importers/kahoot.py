"""Kahoot's quiz template, as a workbook or CSV: up to four answers, and the right ones by their numbers."""

from __future__ import annotations

from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, numbered_question

_LAYOUT = TableLayout(
    needed={"question": "question", "right": r"correct answers?", "time": "time limit"},
    more={},
    many={"answer": r"answer \d"},
)


class Kahoot(TableImporter):
    """Reads Kahoot's template."""

    name = "kahoot"
    summary = "Kahoot's spreadsheet"
    suffixes = (".xlsx", ".csv")
    kinds = ("multiple-choice", "multiple-response", "true-false")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        return numbered_question(line, draft)
