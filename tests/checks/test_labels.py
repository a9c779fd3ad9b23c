"""What covers a label's word must not say it elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.errors import in_order
from quizgen.project import Project

FACT = """\
- id: f
  statement: "So."
  evidence: {{paragraph: 1, quote: so}}
  image:
    file: p.svg
    alt: {alt}
    credit: C
    licence: L
    ask: {ask}
    labels:
    - {{text: crest, box: [0, 0, 9, 9], accept: [the top]}}
    - {{text: A, box: [20, 0, 9, 9]}}
"""


@pytest.mark.parametrize(
    ("alt", "ask", "expected"),
    [
        ("A hill with two words", "What is what?", []),
        ("A hill with its Crest", "What is what?", [("label-in-alt", 9)]),
        ("Two crests", "What is what?", [("label-in-alt", 9)]),
        ("A word at the top", "What is what?", [("label-in-alt", 9)]),
        ("Crestfallen people", "What is what?", []),
        ("A hill", "Where is the crest?", [("answer-in-stem", 12)]),
    ],
)
def test_a_description_that_names_a_label_is_warned_of(
    project: Callable[..., Project], alt: str, ask: str, expected: list[tuple[str, int]]
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\nquiz: {questions: {labelling: 1}}\noutputs: quiz\n"
    example = project(FACT.format(alt=alt, ask=ask), files={"facts/p.svg": svg}, recipe=recipe)
    problems = check(example, ()).problems
    assert [(problem.rule, problem.line) for problem in in_order(problems) if problem.level != "info"] == expected


def test_a_numeral_in_a_label_stands_in_the_evidence(project: Callable[..., Project]) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    facts = FACT.format(alt="A hill", ask="What?").replace("text: A", "text: 8848 m")
    problems = check(project(facts, files={"facts/p.svg": svg}), ["t"]).problems
    assert ("numeral", 15) in [(problem.rule, problem.line) for problem in in_order(problems)]
