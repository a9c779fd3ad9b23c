"""Which questions a form has: what must not be asked together is not, in questions over several facts either."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.project import Project

SPEEDS = {f"thing {letter}": 10 * number + 7 for number, letter in enumerate("abcdefghijklmnop")}
FACTS = "".join(
    f"- id: f{number}\n  statement: 'The speed of {{thing}} is {{speed}}.'\n"
    f"  slots:\n    thing: {{value: {name}}}\n"
    f"    speed: {{value: {speed}, ask: 'How fast is {name}?', type: measure, unit: m/s, distractors: [5, 77]}}\n"
    "  relation: {name: speed-of, subject: thing, object: speed, order: 'Number these, the slowest first.'}\n"
    f"  enemies: [{', '.join(f'f{other}' for other in (number + 1, number + 2) if other < 10)}]\n"
    for number, (name, speed) in enumerate(SPEEDS.items())
)
RECIPE = """\
schema: quizgen-deck/1
title: Speeds
facts: t
outputs: [quiz, key]
seed: SEED
quiz: {questions: {ordering: 1, numeric: 1}}
"""


@pytest.mark.parametrize("seed", range(6))
def test_enemies_are_not_asked_beside_a_question_over_several_facts(project: Callable[..., Project], seed: int) -> None:
    example = project(FACTS, recipe=RECIPE.replace("SEED", str(seed)))
    (jobs,), problems = assemble_recipes(example, read_content(example, (example.root / "decks/t.yaml",)))
    assert problems == ()
    form = jobs.quiz.quiz.forms[0]
    assert [item.question.kind for item in form.items].count("ordering") == 1
    assert sum(len(item.facts) for item in form.items) > 3
    for one, other in permutations(form.items, 2):
        keys = {fact.key for fact in other.facts}
        assert all(keys.isdisjoint(fact.enemy_keys) for fact in one.facts)
