from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import ONE_CHOICE, prepared, quiet
from every_kind import PICTURE

from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.pipeline import build
from quizgen.errors import TemplateError, in_order
from quizgen.project import Project
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.typst import Typesetter, pixels

FACT = """\
- id: f
  statement: "It is {red}."
  slots: {red: {value: red, type: term, ask: What is it?, distractors: [blue, green]}}
"""
LABELLED = """\
- id: cycle
  statement: "Water goes from lake to cloud."
  image:
    file: cycle.svg
    alt: Two words in a drawing.
    credit: A Person
    licence: CC0
    labels: [{text: lake, box: [38, 80, 16, 16]}, {text: cloud, box: [8, 10, 18, 15]}]
"""
LABELLING = "schema: quizgen-deck/1\ntitle: T\nfacts: t\nquiz: {questions: {labelling: 1}}\noutputs: "
SCANNED = f"{ONE_CHOICE}outputs: quiz\nanswer-sheet: {{in_quiz: true}}\n".replace("quiz: {", "quiz: {roster: r.csv, ")
OWN = '{% extends "shipped/print/quiz-boxes.typ.j2" %}{% block body %}{{ super() }}'
OWN += '{% if form.student.name == "Bea" %}FAULT{% endif %}{% endblock %}'


def jobs_of(project: Project) -> list[Jobs]:
    return assemble_recipes(project, read_content(project, project.recipes()))[0]


@pytest.mark.parametrize("fault", ["{{ nothing }}", "#panic()"])
def test_a_draft_that_fails_for_one_student_stops_no_other(fault: str, project: Callable[..., Project]) -> None:
    """Both where the template cannot be filled in and where the engine stops."""
    files = {"decks/r.csv": "name,id\nAda,1\nBea,2\n", "templates/print/quiz-boxes.typ.j2": OWN.replace("FAULT", fault)}
    example = project(FACT, recipe=SCANNED, files=files)
    (jobs,) = prepared(jobs_of(example))
    faults = [isinstance(boxes, TemplateError) for boxes in jobs.quiz.boxes.values()]
    assert faults == [False, True]
    _, reported = build(example, (), example.root / "build", strict=False, progress=quiet)
    assert [(problem.id, problem.line) for problem in in_order(reported) if problem.rule == "roster-row"] == [("2", 3)]
    assert len(list((example.root / "build/t").glob("quiz-*.pdf"))) == 1


def test_a_draft_that_fails_for_everybody_stops_the_build(project: Callable[..., Project]) -> None:
    own = OWN.replace("FAULT", "#panic()").replace('form.student.name == "Bea"', "true")
    recipe = SCANNED.replace("roster: r.csv, ", "")
    with pytest.raises(TemplateError, match=r"(?s)in the block .body. or below.*form A.*panicked"):
        prepared(jobs_of(project(FACT, recipe=recipe, files={"templates/print/quiz-boxes.typ.j2": own})))


@pytest.mark.parametrize(
    ("output", "most"), {"deck": None, "review": None, "quiz": 1890, "docx": 1890, "moodle-xml": 599}.items()
)
def test_what_an_output_shows_as_pixels_is_drawn_before(
    output: str, most: int | None, project: Callable[..., Project]
) -> None:
    example = project(LABELLED, recipe=LABELLING + output, files={"facts/cycle.svg": PICTURE})
    (jobs,) = prepared(jobs_of(example))
    assert [pixels(png)[0] for png in jobs.quiz.drawings.values()] == ([most] if most else [])


def test_a_picture_is_drawn_once_for_all_recipes(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Drawing] = []

    def draw(typesetter: Typesetter, drawing: Drawing) -> bytes:
        drawn.append(drawing)
        return b"png"

    monkeypatch.setattr(Typesetter, "png", draw)
    example = project(LABELLED, recipe=LABELLING + "[quiz, key]", files={"facts/cycle.svg": PICTURE})
    (jobs,) = jobs_of(example)
    one, other = prepared([jobs, replace(jobs)])
    assert len(drawn) == 1
    assert one.quiz.drawings == other.quiz.drawings == {drawn[0]: b"png"}


def test_what_is_laid_out_for_one_recipe_is_not_kept_for_the_others(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build of thirty recipes in five styles took 2.4 GB."""
    cleared: list[Typesetter] = []

    def clear_cache(typesetter: Typesetter) -> None:
        cleared.append(typesetter)

    monkeypatch.setattr(Typesetter, "clear_cache", clear_cache)
    example = project(
        FACT, recipe=f"{ONE_CHOICE}outputs: quiz\n", files={"decks/u.yaml": f"{ONE_CHOICE}outputs: quiz\n"}
    )
    one, other = jobs_of(example)
    prepared([one, other])
    assert len(cleared) == 2
    prepared([one])
    assert len(cleared) == 2
