"""``blooket.csv``: Blooket's template for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import Cell, csv_bytes, options, right_choice_numbers
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse

_SECONDS = 30  # 300 at most
_COLUMNS = 26  # in the template, although only eight are used
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
    summary = "the questions with options for Blooket"
    file_names = ("blooket.csv",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral)),
        features=frozenset(("order of options",)),
        instead={TrueFalse: ChooseOne},
        options=(2, 4),
        counted=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one row per question, below the template's two."""
        rows: list[list[Cell]] = [["Blooket\nImport Template"], [*_HEADINGS]]
        for number, question in enumerate(bank.questions, 1):
            cells = options(question.body, 4)
            rows.append([number, line(question.prompt), *cells, _SECONDS, right_choice_numbers(question.body)])
        return {"blooket.csv": csv_bytes([*row, *[""] * (_COLUMNS - len(row))] for row in rows)}
