"""``wayground.xlsx``: the template of Wayground, formerly Quizizz, for a spreadsheet of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import options, right_choice_numbers, workbook
from quizgen.model.body import ChooseOne, ChooseSeveral, ItemBody, ListAnswer, Number, OpenAnswer, ShortText, TrueFalse

_SECONDS = 30
_OPTIONS = 5
_TYPES: Mapping[type[ItemBody], str] = {
    ChooseOne: "Multiple Choice",
    ChooseSeveral: "Checkbox",
    ShortText: "Fill-in-the-Blank",
    OpenAnswer: "Open-Ended",
}
_HEADINGS = (
    "Question Text",
    "Question Type",
    *(f"Option {number}" for number in range(1, _OPTIONS + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)


class Wayground(Format):
    """Exports questions with up to five options, and those answered in words with up to five accepted spellings."""

    name = "wayground"
    summary = "the quiz for Wayground, formerly Quizizz"
    file_names = ("wayground.xlsx",)
    carries: ClassVar = Carries(
        types=frozenset(_TYPES),
        features=frozenset(("feedback", "other answers", "order of options")),
        instead={TrueFalse: ChooseOne, Number: ShortText, ListAnswer: OpenAnswer},
        options=(2, _OPTIONS),
        answers=_OPTIONS,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one row per question."""
        return {"wayground.xlsx": workbook("Sheet1", [_HEADINGS, *map(_row, bank.questions)])}


def _row(question: BankQuestion) -> list[str | int | None]:
    body = question.body
    cells = options(body, _OPTIONS)
    if isinstance(body, ShortText):
        cells = [*accepted_answers(body), *[""] * (_OPTIONS - len(accepted_answers(body)))]
    explanation = " / ".join(line(note) for note in question.sample_and_notes if note)
    return [line(question.prompt), _TYPES[type(body)], *cells, right_choice_numbers(body), _SECONDS, "", explanation]
