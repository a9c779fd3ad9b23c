"""The JSON holds everything, by its schema."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from exercises import bank_of, exercises
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from quizgen.exporters.interchange.exercise import Choice, Exercise, Media, Number
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.json import Json
from quizgen.model.text import parse_text

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/questions.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def exercise_of(read: dict[str, Any]) -> Exercise:
    """The exercise again."""

    def texts(name: str) -> tuple[Any, ...]:
        return tuple(map(parse_text, read.get(name, ())))

    choices = [(c["text"], c["right"], c.get("feedback", "")) for c in read.get("choices", ())]
    picture = read.get("picture")
    return Exercise(
        id=read["id"],
        sort=read["sort"],
        prompt=parse_text(read["prompt"]),
        points=read["points"],
        choices=tuple(Choice(parse_text(text), right, parse_text(remark)) for text, right, remark in choices),
        truth=read.get("truth"),
        answers=tuple(map(tuple, read.get("answers", ()))),
        wanted=read.get("wanted", 1),
        numbers=tuple(Number(Decimal(n["value"]), Decimal(n["margin"])) for n in read.get("numbers", ())),
        units=tuple(read.get("units", ())),
        boxes=tuple(map(tuple, read.get("boxes", ()))),
        pairs=tuple((parse_text(p["prompt"]), parse_text(p["answer"])) for p in read.get("pairs", ())),
        unit_before=read.get("unit_before", False),
        shuffle=read.get("shuffle", True),
        spares=texts("spares"),
        steps=texts("steps"),
        feedback=texts("feedback"),
        proof=texts("evidence"),
        solution=parse_text(read["solution"]),
        tags=tuple(read.get("tags", ())),
        picture=Media(picture["name"], b64decode(picture["base64"]), picture["words"]) if picture else None,
    )


@settings(max_examples=60)
@given(exercises())
def test_everything_reads_back(exercise: Exercise) -> None:
    bank, losses = fitted(bank_of(exercise), Json.carries)
    assert losses == ()
    read = json.loads(Json().files(bank)["questions.json"])
    VALIDATOR.validate(read)
    drawn_anew = replace(exercise, covered=None)
    assert [exercise_of(each) for each in read["questions"]] == [drawn_anew]
