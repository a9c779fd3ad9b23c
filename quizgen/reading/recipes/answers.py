"""What a recipe says of answers that are read by machine: answer sheets, and cards to hold up."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizgen.model.marking import Shape
from quizgen.reading.yaml.validation import Record

MOST_CARDS = 45  # of the dictionary's 50 marks, the last four are corner marks and the first is no student's number


class AnswerSheetRecipe(Record):
    """The answer sheet, and the boxes in the quiz."""

    boxes: Shape = "round"
    """round or square: what is filled in."""
    digits: Annotated[int, Field(ge=0, le=8)] = 4
    """How many digits a student's number has, 0 for none; with a roster the sheet is the student's own and has none."""
    in_quiz: Annotated[bool, Field(alias="in-quiz")] = False
    """Whether the quiz itself has the boxes, beside its questions, with corner marks and a QR code on each page."""


class ResponseCardsRecipe(Record):
    """The cards that students hold up."""

    cards: Annotated[int, Field(ge=1, le=MOST_CARDS)] | None = None
    """How many cards; not given: one for each student on the quiz's roster, numbered in each class, or else 30."""
    per_page: Annotated[int, Field(ge=1, le=2, alias="per-page")] = 2
    """1 or 2: how many stand on a page; one is read from further away."""
