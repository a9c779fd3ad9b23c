"""The JSON has everything and follows its schema."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bank_questions import bank_of, bank_questions
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.json import Json
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)
from quizgen.model.fact import Evidence
from quizgen.model.right_numbers import RightNumber, right_numbers, units_of
from quizgen.model.text import Text, parse_text

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/reference/questions.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def question_of(read: dict[str, Any]) -> tuple[BankQuestion, tuple[object, ...]]:
    """The question again, except its body, and what is right in it."""
    picture = read.get("picture")
    question = BankQuestion(
        id=read["id"],
        prompt=parse_text(read["prompt"]),
        body=TrueFalse(True),
        points=read["points"],
        feedback=texts(read.get("feedback", ())),
        evidence=texts(read.get("evidence", ())),
        solution=parse_text(read["solution"]),
        tags=tuple(read.get("tags", ())),
        difficulty=read.get("difficulty", 0),
        quotes=tuple(Evidence(quote.get("paragraph", 0), quote["quote"]) for quote in read.get("quotes", ())),
        picture=media(picture) if picture else None,
    )
    return question, (read["sort"], *answer_of(read))


def media(read: dict[str, str]) -> MediaFile:
    about = read.get("credit", ""), read.get("licence", "")
    return MediaFile(read["name"], b64decode(read["base64"]), read["words"], *about)


def texts(strings: Iterable[str]) -> tuple[Text, ...]:
    return tuple(map(parse_text, strings))


def answer_of(read: dict[str, Any]) -> Iterator[object]:
    """What a program knows about a body."""
    ways = tuple(map(tuple, read.get("answers", ())))
    match read["sort"]:
        case "choice" | "response":
            remarks = [(each["text"], each["right"], each.get("feedback", "")) for each in read["choices"]]
            yield tuple(Option(parse_text(text), right, parse_text(remark)) for text, right, remark in remarks)
            yield read["shuffle"]
        case "truth":
            yield read["truth"]
        case "text":
            yield ways
        case "number":
            yield from (ways, tuple(RightNumber(Decimal(n["value"]), Decimal(n["margin"])) for n in read["numbers"]))
            yield from (tuple(read.get("units", ())), read.get("unit_before", False))
        case "list":
            yield from (ways, read["wanted"])
        case "order":
            yield texts(read["steps"])
        case "match":
            yield tuple((parse_text(pair["prompt"]), parse_text(pair["answer"])) for pair in read["pairs"])
            yield texts(read.get("spares", ()))
        case "labels":
            yield from (ways, tuple(map(tuple, read["boxes"])))
        case "open":
            yield parse_text(read.get("sample", ""))


def expected(body: ItemBody) -> tuple[object, ...]:
    """The format's word for the type of a body, and what a program should know about it."""
    match body:
        case ChooseOne() | ChooseSeveral():
            return "choice" if isinstance(body, ChooseOne) else "response", body.choices, not body.fixed
        case TrueFalse(true):
            return "truth", true
        case ShortText():
            return "text", typed_answers(body)
        case Number():
            units = units_of(body)
            return "number", typed_answers(body), tuple(right_numbers(body)), units.usual, units.leading
        case ListAnswer():
            return "list", typed_answers(body), body.wanted
        case Ordering():
            return "order", body.in_order
        case Matching() | Gaps():
            return "match", pairs_of(body), spares_of(body)
        case PictureLabels(labels):
            return "labels", typed_answers(body), tuple(label.box for label in labels)
        case OpenAnswer(sample):
            return "open", sample
        case _:
            raise AssertionError(body)


@settings(max_examples=60)
@given(bank_questions())
def test_everything_reads_back(question: BankQuestion) -> None:
    bank, losses = fitted_bank(bank_of(question), Json.carries)
    assert losses == ()
    read = json.loads(Json().files(bank)["questions.json"])
    VALIDATOR.validate(read)
    without_body = replace(question, body=TrueFalse(True), covered=None)
    assert [question_of(each) for each in read["questions"]] == [(without_body, expected(question.body))]
