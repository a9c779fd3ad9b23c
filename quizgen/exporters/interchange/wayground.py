"""``wayground.xlsx``: the template of Wayground, which was Quizizz, for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank, Exercise
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import options, right_numbers, workbook

_SECONDS = 30
_OPTIONS = 5
_TYPES = {"choice": "Multiple Choice", "response": "Checkbox", "text": "Fill-in-the-Blank", "open": "Open-Ended"}
_HEADINGS = (
    "Question Text",
    "Question Type",
    *(f"Option {place}" for place in range(1, _OPTIONS + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)


class Wayground(Format):
    """Exports questions with up to five options, and those answered in words with up to five ways to write them."""

    name = "wayground"
    summary = "the quiz for Wayground, formerly Quizizz (wayground.xlsx)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "text", "open")),
        features=frozenset(("feedback", "other answers", "order of options")),
        instead={"truth": "choice", "number": "text", "list": "open"},
        options=(2, _OPTIONS),
        answers=_OPTIONS,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A row for each question."""
        return {"wayground.xlsx": workbook("Sheet1", [_HEADINGS, *map(_row, bank.exercises)])}


def _row(exercise: Exercise) -> list[str | int | None]:
    cells = options(exercise, _OPTIONS)
    if exercise.sort == "text":
        cells = [*exercise.accepted, *[""] * (_OPTIONS - len(exercise.accepted))]
    notes = (exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes
    told = " / ".join(line(note) for note in notes if note)
    kind = _TYPES[exercise.sort]
    return [line(exercise.prompt), kind, *cells, right_numbers(exercise), _SECONDS, "", told]
