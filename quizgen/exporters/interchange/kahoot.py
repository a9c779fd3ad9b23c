"""``kahoot.xlsx``: Kahoot's template for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import options, right_choice_numbers, workbook
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse

_SECONDS = 30  # one of 5, 10, 20, 30, 60, 90, 120, 240
_HEADINGS = (
    None,
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_EMPTY_ROWS = 7  # above the headings


class Kahoot(Format):
    """Exports questions with two to four options."""

    name = "kahoot"
    summary = "the questions with options for Kahoot"
    file_names = ("kahoot.xlsx",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral)),
        features=frozenset(("order of options",)),
        instead={TrueFalse: ChooseOne},
        question=120,
        option=75,
        options=(2, 4),
        counted=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one row per question, from the ninth row on."""
        rows: list[list[str | int | None]] = [[] for _ in range(_EMPTY_ROWS)]
        rows[1] = [None, bank.title]
        rows.append([*_HEADINGS])
        for number, question in enumerate(bank.questions, 1):
            cells = options(question.body, 4)
            rows.append([number, line(question.prompt), *cells, _SECONDS, right_choice_numbers(question.body)])
        return {"kahoot.xlsx": workbook("Sheet1", rows)}
