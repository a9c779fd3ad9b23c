"""Gimkit's template, CSV: the right answer and up to three wrong ones; without wrong ones it is written."""

from __future__ import annotations

from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Item, ShortAnswer
from quizgen.importers.tables import Layout, Line, Sheet, options_of

_LAYOUT = Layout(
    needed={"question": "question", "right": "correct answer"},
    more={},
    many={"wrong": r"incorrect answer(?: \d)?"},
)


class Gimkit(Sheet):
    """Reads Gimkit's template."""

    name = "gimkit"
    summary = "Gimkit's spreadsheet"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "short-answer", "true-false")
    layout = _LAYOUT

    def row(self, line: Line, draft: Draft) -> Item | None:
        """The question of a row."""
        if not line["question"]:
            return None
        right, wrong = line["right"], [text for text in line.many["wrong"] if text]
        if not right:
            raise Unfit("it has no right answer", "write it in its column")
        body = options_of(draft, [right, *wrong], {0}) if wrong else ShortAnswer(draft.literal(right))
        return draft.item(body, draft.literal(line["question"]), line=line.number)
