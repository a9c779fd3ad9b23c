"""Gimkit's template, CSV: the right answer and up to three wrong ones; without wrong ones it is written."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Item, Read, ShortAnswer
from quizgen.importers.tables import Layout, Line, options_of, rows_of

_LAYOUT = Layout(
    needed={"question": "question", "right": "correct answer"},
    more={},
    many={"wrong": r"incorrect answer(?: \d)?"},
)


class Gimkit:
    """Reads Gimkit's template."""

    name = "gimkit"
    summary = "Gimkit's spreadsheet"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "short-answer", "true-false")

    def knows(self, bank: Bank) -> bool:
        """It has the template's headings."""
        return _LAYOUT.fits(bank)

    def read(self, bank: Bank) -> Iterator[Read]:
        """A question a row."""
        return rows_of(_LAYOUT.lines(bank.rows), _read)


def _read(line: Line, draft: Draft) -> Item | None:
    if not line["question"]:
        return None
    right, wrong = line["right"], [text for text in line.many["wrong"] if text]
    if not right:
        raise Unfit("it has no right answer", "write it in its column")
    body = options_of(draft, [right, *wrong], {0}) if wrong else ShortAnswer(draft.literal(right))
    return draft.item(body, draft.literal(line["question"]), line=line.number)
