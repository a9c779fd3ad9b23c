"""quizgen's own JSON."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, lost, read
from pictures import png

from quizgen.commands.import_ import import_banks
from quizgen.importers.bodies import matching, option, ordering
from quizgen.importers.imported import BankDetails, ImportedBody, ImportedQuestion, RejectedQuestion
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Label,
    ListAnswer,
    Member,
    Number,
    PictureLabels,
    ShortText,
    TrueFalse,
)
from quizgen.reading.facts.collection import load_collection

PNG = png(20, 10)
PICTURE = {"name": "map.png", "words": "A map", "base64": base64.b64encode(PNG).decode()}
BOXES = [[10.0, 10.0, 5.0, 5.0], [30.5, 10.0, 5.0, 5.0]]


def document(*questions: dict[str, Any]) -> str:
    head = {"schema": "quizgen-questions/1", "name": "t", "title": "A title", "language": "fr"}
    return json.dumps(head | {"questions": questions}, ensure_ascii=False)


def question(sort: str, **fields: Any) -> dict[str, Any]:
    return {"id": f"t/{sort}", "sort": sort, "prompt": "What?", "points": 1} | fields


CHOICES = [{"text": "a", "right": True}, {"text": "b", "right": False, "feedback": "No"}]
CASES: list[tuple[dict[str, Any], ImportedBody]] = [
    (question("choice", choices=CHOICES, shuffle=True), ChooseOne((option("a", True), option("b", feedback="No")))),
    (
        question("response", choices=CHOICES, shuffle=False),
        ChooseSeveral((option("a", True), option("b", feedback="No")), fixed=True),
    ),
    (question("truth", truth=False), TrueFalse(False)),
    (question("text", answers=[["Paris", "City of Light"]]), ShortText("Paris", ("City of Light",))),
    (
        question("number", numbers=[{"value": "9.81", "margin": "0.01"}], units=["m/s²"]),
        Number("9.81 m/s²", "9.81", "m/s²", "0.01"),
    ),
    (question("list", answers=[["a"], ["b"], ["c"]], wanted=2), ListAnswer((Member("a"), Member("b"), Member("c")), 2)),
    (question("order", steps=["a", "b"]), ordering(("a", "b"))),
    (question("match", pairs=[{"prompt": "a", "answer": "1"}], spares=["2"]), matching((("a", "1"),), ("2",))),
    (
        question("labels", answers=[["Rome", "Roma"], ["Oslo"]], boxes=BOXES, picture=PICTURE),
        PictureLabels((Label("Rome", (10.0, 10.0, 5.0, 5.0), ("Roma",)), Label("Oslo", (30.5, 10.0, 5.0, 5.0)))),
    ),
]


@pytest.mark.parametrize(("given", "body"), CASES, ids=lambda each: each["sort"] if isinstance(each, dict) else "")
def test_sorts(given: dict[str, Any], body: ImportedBody, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "questions.json", document(given)), "json")
    assert (item.stem, item.body, item.ident, lost(item)) == ("What?", body, given["id"], [])


def test_every_sort_becomes_facts_that_read_back(tmp_path: Path) -> None:
    given = [case | {"prompt": f"What is {case['sort']}?", "feedback": ["So"], "tags": ["t"]} for case, _ in CASES]
    target = tmp_path / "facts" / "x.yaml"
    import_banks([bank(tmp_path, "questions.json", document(*given)).path], target)
    loaded, problems = load_collection(target)
    assert problems == []
    assert loaded is not None
    assert (loaded.collection.source.title, loaded.collection.source.language) == ("A title", "fr")
    facts = {fact.id: fact for fact in loaded.collection.facts}
    assert {fact.status for fact in facts.values()} == {"draft"}
    labelled = facts["t.labels"].image
    assert labelled is not None
    assert [(label.text, label.accept, label.box) for label in labelled.labels] == [
        ("Rome", ("Roma",), (10.0, 10.0, 5.0, 5.0)),
        ("Oslo", (), (30.5, 10.0, 5.0, 5.0)),
    ]
    listing = facts["t.list"].slots[0].listing
    assert listing is not None
    assert ([member.shown for member in listing.members], listing.ask_for) == (["a", "b", "c"], 2)


def test_what_cannot_be_held_loses_no_other(tmp_path: Path) -> None:
    given = [question("hotspot"), {"id": "x"}, question("choice"), question("labels", answers=[], boxes=[])]
    result = read(bank(tmp_path, "q.json", document(*given, question("truth", truth=True))), "json")
    assert [type(entry) for entry in result] == [BankDetails, *[RejectedQuestion] * 4, ImportedQuestion]


def test_any_text_comes_through(tmp_path: Path) -> None:
    def asked(text: str) -> dict[str, Any]:
        choices = [{"text": text, "right": True}, {"text": "no", "right": False}]
        return question("choice", choices=choices, prompt=text)

    entries = items(bank(tmp_path, "q.json", document(*map(asked, HOSTILE))), "json")
    assert [(item.stem, item.body) for item in entries] == [(text, choice("no", right=text)) for text in HOSTILE]
