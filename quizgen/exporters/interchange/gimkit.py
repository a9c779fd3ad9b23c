"""``gimkit.csv``: Gimkit's template for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import csv_bytes

_TITLE = ("Gimkit Spreadsheet Import Template", "", "", "", "")
_HEADINGS = (
    "Question",
    "Correct Answer",
    "Incorrect Answer 1",
    "Incorrect Answer 2 (Optional)",
    "Incorrect Answer 3 (Optional)",
)


class Gimkit(Format):
    """Exports questions with one right option and up to three wrong ones."""

    name = "gimkit"
    summary = "the questions with one right option for Gimkit (gimkit.csv)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice",)),
        features=frozenset(),
        instead={"truth": "choice"},
        options=(2, 4),
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A row for each question: the right option, the wrong ones."""
        rows: list[list[str]] = [[*_TITLE], [*_HEADINGS]]
        for exercise in bank.exercises:
            in_order = sorted(exercise.choices, key=lambda choice: not choice.right)
            cells = [line(exercise.prompt), *(line(choice.text) for choice in in_order)]
            rows.append([*cells, *[""] * (len(_HEADINGS) - len(cells))])
        return {"gimkit.csv": csv_bytes(rows)}
