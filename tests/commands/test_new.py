"""A project about a teacher's own article, and one with its facts in a workbook."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from quizgen.commands.check import check_report
from quizgen.commands.fact_workbook import fact_workbook
from quizgen.commands.new import create
from quizgen.commands.new_draft import first_draft
from quizgen.errors import UsageError
from quizgen.model.article import Article
from quizgen.project import Project

TEXT = """\
On "Bridges": a history

The town is old. The first bridge over the river was built of wood in 1529, and nobody remembers why.

It burnt down in 1530 and was built again in 1531.
"""


@pytest.mark.parametrize("sheet", [False, True])
def test_a_project_about_an_article_has_its_details_a_draft_and_no_errors_but_that_all_are_drafts(
    tmp_path: Path, sheet: bool
) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    made = create(tmp_path / "My bridges", sheet=sheet, article=str(tmp_path / "text.txt"))
    root = tmp_path / "My bridges"
    assert (root / "facts/my-bridges.txt").read_text(encoding="utf-8") == TEXT
    assert "quizgen check --write" in made.next_steps
    report = check_report(Project.at(root), (), None, write=True, coverage=False, html=None)
    assert [problem.rule for problem in report.problems if problem.level == "error"] == ["only-drafts"]
    assert "1 of 1 quotes found" in " ".join(report.lines)


def test_the_paragraphs_are_listed_by_number(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    create(tmp_path / "b", article=str(tmp_path / "text.txt"))
    assert "# 2  The town is old. The first bridge over the …\n" in (tmp_path / "b/facts/b.yaml").read_text("utf-8")
    create(tmp_path / "s", sheet=True, article=str(tmp_path / "text.txt"))
    sheet = openpyxl.load_workbook(tmp_path / "s/facts/s.xlsx")["Paragraphs"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [1, 2, 3]


def test_an_address_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="save it"):
        create(tmp_path / "b", article="https://example.org/bridges")


@pytest.mark.parametrize(
    ("paragraph", "statement", "quote"),
    [
        (
            "It is old. The first bridge over the river was built in 1529, of wood.",
            "The first bridge over the river was built in {1529}, of wood.",
            "the river was built in 1529, of wood",
        ),
        (
            "About 75% of all of them lie there, it says.",
            "About {75}% of all of them lie there, it says.",
            "About 75% of all of them lie there",
        ),
    ],
)
def test_the_first_draft_quotes_the_words_around_its_number(paragraph: str, statement: str, quote: str) -> None:
    draft = first_draft(Article("a.txt", ("Title", "It is.", paragraph), ""))
    assert draft is not None
    assert (draft.statement, draft.paragraph) == (statement, 3)
    assert draft.quote in paragraph and "{" not in draft.quote and len(draft.quote.split()) <= 10
    assert draft.quote == quote


@pytest.mark.parametrize(
    "paragraph", ["No number here in this sentence.", "From 1529 to 1530 it was a bridge.", "A {1} in braces is in it."]
)
def test_a_sentence_that_says_no_single_number_gives_no_draft(paragraph: str) -> None:
    assert first_draft(Article("a.txt", ("Title 1", paragraph), "")) is None


def test_the_workbook_explains_itself_and_has_the_same_bytes_every_time() -> None:
    rows = [
        ["source.id", "t"],
        ["entity.a", "A", "term"],
        [],
        ["id", "statement", "type", "quote"],
        ["f", "It is {so}."],
    ]
    content = fact_workbook(rows, ["Title"])
    assert content == fact_workbook(rows, ["Title"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Facts", "Article", "Names", "Paragraphs", "Help"]
    facts = book["Facts"]
    assert facts.freeze_panes == "C2"
    assert all(cell.comment is not None and cell.font.bold for cell in facts[1])
    assert "year" in facts.data_validations.dataValidation[0].formula1
