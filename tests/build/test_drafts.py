"""A draft is used nowhere: no card, question or sheet of any kind is about it, and no wrong option comes from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import quiet
from every_kind import ENTITIES, FACTS, PICTURE

from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.pipeline import build
from quizgen.errors import ContentError
from quizgen.generators import card_kinds
from quizgen.model.fact import Fact
from quizgen.project import Project

pytestmark = pytest.mark.usefixtures("quick_crosswords")

RECIPE = f"""\
schema: quizgen-deck/1
title: T
facts: t
outputs: [deck, quiz, worksheets]
deck: {{kinds: [{", ".join(card_kinds())}], forms: all}}
"""
IDS = [line.removeprefix("- id: ") for line in FACTS.splitlines() if line.startswith("- id: ")]
CITIES = """\
- {id: one, statement: "{Oslo} is in Norway.", ask: Which city is in Norway?, type: place}
- {id: two, statement: "{Turku} is in Finland.", ask: Which city is in Finland?, type: place}
- {id: three, statement: "{Malmo} is in Sweden.", ask: Which city is in Sweden?, type: place, status: draft}
"""


def used(jobs: Jobs) -> Iterator[Fact]:
    """The facts of all that a recipe's outputs are made of."""
    for question in jobs.cards.cards:
        yield from question.facts
    for form in jobs.quiz.quiz.forms:
        for item in form.items:
            yield from item.facts
    for sheet in jobs.worksheets.worksheets:
        yield from sheet.facts


def assembled(project: Project, *, bank: bool, drafts: bool = False) -> Jobs:
    content = read_content(project, project.recipes())
    (jobs,), _ = assemble_recipes(project, content, bank=bank, drafts=drafts)
    return jobs


@pytest.mark.parametrize("bank", [False, True], ids=["quiz", "bank"])
def test_no_output_is_about_a_draft(project: Callable[..., Project], bank: bool) -> None:
    """Every other fact is a draft; with --drafts they are used like the others."""
    drafts = {f"t/{id}" for id in IDS[::2]}
    facts = FACTS
    for id in IDS[::2]:
        facts = facts.replace(f"- id: {id}\n", f"- id: {id}\n  status: draft\n")
    files = {"facts/cycle.svg": PICTURE, "facts/sea.mp3": "ID3"}
    example = project(facts, entities=ENTITIES, recipe=RECIPE, files=files)
    found = {fact.key for fact in used(assembled(example, bank=bank))}
    assert found
    assert found.isdisjoint(drafts)
    assert drafts & {fact.key for fact in used(assembled(example, bank=bank, drafts=True))}


def test_no_wrong_option_comes_from_a_draft(project: Callable[..., Project]) -> None:
    example = project(CITIES, recipe=RECIPE)
    (oslo,) = (q for q in assembled(example, bank=True).cards.cards if q.id == "t/one/answer/multiple-choice")
    assert oslo.wrong.candidates == ("Turku",)
    (oslo,) = (q for q in assembled(example, bank=True, drafts=True).cards.cards if q.id == oslo.id)
    assert oslo.wrong.candidates == ("Turku", "Malmo")


def test_a_build_says_how_many_it_left_out_and_strict_does_not_refuse_it(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [json]\nquiz: {questions: {short-answer: 1}}\n"
    facts = CITIES.replace(", type: place", ", type: place, evidence: {paragraph: 1, quote: a}")
    example = project(facts, recipe=recipe)
    _, problems = build(example, (), example.root / "build", strict=True, progress=quiet)
    assert [(problem.rule, problem.message) for problem in problems] == [("drafts", "1 draft left out")]
    _, problems = build(example, (), example.root / "build", strict=True, progress=quiet, drafts=True)
    assert problems == ()


def test_a_recipe_with_nothing_but_drafts_says_that_alone(project: Callable[..., Project]) -> None:
    facts = CITIES.replace("type: place}", "type: place, status: draft}")
    example = project(facts, recipe=RECIPE)
    with pytest.raises(ContentError) as refused:
        build(example, (), example.root / "build", strict=False, progress=quiet)
    errors = [problem for problem in refused.value.problems if problem.level == "error"]
    assert [problem.rule for problem in errors] == ["only-drafts"]
    assert "quizgen approve" in errors[0].hint
