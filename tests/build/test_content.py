from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgen.build.content import read_content
from quizgen.commands.check import check
from quizgen.errors import in_order
from quizgen.project import Project
from quizgen.reading.yaml.nodes import Mapping


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_garbage_collector_rests_while_content_is_read(running: bool, fails: bool, tmp_path: Path) -> None:
    during: list[bool] = []

    def paths() -> Iterator[Path]:
        during.append(gc.isenabled())
        if fails:
            raise ZeroDivisionError
        yield tmp_path / "no.yaml"

    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        if fails:
            with pytest.raises(ZeroDivisionError):
                read_content(Project(tmp_path), paths())
        else:
            assert read_content(Project(tmp_path), paths()).problems
        after = gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
    assert (during, after) == ([False], running)


WRONG = """\
- {id: misspelt, statment: A}
- id: long
  statement: "{A} is {B}."
  evidence: {quote: ""}
- {id: long, statement: "{C}."}
"""
DOUBTFUL = """\
- id: f
  statement: "None of the above is {right}."
  distractors: [None of the above, ridge]
  ignore: {no-such-rule: it is new}
"""
RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: [t, u]\ntags: [x]\noutputs: [quiz, qiuz]\nquiz: {minutes: 1}\n"


@pytest.mark.parametrize(("facts", "least"), [(WRONG, 5), (DOUBTFUL, 4)])
def test_lines_are_looked_up_only_where_problems_are_put_in_order(
    facts: str, least: int, project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a line was looked up while problems were still collected")

    example = project(facts, recipe=RECIPE)
    with monkeypatch.context() as patch:
        for name in ("mark_of", "value_at"):  # comments are matched with facts by their lines
            patch.setattr(Mapping, name, refuse)
        problems = check(example, ()).problems
    assert len(problems) >= least
    assert all(problem.line for problem in in_order(problems))


def test_faults_of_every_section_of_a_recipe_are_found_at_once(project: Callable[..., Project]) -> None:
    """Also of the sections that worksheets and outputs declare."""
    sections = "quiz: {forms: 0}\nworksheets: {crosword: {}}\ncards: {flip: up}\n"
    sections += "answer-sheet: {digits: 9}\nresponse-cards: {per-page: 3}\n"
    head = "schema: quizgen-deck/1\ntitle: T\nfacts: [t]\n"
    example = project('- id: f\n  statement: "It is {so}."\n', recipe=head + sections)
    problems = read_content(example, example.recipes()).problems
    assert [(question.line, question.rule) for question in in_order(problems) if question.level == "error"] == [
        (4, "wrong-value"),
        (5, "unknown-key"),
        (6, "wrong-value"),
        (7, "wrong-value"),
        (8, "wrong-value"),
    ]
