"""``questions.csv``: a table for people, to be read and sorted in a spreadsheet."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.tables import csv_bytes

_HEADINGS = ("id", "sort", "question", "answer", "options", "points", "tags", "feedback", "evidence")
_RUN = ("=", "+", "-", "@", "\t")


class Csv(Format):
    """Exports what every question asks and what is right."""

    name = "csv"
    summary = "the quiz as a table, for spreadsheets (questions.csv)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS), features=frozenset(FEATURES) - {"picture", "recording", "option feedback"}
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A row for each question, with a mark at the beginning by which Excel knows the encoding."""
        rows = ([_neutral(cell) for cell in _cells(exercise)] for exercise in bank.exercises)
        return {"questions.csv": BOM_UTF8 + csv_bytes([_HEADINGS, *rows])}


def _neutral(cell: str) -> str:
    """The cell with an apostrophe where a spreadsheet would run it: a person opens this file, no program."""
    return f"'{cell}" if cell.startswith(_RUN) else cell


def _cells(exercise: Exercise) -> list[str]:
    offered = [choice.text for choice in exercise.choices]
    offered += [text for pair in exercise.pairs for text in pair] + [*exercise.spares, *exercise.steps]
    return [
        exercise.id,
        exercise.sort,
        str(exercise.prompt),
        str(exercise.solution),
        "\n".join(map(str, offered)),
        str(exercise.points),
        ", ".join(exercise.tags),
        "\n".join(map(str, exercise.feedback)),
        "\n".join(map(str, exercise.proof)),
    ]
