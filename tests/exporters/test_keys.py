"""The kinds of answer key: with evidence, without it, and on the paper itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import cast

import page
import pytest
from conftest import HEAD, quiet, written
from pdf_text import text_of
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.model.body import Ordering, Step
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Text, parse_text

RECIPE = """\
schema: quizgen-deck/1
title: Rivers
facts: t
outputs: [quiz, key]
key: [full, compact, annotated]
quiz: {forms: 2, include: [nile, long],
  questions: {multiple-choice: 1, true-false: 1, short-answer: 1, sequence: 1, matching: 1, open: 1}}
"""
MOUTHS = "".join(
    f'- id: m{river}\n  statement: "The {{river}} flows into the {{sea}}."\n'
    f"  slots: {{river: {{value: {river}}}, sea: {{value: {sea}}}}}\n"
    "  relation: {name: mouth, subject: river, object: sea, cardinality: one-to-one, ask: Match each river and sea.}\n"
    for river, sea in {"Volga": "Caspian Sea", "Don": "Sea of Azov", "Ob": "Kara Sea", "Amur": "Sea of Okhotsk"}.items()
)
FACTS = """\
- id: nile
  statement: "The Nile flows into the sea {so}."
  evidence: {paragraph: 3, quote: "the Nile reaches the Mediterranean"}
  questions:
  - id: end
    kind: multiple-choice
    stem: Where does the Nile end?
    options: [{text: In a sea, correct: true}, In a lake]
- id: dry
  statement: "A wadi is {dry} in summer."
  evidence: {quote: "dry for months"}
  questions: {id: wet, kind: true-false, stem: A wadi is wet in summer., answer: false}
- id: long
  statement: "The Nile is long."
  questions:
  - {id: most, kind: short-answer, stem: Which river is the longest in Africa?, answer: Nile, accept: the Nile}
- id: course
  statement: "A river has {parts}."
  slots: {parts: {sequence: [spring, bed, mouth], ask: What is the order along a river?}}
- id: why
  statement: "A delta {grows}."
  questions:
    id: grow
    kind: open
    stem: Why does a delta grow?
    answer: The river brings sand.
    lines: 9
    rubric: [{points: 2, text: names the sand}, {text: says that the river slows down}]
"""


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("keys")
    project = written(root, {"facts/t.yaml": f"{HEAD}facts:\n{FACTS}{MOUTHS}", "decks/t.yaml": RECIPE})
    build(project, (), root / "build", strict=False, progress=quiet)
    return root / "build/t"


def test_each_kind_is_a_file_a_form(keys: Path) -> None:
    names = [f"{name}-{form}.pdf" for name in ("key", "key-compact", "key-annotated") for form in "AB"]
    assert sorted(path.name for path in keys.glob("key*")) == sorted([*names, "key-grid.pdf"])


def test_only_a_compact_key_has_no_evidence(keys: Path) -> None:
    full, compact, annotated = (text_of(keys / f"{name}-A.pdf") for name in ("key", "key-compact", "key-annotated"))
    for proof in ("“the Nile reaches the Mediterranean”", "paragraph 3"):
        assert proof in full
        assert proof in annotated
        assert proof not in compact
    assert "Evidence" not in compact
    for answer in ("In a sea", "Nile", "also: the Nile", "The river brings sand."):
        assert answer in compact


def test_a_quote_without_a_paragraph_is_evidence(keys: Path) -> None:
    for name in ("key", "key-annotated"):
        assert "“dry for months” t/dry" in text_of(keys / f"{name}-A.pdf")


def test_rows_in_a_cell_have_no_full_stops() -> None:
    """Not "1 Rain fell in 1900.; 2 Snow fell in 1950."."""
    steps = (
        Step(parse_text("Rain fell in 1900."), 1),
        Step(parse_text("Hail, snow, …"), 2),
        Step(parse_text("U.S.."), 3),
    )
    rows = Item(1, cast(Question, None), Text(), Ordering(steps)).answer_rows
    assert [str(row) for _, row, _ in rows] == ["Rain fell in 1900", "Hail, snow, …", "U.S.."]


def test_an_annotated_key_is_the_paper_with_its_answers(keys: Path) -> None:
    """Each question as on the paper, and the answer where students write it."""
    annotated, quiz = (text_of(keys / f"{name}-A.pdf") for name in ("key-annotated", "quiz"))
    for question in ("Where does the Nile end?", "A wadi is wet in summer.", "Why does a delta grow?"):
        number = quiz.partition(f" {question}")[0].rpartition(" ")[2]
        assert f"{number} {question}" in annotated
    assert "In a lake" in annotated
    assert "A wadi is dry in summer." in annotated
    assert "Which river is the longest in Africa? (1 point) Nile" in annotated
    assert "Why does a delta grow? (3 points) The river brings sand." in annotated
    assert " Name " not in annotated


def test_an_open_question_has_its_lines_points_and_rubric(keys: Path) -> None:
    assert "Why does a delta grow? (3 points)" in text_of(keys / "quiz-A.pdf")
    content = "".join(
        sheet.get_contents().get_data().decode("latin-1") for sheet in PdfReader(keys / "quiz-A.pdf").pages
    )
    rules = Counter(float(width) for width in re.findall(r"0 0 m ([\d.]+) 0 l\nS", content))
    assert 9 in rules.values()
    rubric = "2 points: names the sand 1 point: says that the river slows down"
    for name in ("key", "key-compact", "key-annotated"):
        assert rubric in text_of(keys / f"{name}-A.pdf")
    assert "names the sand" not in text_of(keys / "quiz-A.pdf")


@pytest.mark.parametrize("kind", ["compact", "annotated"])
def test_every_kind_conforms_to_pdf_ua(keys: Path, kind: str) -> None:
    report = page.validate_pdf(keys / f"key-{kind}-A.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
