"""An item as lines of boxes to fill in, and what is right in each."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Literal, assert_never

from quizgen.exporters.scannable.sheet_json import AnswerKey
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    right_options,
)
from quizgen.model.marking import Credit
from quizgen.model.quiz import Form, Item

MOST_BOXES = 8  # on a line: enough to match six things with two spare letters
HALF = "0.5"  # the value of half a point


@dataclass(frozen=True, slots=True)
class Line:
    """The boxes of one answer, by their ``values``; it is number ``row`` of the item's ``rows``."""

    item: Item
    row: int
    rows: int
    choose: Literal["one", "several", "score"]
    values: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is called on paper: "7", or "7b" for the second row of several."""
        return f"{self.item.number}{ascii_lowercase[self.row - 1] if self.rows > 1 else ''}"


def answer_lines(item: Item) -> tuple[Line, ...]:
    """Return the lines with which a machine can mark the item; none if the answer is written."""
    choose: Literal["one", "several"] = "one"
    match item.body:
        case ChooseOne() as body:
            values, rows = tuple(option.letter for option in body.choices), 1
        case ChooseSeveral() as body:
            choose, values, rows = "several", tuple(option.letter for option in body.choices), 1
        case TrueFalse():
            values, rows = ("true", "false"), 1
        case Matching(lines, bank):
            values, rows = tuple(option.letter for option in bank), len(lines)
        case Ordering(steps):
            values, rows = tuple(str(position) for position in range(1, len(steps) + 1)), len(steps)
        case Gaps() | PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer():
            return ()
        case _:
            assert_never(item.body)
    if not 2 <= len(values) <= MOST_BOXES:
        return ()
    return tuple(Line(item, row, rows, choose, values) for row in range(1, rows + 1))


def score_line(item: Item) -> Line | None:
    """Return the line on which the teacher marks the points of a written answer, or None if it would be too long.

    Its last box is half a point, in addition to the others.
    """
    values = tuple(map(str, range(item.points + 1)))
    return Line(item, 1, 1, "score", (*values, HALF)) if len(values) <= MOST_BOXES else None


def right_values(item: Item) -> tuple[tuple[str, ...], ...]:
    """Return the right values of each of the item's answer lines."""
    match item.body:
        case ChooseOne() | ChooseSeveral():
            return (tuple(option.letter for option in right_options(item.body)),)
        case TrueFalse() as body:
            return ((body.key,),)
        case Ordering(steps):
            return tuple((str(step.position),) for step in steps)
        case Matching(rows):
            return tuple((row.answer,) for row in rows)
        case Gaps() | PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer():
            return ()
        case _:
            assert_never(item.body)


def key_of(form: Form, credit: Credit) -> dict[str, AnswerKey]:
    """Return a form's entry in ``sheet-key.json``: each question's points, and what is right in its rows."""
    keys = {}
    for item in form.items:
        right = right_values(item) if answer_lines(item) else None
        by_rows = right is not None and len(right) > 1
        keys[item.question.id] = AnswerKey(points=item.points, right=right, credit=credit if by_rows else "all")
    return keys
