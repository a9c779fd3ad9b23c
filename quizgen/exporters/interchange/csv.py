"""``questions.csv``: a table for people, to be read and sorted in a spreadsheet."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import csv_bytes, right_numbers

_HEADINGS = ("id", "sort", "question", "answer", "options", "right", "points", "tags", "feedback", "evidence")
_RUN = re.compile(r"'*[=+@\t-]")


class Csv(Format):
    """Exports what every question asks and what is right."""

    name = "csv"
    summary = "the quiz as a table, for spreadsheets (questions.csv)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS),
        features=frozenset(FEATURES) - {"picture", "recording", "option feedback", "line break"},
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A row for each question, with a mark at the beginning by which Excel knows the encoding."""
        rows = ([_neutral(cell) for cell in _cells(exercise)] for exercise in bank.exercises)
        return {"questions.csv": BOM_UTF8 + csv_bytes([_HEADINGS, *rows])}


def _neutral(cell: str) -> str:
    """The cell with an apostrophe where a spreadsheet would run it: a person opens this file, no program."""
    return f"'{cell}" if _RUN.match(cell) else cell


def _cells(exercise: Exercise) -> list[str]:
    """What a cell lists stands line by line."""
    offered = [*map(line, (*(choice.text for choice in exercise.choices), *exercise.steps))]
    offered += [f"{line(prompt)} → {line(answer)}" for prompt, answer in exercise.pairs]
    offered += [f"→ {line(spare)}" for spare in exercise.spares]
    return [
        exercise.id,
        exercise.sort,
        line(exercise.prompt),
        line(exercise.solution),
        "\n".join(offered),
        _right(exercise),
        str(exercise.points),
        ", ".join(exercise.tags),
        "\n".join(map(line, exercise.feedback)),
        "\n".join(map(line, exercise.proof)),
    ]


def _right(exercise: Exercise) -> str:
    """What is right, for programs: the options by their numbers, true or false, or every way to write it."""
    if exercise.sort == "text":
        return "\n".join(" ".join(answer.split()) for answer in exercise.accepted)
    return right_numbers(exercise, ", ") if exercise.truth is None else str(exercise.truth).lower()
