"""Settings for answers that are read by machine: the shape and position of boxes, cards to hold up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.model.quiz import Student

Shape = Literal["round", "square"]
Check = Literal["iso7064-mod11-10"]
Credit = Literal["all", "rows"]


@dataclass(frozen=True, slots=True)
class ResponseCard:
    """A card that a student holds up: ``number`` is its mark's; ``student`` is None if anybody may have it."""

    number: int
    student: Student | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """The settings for marking answers.

    ``digits`` are those of a student's number, 0 for none; ``check`` says how the last of them follows from the others.
    ``credit`` says whether all rows of a question must be right, or each right one brings its share of the points.
    Each form is printed in as many numbered ``copies``, or once without a number if they are 0. ``in_quiz`` says that
    the boxes are next to the questions, ``separate`` that there is an answer sheet, ``lettered`` that the rows of a
    question have letters, by which an answer sheet names them.
    """

    shape: Shape = "round"
    digits: int = 0
    credit: Credit = "all"
    check: Check | None = None
    copies: int = 0
    in_quiz: bool = False
    separate: bool = False
    lettered: bool = False
