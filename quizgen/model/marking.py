"""Settings for answers that are read by machine: the shape and position of boxes, cards to hold up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.model.quiz import Student

Shape = Literal["round", "square"]


@dataclass(frozen=True, slots=True)
class ResponseCard:
    """A card that a student holds up: ``number`` is its mark's; ``student`` is None if anybody may have it."""

    number: int
    student: Student | None = None


@dataclass(frozen=True, slots=True)
class Marking:
    """The settings for marking answers.

    ``digits`` are those of a student's number, 0 for none. ``in_quiz`` says that the boxes are next to the questions,
    ``lettered`` that the rows of a question have letters, by which an answer sheet names them.
    """

    shape: Shape = "round"
    digits: int = 0
    in_quiz: bool = False
    lettered: bool = False
