"""``blooket.csv``: Blooket's template for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import Cell, csv_bytes, options, right_numbers

_SECONDS = 30  # 300 at most
_COLUMNS = 26  # of the template, though eight are used
_HEADINGS = (
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3\n(Optional)",
    "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
)


class Blooket(Format):
    """Exports questions with two to four options."""

    name = "blooket"
    summary = "the questions with options for Blooket (blooket.csv)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response")),
        features=frozenset(("order of options",)),
        instead={"truth": "choice"},
        options=(2, 4),
        counted=True,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A row for each question, below the template's two."""
        rows: list[list[Cell]] = [["Blooket\nImport Template"], [*_HEADINGS]]
        for number, exercise in enumerate(bank.exercises, 1):
            cells = options(exercise, 4)
            rows.append([number, line(exercise.prompt), *cells, _SECONDS, right_numbers(exercise)])
        return {"blooket.csv": csv_bytes([*row, *[""] * (_COLUMNS - len(row))] for row in rows)}
