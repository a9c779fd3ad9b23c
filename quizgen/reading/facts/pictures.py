"""The fields of a picture in a collection of facts.

The docstring under a field is its documentation.
"""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Literal

from pydantic import BeforeValidator

from quizgen.errors.problem_kinds import BOX
from quizgen.reading.facts.annotations import AnswerTexts, Columns, Sentence
from quizgen.reading.yaml.nodes import Sequence
from quizgen.reading.yaml.validation import Prose, Record, fault, read_many

_EDGE = 100.0001  # per cent: what rounding may add


def _read_box(value: object) -> object:
    try:
        box = [float(str(number)) for number in value] if isinstance(value, (Sequence, list, tuple)) else []
    except ValueError:
        box = []
    if len(box) != 4 or not all(map(isfinite, box)):
        hint = "write  [x, y, width, height]  in percent of the picture, such as  [40, 5.5, 20, 10]"
        raise fault(BOX, "a box is four numbers", hint)
    left, top, width, height = box
    if width <= 0 or height <= 0:
        raise fault(BOX, "this box has no size", "the last two numbers are its width and its height")
    if left < 0 or top < 0 or left + width > _EDGE or top + height > _EDGE:
        hint = "x and width, and y and height, add up to 100 at most: they are percent of the picture"
        raise fault(BOX, "this box is not inside the picture", hint)
    return tuple(box)


Four = tuple[float, float, float, float]
Box = Annotated[Four, BeforeValidator(_read_box, json_schema_input_type=Four)]


class LabelRecord(Record):
    """A word in the picture, which a box can cover."""

    text: Sentence = ""
    """The word that is there, and is asked for."""
    entity: Prose = ""
    """The id of the entity that the label names, instead of a text."""
    box: Box
    """A rectangle that covers the label: [x, y, width, height] in percent of the picture, from its top left."""
    accept: AnswerTexts = ()
    """Other names that are also correct."""


class ImageRecord(Record):
    """A picture that belongs to the fact."""

    file: Prose
    """The path of the file, relative to the collection's folder."""
    alt: Sentence
    """What it shows, in words, for readers who cannot see it."""
    show: Literal["question", "answer"] = "question"
    """Whether it is printed with the question or, if it would give the answer away, with the answer."""
    credit: Prose = ""
    """The name of its author."""
    licence: Prose = ""
    """Its licence."""
    ask: Sentence = ""
    """The question when its labels are covered; if not given: Name the numbered parts of the picture."""
    labels: Annotated[tuple[LabelRecord, ...], BeforeValidator(read_many), Columns("label")] = ()
    """The words in the picture that can be covered and asked for, at least two."""
