"""``gimkit.csv``: Gimkit's template for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import csv_bytes
from quizgen.model.body import ChooseOne, TrueFalse, choices_of

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
    summary = "the questions with one right option for Gimkit"
    file_names = ("gimkit.csv",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne,)),
        features=frozenset(),
        instead={TrueFalse: ChooseOne},
        options=(2, 4),
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one row per question: the right option, then the wrong ones."""
        rows: list[list[str]] = [[*_TITLE], [*_HEADINGS]]
        for question in bank.questions:
            in_order = sorted(choices_of(question.body), key=lambda choice: not choice.correct)
            cells = [line(question.prompt), *(line(choice.text) for choice in in_order)]
            rows.append([*cells, *[""] * (len(_HEADINGS) - len(cells))])
        return {"gimkit.csv": csv_bytes(rows)}
