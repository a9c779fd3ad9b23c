"""A picture with covered labels: on paper, in the key, on the projector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import page
import pytest
from conftest import project_at, quiet
from pdf_objects import sheets
from pdf_text import text_of
from pypdf import PdfReader
from pypdf.generic import PdfObject

from quizgen.build.pipeline import build

HOSTILE = '#"crest" <b>{{c1::x}}'
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">
<rect width="400" height="200" fill="#3366cc"/>
<text x="40" y="40" font-size="20">meadow</text><text x="40" y="180" font-size="20">brook</text></svg>
"""
FACTS = f"""\
- id: f
  statement: "So."
  evidence: {{paragraph: 1, quote: so}}
  image:
    file: p.svg
    alt: 'A "blue" hill'
    credit: C
    licence: L
    labels:
    - {{text: brook, box: [5, 80, 25, 15], accept: ['{HOSTILE}']}}
    - {{text: meadow, box: [7.5, 10, 25, 12.5]}}
"""
RECIPE = """\
schema: quizgen-deck/1
title: T
facts: t
outputs: [quiz, key, review]
quiz: {questions: {labelling: 1}, forms: 2}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    example = project_at(tmp_path_factory.mktemp("labels"), FACTS, recipe=RECIPE, files={"facts/p.svg": PICTURE})
    build(example, (), example.root / "build", strict=True, progress=quiet)
    return example.root / "build/t"


def descriptions(node: object) -> Iterator[str]:
    """What the figures of a tagged document are said to show."""
    node = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(node, list):
        for each in node:
            yield from descriptions(each)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            yield str(node["/Alt"])
        yield from descriptions(node.get("/K"))


@pytest.mark.parametrize("form", "AB")
def test_the_quiz_has_the_description_and_no_answer(built: Path, form: str) -> None:
    pdf = built / f"quiz-{form}.pdf"
    printed = text_of(pdf)
    assert "Name the numbered parts of the picture." in printed
    assert "meadow" not in printed
    assert "brook" not in printed
    assert list(descriptions(PdfReader(pdf).trailer["/Root"]["/StructTreeRoot"])) == ['A "blue" hill']  # type: ignore[index]
    assert page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_the_numbers_stand_where_the_labels_are(built: Path) -> None:
    places: dict[str, tuple[float, float]] = {}
    for piece in sheets(built / "quiz-A.pdf")[0].pieces:
        places.setdefault(piece.text, (piece.x, piece.y))
    height = 75 / 25.4 * 72  # points; the picture is twice as wide
    (x1, y1), (x2, y2) = places["1"], places["2"]
    assert x2 - x1 == pytest.approx((17.5 - 20) / 100 * 2 * height, abs=0.5)
    assert y1 - y2 == pytest.approx((87.5 - 16.25) / 100 * height, abs=0.5)


@pytest.mark.parametrize("form", "AB")
def test_the_key_has_each_number_with_its_names(built: Path, form: str) -> None:
    assert f"1. meadow; 2. brook also: {HOSTILE} “so”, paragraph 1" in text_of(built / f"key-{form}.pdf")


def test_the_review_covers_the_labels_until_the_answer(browser, built: Path) -> None:  # type: ignore[no-untyped-def]
    opened = browser.new_page(viewport={"width": 1280, "height": 720})
    opened.goto((built / "review.html").as_uri())
    opened.keyboard.press("Space")
    covers = opened.locator(".cover")
    assert covers.all_inner_texts() == ["1", "2"]
    picture, first = opened.locator("figure img").bounding_box(), covers.first.bounding_box()
    assert first["x"] - picture["x"] == pytest.approx(0.075 * picture["width"], abs=1)
    assert first["y"] - picture["y"] == pytest.approx(0.1 * picture["height"], abs=1)
    assert (first["width"], first["height"]) == pytest.approx(
        (0.25 * picture["width"], 0.125 * picture["height"]), abs=1
    )
    colour = "element => getComputedStyle(element).backgroundColor"
    assert covers.first.evaluate(colour) == "rgb(255, 255, 255)"
    assert opened.locator(".names").is_hidden()
    opened.keyboard.press("Space")
    assert covers.first.evaluate(colour) == "rgba(0, 0, 0, 0)"
    assert opened.locator(".names li").all_inner_texts() == ["meadow", f"brook also: {HOSTILE}"]
    opened.close()
