"""``brightspace.csv``: the CSV of questions that Brightspace imports into a question library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import ClassVar, assert_never

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import html, paragraphs
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.interchange.tables import Cell, csv_bytes
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
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

_ID = 50  # characters at most
_COLUMNS = 5
_Rows = Iterator[list[Cell]]


class Brightspace(Format):
    """Exports everything except labels of pictures; numbers are typed as words, lists are marked by hand."""

    name = "brightspace"
    summary = "the quiz for Brightspace's question library"
    file_names = ("brightspace.csv",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Ordering, Matching, Gaps, OpenAnswer)),
        features=frozenset(
            ("option feedback", "feedback", "points", "formula", "line break", "other answers", "order of options")
        ),
        instead={Number: ShortText, ListAnswer: OpenAnswer},
        one_to_one=True,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return the rows of each question, which start with NewQuestion."""
        rows = (row for question in bank.questions for row in _rows(question))
        return {"brightspace.csv": csv_bytes([*row, *[""] * (_COLUMNS - len(row))] for row in rows)}


def _rows(question: BankQuestion) -> _Rows:
    kind, answers = _answers(question.body)
    yield ["NewQuestion", kind]
    yield ["ID", short_id(question.id, _ID)]
    yield ["Title", name(question)]
    yield ["QuestionText", f"<p>{html(question.prompt)}</p>", "HTML"]
    yield ["Points", question.points]
    yield from answers
    if question.notes:
        yield ["Feedback", paragraphs(question.notes), "HTML"]


def _answers(body: ItemBody) -> tuple[str, _Rows]:
    """Brightspace's question type, and the rows that say what is right."""
    match body:
        case ChooseOne():
            return "MC", _options(body, 100)
        case ChooseSeveral():
            return "MS", chain([["Scoring", "RightMinusWrong"]], _options(body, 1))
        case TrueFalse(true):
            return "TF", iter([["TRUE", 100 if true else 0], ["FALSE", 0 if true else 100]])
        case ShortText():
            return "SA", chain([["InputBox", 1, 40]], (["Answer", 100, answer] for answer in accepted_answers(body)))
        case Ordering():
            items: _Rows = (["Item", html(step), "HTML"] for step in body.in_order)
            return "O", chain([["Scoring", "RightMinusWrong"]], items)
        case Matching() | Gaps():
            return "M", chain([["Scoring", "EquallyWeighted"]], _matches(body))
        case OpenAnswer(sample):
            return "WR", iter([["AnswerKey", paragraphs((sample,)), "HTML"]])
        case Number() | ListAnswer() | PictureLabels():
            raise NotHeldError(body)
        case _:
            assert_never(body)


def _options(body: ChooseOne | ChooseSeveral, score: int) -> _Rows:
    """Each option with its score: ``score`` where it is right, and 0 where it is not."""
    for choice in body.choices:
        yield ["Option", score if choice.correct else 0, html(choice.text), "HTML", html(choice.feedback)]


def _matches(body: Matching | Gaps) -> _Rows:
    for number, (prompt, _) in enumerate(pairs_of(body), 1):
        yield ["Choice", number, html(prompt), "HTML"]
    for number, (_, answer) in enumerate(pairs_of(body), 1):
        yield ["Match", number, html(answer), "HTML"]
