"""Pictures whose labels are asked for."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.build.question_selection import conflicts
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.question import Declined, Question
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
PICTURE = "  image: {file: p.svg, alt: A hill, credit: C, licence: L"
LABELS = "labels: [{text: foot, box: [0, 80, 9, 9]}, {text: peak, box: [0, 0, 9, 9]}]"


def questions(project: Callable[..., Project], facts: str, kind: str = "labelling") -> list[Question | Declined]:
    loaded, problems = load_collection(project(facts, files={"facts/p.svg": SVG}).collections()[0])
    assert problems == []
    assert loaded is not None
    return list(generate(loaded.collection, QUESTION_KINDS.names() if kind == "all" else (kind,)))


def test_one_question_asks_for_all_labels_of_a_picture(project: Callable[..., Project]) -> None:
    (result,) = questions(project, f'- id: f\n  statement: "So it {{is}}."\n{PICTURE}, {LABELS}}}\n')
    assert isinstance(result, Question)
    assert result.id == "t/f/@image/labelling"
    assert str(result.stem) == "Name the numbered parts of the picture."
    assert result.answer == "peak; foot"


def test_its_own_question_wins_and_keeps_its_attribution(project: Callable[..., Project]) -> None:
    by = "  stance: opinion\n  by: Ann Smith\n"
    (result,) = questions(project, f'- id: f\n  statement: "So."\n{by}{PICTURE}, ask: What is what?, {LABELS}}}\n')
    assert isinstance(result, Question)
    assert str(result.stem) == "According to Ann Smith, what is what?"


def test_why_a_fact_is_not_asked_so(project: Callable[..., Project]) -> None:
    results = questions(project, f'- id: f\n  statement: "So."\n- id: g\n  statement: "Thus."\n{PICTURE}}}\n')
    reasons = [result.reason for result in results if isinstance(result, Declined)]
    assert reasons == ["it has no picture (image)", "its picture has no labels"]


def test_the_picture_with_its_labels_is_never_asked_beside_it(project: Callable[..., Project]) -> None:
    facts = (
        f'- id: f\n  statement: "So."\n{PICTURE}, {LABELS}}}\n- id: g\n  statement: "It is {{high}}."\n{PICTURE}}}\n'
    )
    results = questions(project, facts + '- id: h\n  statement: "It was {old}."\n', "all")
    asked = [result for result in results if isinstance(result, Question)]
    apart = conflicts(asked, 3, 1)["t/f/@image/labelling"]
    assert apart == {each.id for each in asked if each.fact.id == "g"}
    assert len(apart) > 1
