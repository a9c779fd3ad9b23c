"""The true statement that a key gives for a false one is the sentence of the question, with the right words in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.project import Project

RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: t
quiz: {questions: {true-false: 1}}
"""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("In the north, winds are {strong}.", "According to Person A, in the north, winds are strong."),
        ("{In the north} winds are strong.", "According to Person A, in the north winds are strong."),
        ("Winds are {strong}.", "According to Person A: Winds are strong."),
        ("Person A finds winds {strong}.", "Person A finds winds strong."),
    ],
)
def test_it_begins_as_the_question_does(project: Callable[..., Project], statement: str, expected: str) -> None:
    fact = f'- id: f\n  statement: "{statement}"\n  stance: opinion\n  by: Person A\n  distractors: [weak, late]\n'
    example = project(fact, recipe=RECIPE)
    content = read_content(example, example.recipes())
    content = replace(content, recipes=tuple(recipe.only("json") for recipe in content.recipes))
    (jobs,), _ = assemble_recipes(example, content)
    (item,) = jobs.quiz.quiz.forms[0].items
    assert str(jobs.quiz.true_statement(item.question)) == expected == str(item.question.stem)
