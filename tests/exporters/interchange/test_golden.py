"""One small bank and a few cards in every format, as a person reads them."""

from __future__ import annotations

import base64
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import pytest
from bank_questions import COVERED, bank_of, labels, ordering
from formats import CARD_FORMATS, FORMATS
from openpyxl import load_workbook

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, Option, ShortText, TrueFalse, matching_of
from quizgen.model.text import parse_text as text
from quizgen.project import Project

GOLDEN = Path(__file__).parents[2] / "golden/interchange"
PICTURE = MediaFile("p-1.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "A <picture>")
PNG = base64.b64decode(  # one point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OPTIONS = (Option(text("a < b & c"), True, text("Yes: ~=#{}")), Option(text('"b", {{c1::x}}'), False, text("No <b>")))
BANK = bank_of(
    BankQuestion(
        "t/one/x/choice",
        text("Which? <b>"),
        ChooseOne(OPTIONS),
        solution=text("a < b & c"),
        feedback=(text("So = it is"),),
    ),
    BankQuestion("t/two/x/response", text("Which two?"), ChooseSeveral((*OPTIONS, Option(text("c"), True))), points=2),
    BankQuestion("t/three/x/truth", text("=1+1 is 2"), TrueFalse(True), picture=PICTURE),
    BankQuestion("t/four/x/number", text("How far?"), Number("9.5", "9.5", "km", tolerance="0.5")),
    BankQuestion("t/five/x/text", text(r"What is \(x^2\)?"), ShortText("a square", ("x*x", "{x}")), tags=("a/b",)),
    BankQuestion("t/six/x/match", text("Match"), matching_of([(text("=a"), text("1")), (text("b->"), text("2"))])),
    BankQuestion("t/seven/x/order", text("Order"), ordering(text("second"), text("first"), text("#third"))),
    BankQuestion(
        "t/eight/x/labels",
        text("Name\nthe <parts>"),
        labels(("crest", "top"), "<b> & trough", boxes=((10.0, 20.0, 25.5, 5.0), (50.0, 90.0, 20.0, 10.0))),
        picture=PICTURE,
        covered=replace(COVERED, words=PICTURE.words),
        evidence=(text("Seen: there"),),
    ),
)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bank_in_a_format(name: str) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    format = FORMATS[name]
    bank, losses = fitted_bank(BANK, format.carries)
    lines = [f"lost: {loss.question}: {loss.what}: {loss.why}" for loss in losses]
    for file, content in format().files(bank).items():
        lines += dumped(file, content)
    held(name, lines)


CARDS = """\
- id: cycle
  statement: "{Evaporation} & rain make the <cycle>."
  ask: What makes the <cycle> with rain?
  image: {file: cycle.svg, alt: A valley., credit: A Person, licence: CC0}
  evidence: {paragraph: 2, quote: the cycle}
- id: formula
  statement: 'Of \\(H_2O\\) {share} is "hydrogen".'
  slots: {share: {value: 11, unit: percent, ask: 'What share of \\(H_2O\\) is "hydrogen"?', hint: "Not\\nmuch."}}
  feedback: "By weight: *not* by number."
- id: drops
  statement: "A drop is {size} and {form}."
  slots:
    size: {value: small, ask: How large is a drop?}
    form: {value: round}
  image: {file: drop.png, alt: "A {{c1::drop}}.", credit: A Person, licence: CC0, show: answer}
- id: hail
  statement: "{Hail} is frozen rain."
  ask: What is frozen rain?
  image: {file: drop.png, alt: "A {{c1::drop}}.", credit: A Person, licence: CC0}
"""


@pytest.mark.parametrize("name", CARD_FORMATS)
def test_the_cards_in_a_format(project: Callable[..., Project], name: str) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: Water & <ice>\nfacts: t\ndeck: {kinds: [basic, cloze], forms: all}\n"
    example = project(CARDS, recipe=recipe, files={"facts/cycle.svg": PICTURE.content.decode()})
    (example.root / "facts/drop.png").write_bytes(PNG)
    content = read_content(example, example.recipes())
    content = replace(content, recipes=tuple(recipe.only(name) for recipe in content.recipes))
    (jobs,), _ = assemble_recipes(example, content)
    cards = jobs.export(name)
    lines = [f"lost: {loss.question}: {loss.what}: {loss.why}" for loss in cards.losses]
    for file, content_ in cards.files.items():
        assert isinstance(content_, bytes)
        lines += dumped(file, content_)
    held(name, lines)


def held(name: str, lines: list[str]) -> None:
    """Compare the lines with those of the golden file."""
    found = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="")
    assert found.encode() == golden.read_bytes()


def dumped(name: str, content: bytes) -> Iterator[str]:
    """A file as text: a container's entries, a workbook's cells row by row, XML indented."""
    yield f"== {name}"
    if name.endswith(".xlsx"):
        for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True):
            yield repr(row)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.namelist():
                yield from dumped(f"{name}/{entry}", archive.read(entry))
    elif content.startswith(b"<?xml"):
        yield minidom.parseString(content).toprettyxml(" ")
    elif name.endswith("deck.json"):  # whose note types are those of the Anki package, hundreds of lines
        deck = json.loads(content)
        deck["note_models"] = [model["name"] for model in deck["note_models"]]
        yield json.dumps(deck, ensure_ascii=False, indent=1)
    elif name.endswith("content.json"):
        yield json.dumps(json.loads(content), ensure_ascii=False, indent=1)
    elif content.startswith(PNG[:8]):
        yield f"({len(content)} bytes)"
    else:
        yield content.decode()
