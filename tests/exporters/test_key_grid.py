"""The answers of all forms side by side, held against the keys of the forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import page
import pytest
from conftest import quiet
from pdf_text import page_texts

from quizgen.assembly.keys import longest_run
from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.errors import in_order
from quizgen.exporters import key
from quizgen.project import Project
from quizgen.rendering.printout import Printout

# An answer is one word, so that a row of the grid is a line of as many words as there are forms.
FACTS = "".join(
    f"""\
- id: f{number}
  statement: "Matter {number} is {{right{number}}}."
  ask: What is matter {number}?
  distractors: [wrong{number}, false{number}]
"""
    for number in range(10, 50)
)


def grid_of(folder: Path) -> list[list[str]]:
    """The rows of a grid: its heads, then each question's number with an answer a form."""
    lines = [line for text in page_texts(folder / "key-grid.pdf") for line in text.splitlines()]
    return [line.split() for line in lines if re.match(r"\d+ |No\. ", line)]


def key_of(folder: Path, form: str) -> list[str]:
    """The letter of each question of a form's key or, where it has none, the answer."""
    text = "\n".join(page_texts(folder / f"key-{form}.pdf"))
    rows = re.findall(r"^\d+ (\S+) (\S+)", text, re.MULTILINE)
    return [answer if letter == "–" else letter for letter, answer in rows]


@pytest.mark.parametrize("parallel", ["false", "true"])
@pytest.mark.parametrize("forms", [2, 6])
def test_each_column_is_a_forms_key(project: Callable[..., Project], parallel: str, forms: int) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: key\n"
    recipe += f"quiz: {{forms: {forms}, parallel: {parallel}, questions: {{multiple-choice: 3, short-answer: 3}}}}\n"
    example = project(FACTS, recipe=recipe)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    heads, *rows = grid_of(example.root / "build/t")
    letters = "ABCDEF"[:forms]
    assert heads == ["No.", *(word for letter in letters for word in ("Form", letter))]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 7)]
    for place, letter in enumerate(letters, 1):
        assert [row[place] for row in rows] == key_of(example.root / "build/t", letter)
    words = {word for row in rows for word in row if word.startswith("right")}
    assert len(words) == (3 * forms if parallel == "true" else 3)
    report = page.validate_pdf(example.root / "build/t/key-grid.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize(("kind", "sheets"), [("true-false", 1), ("multiple-choice", 1), ("short-answer", 2)])
def test_forty_questions_of_twelve_forms_stand_on_a_page(
    project: Callable[..., Project], kind: str, sheets: int
) -> None:
    """Or on two where words are written; that a form is on the grid is told by its head."""
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: key\n"
    example = project(FACTS, recipe=recipe + f"quiz: {{forms: 12, questions: {{{kind}: 40}}}}\n")
    (jobs,), _ = assemble_recipes(example, read_content(example, example.recipes()))
    grid = jobs.export("key").files["key-grid.pdf"]
    assert isinstance(grid, Printout)
    pages = page_texts(jobs.typesetter.pdf(grid.document, timestamp=0))
    assert len(pages) == sheets
    text = " ".join(" ".join(pages).split())
    assert all(f"Form {letter}" in text for letter in "ABCDEFGHIJKL")


def test_one_form_needs_no_grid(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: key\nquiz: {forms: 1, questions: 2}\n"
    example = project(FACTS, recipe=recipe)
    built, _ = build(example, (), example.root / "build", strict=False, progress=quiet)
    assert built[0].files == ("key-A.pdf",)


def test_students_stand_over_their_columns_and_none_is_called_grid(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: key\nquiz: {roster: r.csv, questions: 2}\n"
    roster = "name,id\nFirst Student,17\nSecond Student,18\n"
    example = project(FACTS, recipe=recipe, files={"decks/r.csv": roster})
    build(example, (), example.root / "build", strict=False, progress=quiet)
    text = " ".join(page_texts(example.root / "build/t/key-grid.pdf")[0].split())
    assert "Form 17, First Student Form 18, Second Student" in text
    monkeypatch.setattr(key, "COMPARED", 1)  # a class of more than sixty continues in another file
    (jobs,), _ = assemble_recipes(example, read_content(example, example.recipes()))
    grids = [file for name, file in jobs.export("key").files.items() if name in ("key-grid.pdf", "key-grid-2.pdf")]
    assert ["First" in file.sheets[0].source for file in grids if isinstance(file, Printout)] == [True, False]
    (example.root / "decks/r.csv").write_text(roster + "Third Student,Grid\nFourth Student,grid-2\n")
    faults = [(p.rule, p.line) for p in in_order(check(example, ()).problems) if "decks" in p.path]
    assert faults == [("roster-row", 4), ("roster-row", 5)]


TEXTS_WITH_DIGITS = (
    ("CO2", "SO2", "NO2", "O2"),
    ("World War 1", "World War 2", "World War 3", "Cold War 1"),
    ("x^2", "x^3", "x^4", "x^5"),
    ("H2O", "H2", "O2", "H2O2"),
)


def test_the_letters_of_texts_with_digits_are_balanced_as_printed(project: Callable[..., Project]) -> None:
    """Only bare amounts stand in their order, which fixes their letter."""
    facts = "".join(
        f"- id: f{number}\n  statement: Matter {number} is {{it}}.\n  slots: {{it: {{value: thing {number}}}}}\n"
        f"  questions: [{{id: q, kind: multiple-choice, stem: 'What is matter {number}?', options: ["
        + ", ".join(f"{{text: '{text}', correct: {str(not place).lower()}}}" for place, text in enumerate(texts))
        + "]}]\n"
        for number, texts in enumerate(TEXTS_WITH_DIGITS * 3, 10)
    )
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: key\n"
    example = project(facts, recipe=recipe + "quiz: {forms: 6, questions: {multiple-choice: 12}}\n")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    for form in "ABCDEF":
        letters = key_of(example.root / "build/t", form)
        assert Counter(letters) == dict.fromkeys("ABCD", 3)
        assert longest_run(letters) <= 3
