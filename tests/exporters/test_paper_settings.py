"""What each output says that it honours of a recipe's paper is what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from conftest import prepared
from docx.oxml.ns import qn

from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes, to_print
from quizgen.errors import Problem
from quizgen.exporters import EXPORTERS
from quizgen.exporters.exported import Exported
from quizgen.project import Project
from quizgen.reading.recipes.recipe import PaperRecipe
from quizgen.rendering.printout import Printout

FACTS = """\
schema: quizgen-facts/1
source: {id: t, title: T, author: A}
facts:
- {id: a, statement: "Baku is in {Azerbaijan}.", ask: Where is Baku?, distractors: [Chad, Peru]}
- {id: b, statement: "Sound goes {340 m/s} in air."}
- id: c
  statement: "A train leaves at 9."
  questions: [{id: p, kind: short-answer, stem: When?, answer: "9", stimulus: A train leaves at 9 for Baku.}]
- id: d
  statement: "A train goes to Baku."
  questions: [{id: q, kind: short-answer, stem: Where to?, answer: Baku, stimulus: A train leaves at 9 for Baku.}]
"""
RECIPE = """\
schema: quizgen-deck/1
title: T
facts: t
outputs: [%s]
quiz: {questions: {multiple-choice: 1, numeric: 1, short-answer: 2}, forms: 2}
paper: {%s}
"""
SET = {
    "size": "letter",
    "style": "[large-print, dyslexia]",
    "together": "true",
    "double-sided": "true",
    "working": "4",
    "options": "inline",
    "columns": "2",
}
WITHOUT = ("response-cards", "worksheets")  # made of other things than this quiz


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("paper")
    for name in ("facts", "decks"):
        (root / name).mkdir()
    (root / "facts/t.yaml").write_text(FACTS)
    return root


def assembled(root: Path, outputs: str, paper: str) -> tuple[Jobs, list[Problem]]:
    (root / "decks/t.yaml").write_text(RECIPE % (outputs, paper))
    made = Project.at(root)
    (jobs,), problems = assemble_recipes(made, read_content(made, made.recipes()))
    return jobs, to_print(problems)


def content(exported: Exported) -> Mapping[str, object]:
    """What is printed, by file."""
    return {
        name: replace(file, released=0).document | {"leaves": str(file.double_sided).encode()}
        if isinstance(file, Printout)
        else file
        for name, file in exported.files.items()
    }


def test_every_setting_is_one_that_recipes_have() -> None:
    settings = {field.alias or name for name, field in PaperRecipe.model_fields.items()}
    assert settings == set(SET)
    for name in EXPORTERS.names():
        assert set(EXPORTERS.get(name).paper) <= settings, name


ON_PAPER = [name for name in EXPORTERS.names() if EXPORTERS.get(name).paper and name not in WITHOUT]


@cache
def usual_contents(root: Path, paper: str) -> dict[str, Mapping[str, object]]:
    """What each output prints with these settings of paper alone."""
    jobs, _ = assembled(root, ", ".join(ON_PAPER), paper)
    (jobs,) = prepared([jobs])
    return {output: content(jobs.export(output)) for output in ON_PAPER}


@pytest.mark.parametrize("setting", SET)
def test_what_is_honoured_changes_what_is_printed_and_nothing_else_does(root: Path, setting: str) -> None:
    outputs = ", ".join(ON_PAPER)
    # A file with several forms begins each on a leaf of its own only if there is such a file.
    usual = "together: true" if setting == "double-sided" else ""
    after, problems = assembled(root, outputs, ", ".join(filter(None, (usual, f"{setting}: {SET[setting]}"))))
    (after,) = prepared([after])
    before = usual_contents(root, usual)
    changed = {output for output in ON_PAPER if before[output] != content(after.export(output))}
    honours = {output: EXPORTERS.get(output).paper.get(setting, "–") for output in ON_PAPER}
    assert changed == {output for output, how in honours.items() if how in ("yes", "first", "first only")}
    given = {setting, "together"} if usual else {setting}
    assert sorted(problem.message for problem in problems if problem.rule == "paper-setting") == sorted(
        f"the output {output} does not honour {name}"
        for output in ON_PAPER
        for name in given
        if EXPORTERS.get(output).paper.get(name) == "no"
    )


def test_worksheets_say_that_further_styles_have_none(root: Path) -> None:
    _, problems = assembled(root, "worksheets", "style: [normal, dyslexia]")
    assert "the output worksheets is only in the first style, normal" in [problem.message for problem in problems]
    _, problems = assembled(root, "worksheets", "style: dyslexia")
    assert [problem for problem in problems if problem.rule == "paper-setting"] == []


@pytest.fixture(scope="module")
def documents(root: Path) -> dict[str, docx.document.Document]:
    jobs, _ = assembled(root, "docx", "size: letter, working: 4, style: [normal, large-print, dyslexia, high-contrast]")
    (jobs,) = prepared([jobs])
    documents = {}
    for name, file in jobs.export("docx").files.items():
        assert isinstance(file, bytes)
        (root / name).write_bytes(file)
        documents[name] = docx.Document(str(root / name))
    return documents


def test_word_has_a_document_for_each_style_with_its_sizes(documents: dict[str, docx.document.Document]) -> None:
    names = ["quiz-A", "quiz-A-large-print", "quiz-A-dyslexia", "quiz-A-high-contrast", "key-A"]
    assert [name for name in documents if "-A" in name] == [f"{name}.docx" for name in names]
    sizes = {}
    for name, document in documents.items():
        halves = [int(size.get(qn("w:val"))) for size in document.styles.element.iter(qn("w:sz"))]
        sizes[name] = (halves[0] / 2, min(halves) / 2)
    assert sizes["quiz-A.docx"][0] == 11
    assert sizes["quiz-A-large-print.docx"] == (18, 16)
    assert sizes["quiz-A-dyslexia.docx"] == (12, 12)
    for name in ("quiz-A-large-print.docx", "quiz-A-dyslexia.docx"):
        styles = documents[name].styles.element
        assert [*styles.iter(qn("w:i"))] == []
        (spacing,) = [found for found in styles.iter(qn("w:spacing")) if found.getparent().tag == qn("w:pPr")][:1]
        assert spacing.get(qn("w:line")) == "360"
    quiz = documents["quiz-A-dyslexia.docx"].element.body
    lines = [run for run in quiz.iter(qn("w:r")) if run.text and not run.text.strip("_")]
    assert lines
    assert {line.rPr.find(qn("w:spacing")).get(qn("w:val")) for line in lines} == {"0"}  # or they would be dashed
    borders = [
        border.get(qn("w:sz")) for border in documents["quiz-A-high-contrast.docx"].styles.element.iter(qn("w:bottom"))
    ]
    assert set(borders) == {"24", "12"}
    colours = documents["quiz-A-high-contrast.docx"].styles.element.iter(qn("w:color"))
    assert {colour.get(qn("w:val")) for colour in colours} == {"000000"}


def test_word_honours_the_paper_and_room_to_work_and_prints_a_stimulus_once(
    documents: dict[str, docx.document.Document],
) -> None:
    for document in documents.values():
        section = document.sections[0]
        assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
        places = [int(tab.get(qn("w:pos"))) for tab in document.styles["Title"].element.iter(qn("w:tab"))]
        assert places == [pytest.approx((section.page_width - section.left_margin - section.right_margin) / 635, abs=9)]
    quiz = documents["quiz-A.docx"]
    (squares,) = quiz.tables
    assert len(squares.rows) == 4
    assert {round(row.height.mm, 1) for row in squares.rows} == {5}
    texts = [paragraph.text for paragraph in quiz.paragraphs]
    assert sum("A train leaves at 9 for Baku." in text for text in texts) == 1
    shared = texts.index("A train leaves at 9 for Baku.")
    assert re.fullmatch(r"Read this before you answer questions \d to \d\.", texts[shared - 1])
    assert {"When?", "Where to?"} <= {
        paragraph.text for paragraph in quiz.paragraphs if paragraph.style.name == "Question"
    }
