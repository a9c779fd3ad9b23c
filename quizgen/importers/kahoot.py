"""Kahoot's quiz template, as a workbook or CSV: up to four answers, the right ones by their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft
from quizgen.importers.items import Item, Read
from quizgen.importers.tables import TIME_LIMIT, USUAL_TIME, Layout, Line, numbered, options_of, rows_of

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
    answers = line.many["answer"]
    if not line["question"] and not any(answers):
        return None
    if line["time"] not in ("", USUAL_TIME):
        draft.lose(*TIME_LIMIT)
    body = options_of(draft, answers, numbered(line["right"], len(answers)))
    return draft.item(body, draft.literal(line["question"]), line=line.number)
