"""Answers that are lists, and questions that give a list except one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.project import Project

Make = Callable[..., Project]
RULES = ("list-in-answer", "besides-list")


def found(project: Project) -> list[str]:
    return [problem.rule for problem in check(project, ["t"]).problems if problem.rule in RULES]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("oil, wheat and cotton", ["list-in-answer"]),
        ("oil, wheat, and cotton", ["list-in-answer"]),
        ("sun and rain and wind", ["list-in-answer"]),
        ("oil and gas", []),
        ("1,200 and 1,300 or 1,400", []),
        ("a long but single thing", []),
    ],
)
def test_an_answer_of_three_parts_is_a_list(project: Make, answer: str, expected: list[str]) -> None:
    fact = (
        f'- id: f\n  statement: "Baku sells {{x}}."\n  slots: {{x: {{value: "{answer}", ask: What does Baku sell?}}}}\n'
    )
    assert found(project(fact)) == expected


def test_the_members_of_a_set_are_no_list_in_an_answer(project: Make) -> None:
    fact = '- id: f\n  statement: "Baku sells {x}."\n  slots: {x: {set: [oil, wheat, cotton], ask: "What?"}}\n'
    assert found(project(fact)) == []


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        ("Besides oil, wheat and cotton, what does Baku sell?", ["besides-list"]),
        ("Besides oil, wheat and cotton, on what does Baku live?", ["besides-list"]),
        ("Apart from oil, wheat, cotton and wool, what does Baku sell?", ["besides-list"]),
        ("Besides oil and gas, what does Baku sell?", []),
        ("Besides oil, what does Baku sell?", []),
        ("What does Baku sell, besides oil, wheat and cotton?", []),
    ],
)
def test_a_question_gives_no_list_except_one(project: Make, ask: str, expected: list[str]) -> None:
    fact = f'- id: f\n  statement: "Baku sells {{tea}}."\n  ask: "{ask}"\n'
    assert found(project(fact)) == expected


def test_other_languages_have_their_own_words(project: Make) -> None:
    example = project(
        '- id: f\n  statement: "Баку продаёт {чай}."\n  ask: "Кроме нефти, хлеба и шерсти, что продаёт Баку?"\n'
    )
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: t,", "id: t, language: ru,"), encoding="utf-8")
    assert found(example) == ["besides-list"]
