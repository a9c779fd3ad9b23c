"""Gimkit's template, CSV: the right answer and up to three wrong ones; without these, the answer is written."""

from __future__ import annotations

from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, options_of
from quizgen.model.body import ShortText

_LAYOUT = TableLayout(
    needed={"question": "question", "right": "correct answer"},
    more={},
    many={"wrong": r"incorrect answer(?: \d)?"},
)


class Gimkit(TableImporter):
    """Reads Gimkit's template."""

    name = "gimkit"
    summary = "Gimkit's spreadsheet"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "short-answer", "true-false")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        right, wrong = line["right"], [text for text in line.many["wrong"] if text]
        if not right:
            raise Unfit("it has no right answer", "write it there", column="right")
        body = options_of(draft, [right, *wrong], {0}) if wrong else ShortText(draft.literal(right))
        return draft.question(body, draft.literal(line["question"]), line=line.number)
