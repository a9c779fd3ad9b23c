"""Cards of several collections beside one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.project import Project

RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: [t, u]\noutputs: [deck]\ndeck: {kinds: [basic, short-answer]}\n"
OTHER = """\
schema: quizgen-facts/1
source: {id: u, title: Another Text, author: An Author}
facts:
- {id: g, statement: "The deepest lake is {%s}.", ask: Which lake is the deepest}
"""


@pytest.mark.parametrize(("answer", "rule"), [("Issyk-Kul", "two-answers"), ("Lake Baikal", "asked-twice")])
def test_two_collections_that_ask_the_same_are_reported(
    project: Callable[..., Project], answer: str, rule: str
) -> None:
    facts = '- {id: f, statement: "The deepest lake is {Lake Baikal}.", ask: Which lake is the deepest?}\n'
    content = check(project(facts, recipe=RECIPE, files={"facts/u.yaml": OTHER % answer}), [])
    problems = [problem for problem in content.problems if problem.rule in ("two-answers", "asked-twice")]
    assert [(problem.rule, problem.message) for problem in problems] == [
        (rule, "the facts 't/f' and 'u/g' ask the same: 'Which lake is the deepest'")
    ]
