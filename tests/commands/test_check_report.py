from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.checks.catalogue import RULES
from quizgen.cli.problem_formats import document
from quizgen.commands.check import check_report
from quizgen.errors import Mark, UsageError
from quizgen.errors.problem_kinds import BAD_NAME
from quizgen.project import Project

PROBLEMS = [
    BAD_NAME.problem("decks/ü:b.yaml", "odd", level="warning"),
    RULES["numeral"].problem("facts/a.yaml", "100% wrong,\nsay: two", "fix it", Mark(3, 5), "f"),
    RULES["claim"].problem("facts/a.yaml", "by the way", at=Mark(9, 1), id="g", level="info"),
]
ARTICLE = "On <Bridges>\n\nThe bridge was built in 1529 & it stands.\n\nNobody wrote of this.\n"
FACT = '- id: f\n  statement: "It was built in {1529}."\n  evidence: {paragraph: 2, quote: built in 1529}\n'


def test_json_holds_everything() -> None:
    told = json.loads(document(PROBLEMS, "json"))
    assert told[1] == {
        "path": "facts/a.yaml",
        "message": "100% wrong,\nsay: two",
        "hint": "fix it",
        "line": 3,
        "column": 5,
        "id": "f",
        "rule": "numeral",
        "level": "error",
    }
    assert len(told) == 3


def test_github_annotations_are_one_line_each() -> None:
    assert document(PROBLEMS, "github").splitlines() == [
        "::warning file=decks/ü%3Ab.yaml,title=bad-name::odd",
        "::error file=facts/a.yaml,title=numeral,line=3,col=5::f: 100%25 wrong,%0Asay: two%0Afix it",
        "::notice file=facts/a.yaml,title=claim,line=9,col=1::g: by the way",
    ]


def test_sarif_names_rules_levels_and_places() -> None:
    log = json.loads(document(PROBLEMS, "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["bad-name", "claim", "numeral"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "facts/a.yaml"}, "region": {"startLine": 3, "startColumn": 5}}
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_coverage_as_a_table_and_as_a_page(project: Callable[..., Project], tmp_path: Path, browser) -> None:  # type: ignore[no-untyped-def]
    made = project(FACT)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    page = tmp_path / "cover.html"
    report = check_report(made, ["t"], tmp_path / "a.txt", write=False, coverage=True, html=str(page))
    assert report.lines[:5] == (
        "t: 1 of 1 quotes found in a.txt",
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
