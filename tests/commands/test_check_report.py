from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.checks.catalogue import RULES
from quizgen.cli.problem_formats import document
from quizgen.commands.check import check_report
from quizgen.commands.fact_evidence import FactEvidence
from quizgen.errors import Mark, UsageError
from quizgen.errors.problem_kinds import BAD_NAME
from quizgen.project import Project

PROBLEMS = [
    BAD_NAME.problem("decks/ü:b.yaml", "odd", level="warning"),
    RULES["numeral"].problem("facts/a.yaml", "100% wrong,\nsay: two", "fix it", Mark(3, 5), "f"),
    RULES["claim"].problem("facts/a.yaml", "by the way", at=Mark(9, 1), id="g", level="info"),
]
EVIDENCE = [FactEvidence("a", "f", "found", "doubtful", ("100% wrong",))]
ARTICLE = "On <Bridges>\n\nThe bridge was built in 1529 & it stands.\n\nNobody wrote of this.\n"
FACT = '- id: f\n  statement: "It was built in {1529}."\n  evidence: {paragraph: 2, quote: built in 1529}\n'


def test_json_holds_everything() -> None:
    record = json.loads(document(PROBLEMS, EVIDENCE, "json"))
    assert record["problems"][1] == {
        "path": "facts/a.yaml",
        "message": "100% wrong,\nsay: two",
        "hint": "fix it",
        "line": 3,
        "column": 5,
        "id": "f",
        "rule": "numeral",
        "level": "error",
    }
    assert len(record["problems"]) == 3
    assert record["evidence"] == [
        {
            "collection": "a",
            "id": "f",
            "quotes": "found",
            "comparison": "doubtful",
            "messages": ["100% wrong"],
        }
    ]


def test_github_annotations_are_one_line_each() -> None:
    assert document(PROBLEMS, (), "github").splitlines() == [
        "::warning file=decks/ü%3Ab.yaml,title=bad-name::odd",
        "::error file=facts/a.yaml,title=numeral,line=3,col=5::f: 100%25 wrong,%0Asay: two%0Afix it",
        "::notice file=facts/a.yaml,title=claim,line=9,col=1::g: by the way",
    ]


def test_sarif_names_rules_levels_and_places() -> None:
    log = json.loads(document(PROBLEMS, (), "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["bad-name", "claim", "numeral"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "facts/a.yaml"}, "region": {"startLine": 3, "startColumn": 5}}
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_coverage_as_a_table_and_as_a_page(project: Callable[..., Project], tmp_path: Path, browser) -> None:  # type: ignore[no-untyped-def]
    example = project(FACT)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    page = tmp_path / "cover.html"
    report = check_report(example, ["t"], tmp_path / "a.txt", write=False, coverage=True, html=str(page))
    assert report.lines[:6] == (
        "t: 1 of 1 quotes found in a.txt",
        "t: contradicted: 0, doubtful: 0, nothing found against: 1",
        "   1    -  On <Bridges>",
        "   2    1  The bridge was built in 1529 & it stands.",
        "   3    -  Nobody wrote of this.",
        "1 of 3 paragraphs have facts.",
    )
    opened = browser.new_page()
    opened.goto(page.as_uri())
    assert opened.locator("mark").all_inner_texts() == ["built in 1529"]
    assert opened.locator(".row.bare").count() == 2
    assert "On <Bridges>" in opened.locator("#p1").inner_text()
    opened.click("mark a")
    assert opened.url.endswith("#f")
    assert "It was built in 1529." in opened.locator(":target").inner_text()
    opened.close()


def test_a_page_needs_the_article(project: Callable[..., Project], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is available"):
        check_report(project(FACT), ["t"], None, write=False, coverage=False, html=str(tmp_path / "x.html"))


RESULTS = """\
- id: right
  statement: "It was built in {1529}."
  evidence: {paragraph: 2, quote: built in 1529}
- id: contradicted
  statement: "The bridge was built in {1592}."
  evidence: {paragraph: 2, quote: built in 1529}
- id: doubtful
  statement: "In 1529 the bridge was built by {Otto Berg}."
  evidence: {paragraph: 2, quote: built in 1529}
- id: lost
  statement: "It was {burnt}."
  evidence: {paragraph: 2, quote: burnt to the ground}
- id: elsewhere
  statement: "It is {old}."
  stance: background
  reference: An atlas
"""


def test_a_fact_is_contradicted_or_doubtful_or_nothing_was_found_against_it(
    project: Callable[..., Project], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    page = tmp_path / "cover.html"
    report = check_report(project(RESULTS), ["t"], tmp_path / "a.txt", write=False, coverage=False, html=str(page))
    assert [(proof.id, proof.quotes, proof.comparison) for proof in report.evidence] == [
        ("right", "found", "nothing found against it"),
        ("contradicted", "found", "contradicted"),
        ("doubtful", "found", "doubtful"),
        ("lost", "not found", "not compared"),
    ]
    assert report.lines[:2] == (
        "t: 3 of 4 quotes found in a.txt",
        "t: contradicted: 1, doubtful: 1, nothing found against: 1, not compared: 1",
    )
    html = page.read_text(encoding="utf-8")
    assert "<b>contradicted</b>: the article says 1529; the fact says 1592" in html
    assert "<b>doubtful</b>: Otto Berg is nowhere in the article" in html
    assert "proven" not in html


def test_without_the_article_no_fact_is_compared(project: Callable[..., Project]) -> None:
    report = check_report(project(RESULTS), ["t"], None, write=False, coverage=False, html=None)
    assert {(proof.quotes, proof.comparison) for proof in report.evidence} == {("not verified here", "not compared")}


@pytest.mark.parametrize(
    ("language", "number", "comparison"),
    [
        ("fr", "1529", "nothing found against it"),
        ("fr", "1592", "doubtful"),
        ("nl", "1529", "not compared"),
        ("nl", "1592", "doubtful"),
    ],
)
def test_nothing_found_is_said_only_where_something_was_looked_for(
    project: Callable[..., Project], tmp_path: Path, language: str, number: str, comparison: str
) -> None:
    (tmp_path / "a.txt").write_text("Titre\n\nConstruit en 1529 par Holm.\n", encoding="utf-8")
    fact = f'- id: f\n  statement: "{{{number}}}, Holm."\n  evidence: {{paragraph: 2, quote: en 1529 par Holm}}\n'
    example = project(fact)
    path = example.root / "facts/t.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: t,", f"id: t, language: {language},"), encoding="utf-8"
    )
    report = check_report(example, ["t"], tmp_path / "a.txt", write=False, coverage=False, html=None)
    assert [proof.comparison for proof in report.evidence] == [comparison]


def test_a_question_by_hand_is_reported_once_though_it_is_in_its_fact_and_in_the_quiz(
    project: Callable[..., Project],
) -> None:
    question = (
        "  questions:\n  - id: why\n    kind: multiple-choice\n    stem: Why is the bridge red?\n    options:\n"
        "    - {text: The iron in its stones has been rusting for ages., correct: true}\n    - Paint.\n    - Moss.\n"
    )
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\nquiz: {questions: {multiple-choice: 1}}\n"
    example = project(FACT.replace("{1529}", "1529") + question, recipe=recipe)
    report = check_report(example, (), None, write=False, coverage=False, html=None)
    assert [problem.rule for problem in report.problems].count("longest-key") == 1
