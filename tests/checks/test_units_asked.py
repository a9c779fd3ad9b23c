"""Numbers whose unit is neither in the answer nor in the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.project import Project

Make = Callable[..., Project]


@pytest.mark.parametrize(
    ("language", "statement", "ask", "unit"),
    [
        ("en", "Brass is {35} % zinc.", "How much zinc is there in brass?", "%"),
        ("en", "The strike lasted {18} days.", "How long did the strike last?", "days"),
        ("en", "The mill ground {3} million sacks.", "How many sacks did the mill grind?", "million"),
        ("en", "The mill ground {3} million sacks.", "How many million sacks did the mill grind?", ""),
        ("en", "The wheel is {6.5} metres wide.", "How many metres wide is the wheel?", ""),
        ("en", "The wheel is {6.5 metres} wide.", "How wide is the wheel?", ""),
        ("en", "Brass is {35%} zinc.", "How much zinc is there in brass?", ""),
        ("en", "The wheel broke {7} times.", "How often did the wheel break?", ""),
        ("en", "The miller died at {77} years of age.", "How old was the miller?", ""),
        ("en", "The mill has {7} floors.", "How many floors does the mill have?", ""),
        ("en", "The wheel is {6.5} metres wide.", "", ""),
        ("de", "Das Rad ist {6,5} Meter breit.", "Wie breit ist das Rad?", "Meter"),
        ("de", "Messing hat {35} % Zink.", "Wie viel Prozent Zink hat Messing?", ""),
        ("fr", "La grève dura {18} jours.", "Combien de temps dura la grève ?", "jours"),
        ("fr", "La grève dura {18} jours.", "Combien de jours dura la grève ?", ""),
    ],
)
def test_a_question_says_the_unit_that_its_answer_lacks(
    project: Make, language: str, statement: str, ask: str, unit: str
) -> None:
    fact = f'- id: f\n  statement: "{statement}"\n' + (f'  ask: "{ask}"\n' if ask else "")
    head = f"schema: quizgen-facts/1\nsource: {{id: t, title: T, language: {language}}}\nfacts:\n"
    example = project("", files={"facts/t.yaml": head + fact})
    messages = [problem.message for problem in check(example, ["t"]).problems if problem.rule == "unit-not-asked"]
    assert [message.partition(" is in ")[2] for message in messages] == ([unit] if unit else [])
