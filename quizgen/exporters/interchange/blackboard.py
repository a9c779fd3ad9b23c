"""``blackboard.txt``: the tab-separated upload of questions to Blackboard, for its Original and its Ultra view."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import ClassVar, assert_never

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import html
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import Text

_BATCH = 250  # questions per file; the Original view would take 500
_ANSWERS = 100


class Blackboard(Format):
    """Exports everything except labels of pictures; lists are marked by hand."""

    name = "blackboard"
    summary = "the quiz for Blackboard's upload of questions"
    file_names = ("blackboard.txt", "…")
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Number, Ordering, Matching, Gaps, OpenAnswer)),
        features=frozenset(("formula", "line break", "other answers", "tolerance", "order of options")),
        instead={ListAnswer: OpenAnswer},
        options=(2, _ANSWERS),
        answers=_ANSWERS,
        numbers=1,
        one_to_one=True,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one line per question and nothing else, in files of at most 250 questions."""
        lines = ["\t".join(_cells(question)) + "\n" for question in bank.questions]
        batches = ["".join(lines[start : start + _BATCH]).encode() for start in range(0, len(lines), _BATCH)]
        if len(batches) < 2:
            return {"blackboard.txt": b"".join(batches)}
        return {f"blackboard-{number}.txt": batch for number, batch in enumerate(batches, 1)}


def _cells(question: BankQuestion) -> list[str]:
    """The cells of a question; the words that mark options are English whatever the quiz's language."""
    prompt = _html(question.prompt)
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            marked = ((_html(choice.text), "correct" if choice.correct else "incorrect") for choice in body.choices)
            return ["MA" if isinstance(body, ChooseSeveral) else "MC", prompt, *chain.from_iterable(marked)]
        case TrueFalse() as body:
            return ["TF", prompt, body.key]
        case ShortText() as body:
            return ["FIB", prompt, *(" ".join(answer.split()) for answer in accepted_answers(body))]
        case Number() as body:
            (number,) = right_numbers(body)
            return ["NUM", prompt, f"{number.value:f}", f"{number.margin:f}"]
        case Ordering() as body:
            return ["ORD", prompt, *map(_html, body.in_order)]
        case Matching() | Gaps() as body:
            pairs = ((_html(row), _html(answer)) for row, answer in pairs_of(body))
            return ["MAT", prompt, *chain.from_iterable(pairs)]
        case OpenAnswer(sample):
            return ["ESS", prompt, _html(sample)]
        case ListAnswer() | PictureLabels() as body:
            raise NotHeldError(body)
        case _:
            assert_never(question.body)


def _html(text: Text) -> str:
    """The text as HTML in one cell: a tab or a line end in a formula would otherwise end the cell."""
    return " ".join(html(text).split())
