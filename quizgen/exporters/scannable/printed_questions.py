"""What is asked, as it is printed: a sheet belongs to these questions only, with their options in this order."""

from __future__ import annotations

from typing import assert_never

from quizgen.exporters.scannable.sheet_json import PrintedQuestion
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)
from quizgen.model.quiz import Item


def printed_question(item: Item) -> PrintedQuestion:
    """Return the question with what the student marks: a statement, rows and options, in printed order."""
    rows, options = _rows_and_options(item.body)
    if isinstance(item.body, TrueFalse):
        rows = (str(item.prompt),)
    return PrintedQuestion(
        question=item.question.id, number=item.number, points=item.points, rows=rows, options=options
    )


def _rows_and_options(body: ItemBody) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match body:
        case ChooseOne() | ChooseSeveral():
            return (), tuple(str(option.text) for option in body.choices)
        case Matching(rows, bank) | Gaps(rows, bank):
            return tuple(str(row.prompt) for row in rows), tuple(str(option.text) for option in bank)
        case Ordering(steps):
            return tuple(str(step.text) for step in steps), ()
        case TrueFalse() | PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer():
            return (), ()
        case _:
            assert_never(body)
