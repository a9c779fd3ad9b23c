"""``questions.csv``: a table for people to read and sort in a spreadsheet."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from typing import ClassVar, assert_never

from quizgen.exporters.interchange.bank import TYPES, BankQuestion, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.json import WORDS
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.tables import csv_bytes, right_choice_numbers
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
    spares_of,
)

_HEADINGS = ("id", "sort", "question", "answer", "options", "right", "points", "tags", "feedback", "evidence")
_RUN = re.compile(r"'*[=+@\t-]")


class Csv(Format):
    """Exports what every question asks, and its answer."""

    name = "csv"
    summary = "the quiz as a table, for spreadsheets"
    file_names = ("questions.csv",)
    carries: ClassVar = Carries(
        types=frozenset(TYPES),
        features=frozenset(FEATURES) - {"difficulty", "picture", "recording", "option feedback", "line break"},
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one row per question, after the byte order mark that tells Excel the encoding."""
        rows = ([_neutral(cell) for cell in _cells(question)] for question in bank.questions)
        return {"questions.csv": BOM_UTF8 + csv_bytes([_HEADINGS, *rows])}


def _neutral(cell: str) -> str:
    """The cell, with an apostrophe where a spreadsheet would run it as a formula: people open this file."""
    return f"'{cell}" if _RUN.match(cell) else cell


def _cells(question: BankQuestion) -> list[str]:
    """The cells of a question; lists have one entry per line."""
    return [
        question.id,
        WORDS[type(question.body)],
        line(question.prompt),
        line(question.solution),
        "\n".join(_offers_of(question.body)),
        _right(question.body),
        str(question.points),
        ", ".join(question.tags),
        "\n".join(map(line, question.feedback)),
        "\n".join(map(line, question.evidence)),
    ]


def _offers_of(body: ItemBody) -> Iterator[str]:
    """What a learner chooses from, puts in order or matches."""
    match body:
        case ChooseOne() | ChooseSeveral():
            yield from (line(choice.text) for choice in body.choices)
        case Ordering():
            yield from map(line, body.in_order)
        case Matching() | Gaps():
            yield from (f"{line(prompt)} → {line(answer)}" for prompt, answer in pairs_of(body))
            yield from (f"→ {line(spare)}" for spare in spares_of(body))
        case TrueFalse() | ShortText() | Number() | ListAnswer() | PictureLabels() | OpenAnswer():
            return
        case _:
            assert_never(body)


def _right(body: ItemBody) -> str:
    """What is right, for programs: the numbers of the options, true or false, or every accepted spelling."""
    match body:
        case ChooseOne() | ChooseSeveral():
            return right_choice_numbers(body, ", ")
        case TrueFalse():
            return body.key
        case ShortText():
            return "\n".join(" ".join(answer.split()) for answer in accepted_answers(body))
        case OpenAnswer(sample):
            return line(sample)
        case Number() | ListAnswer() | Ordering() | Matching() | Gaps() | PictureLabels():
            return ""
        case _:
            assert_never(body)
