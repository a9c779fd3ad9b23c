"""Hints that say the answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.project import Project

ENTITIES = "entities:\n  us: {name: the U.S., type: country, accept: America}\n"


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("It is the U.S.", "the U.S."),
        ("Its name is America.", "America"),
        ("American lamps are sold there.", ""),
        ("It has fifty states.", ""),
    ],
)
def test_a_hint_does_not_say_the_answer(project: Callable[..., Project], hint: str, said: str) -> None:
    slot = f'{{entity: us, ask: Where was the first lamp sold?, hint: "{hint}"}}'
    fact = f'- id: f\n  statement: "The first lamp was sold in {{x}}."\n  slots: {{x: {slot}}}\n'
    problems = check(project(fact, entities=ENTITIES), ["t"]).problems
    messages = [problem.message for problem in problems if problem.rule == "answer-in-hint"]
    assert messages == ([f"the hint says the answer, '{said}'"] if said else [])
