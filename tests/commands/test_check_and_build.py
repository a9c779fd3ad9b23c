"""Whatever a build refuses, `quizgen check` has reported before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import quiet

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.errors import ContentError, Problem, TemplateError, UsageError
from quizgen.project import Project

RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\n"
NO_EVIDENCE = "  stance: background\n  reference: a book\n"
FACT = f'- id: f\n  statement: "Tea is {{so}}."\n  ask: How is tea?\n{NO_EVIDENCE}'
MANY = "".join(
    f'- id: f{n}\n  statement: "Thing {n} has {{{n}0}} parts."\n  ask: "How many has thing {n}?"\n{NO_EVIDENCE}'
    for n in range(1, 25)
)
LONG = "words that go on and on, " * 120
LONG_FACT = f'- id: long\n  statement: "Tea is {{so}}."\n  ask: "{LONG}?"\n{NO_EVIDENCE}'
PICTURE = "  image: {file: p.png, alt: a thing, credit: c, licence: MIT}\n"
SMALL = "quiz: {questions: {short-answer: 1}}\n"
# The rule; the facts, the recipe below its head, and other files.
WRONG: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a card is too full": ("card-too-full", LONG_FACT, "outputs: [cards]\n", {}),
    "a card of a loop is too full": (
        "card-too-full",
        MANY.replace("has thing 1?", f"has thing 1, {LONG}?"),
        "outputs: [worksheets]\nworksheets: {loop-cards: {}}\n",
        {},
    ),
    "a character on cards has no glyph": (
        "missing-glyph",
        FACT.replace("{so}", "{\U00012000}"),
        "outputs: [cards]\n",
        {},
    ),
    "a character on a worksheet has no glyph": (
        "missing-glyph",
        MANY.replace("Thing 1", "Thing \U00012000"),
        "outputs: [worksheets]\nworksheets: {study-guide: {}}\n",
        {},
    ),
    "a character in the title has no glyph": (
        "missing-glyph",
        FACT,
        SMALL.replace("quiz", "title: \U00012000\nquiz"),
        {},
    ),
    "a picture is damaged": (
        "no-picture",
        FACT + PICTURE,
        "outputs: [quiz]\n" + SMALL,
        {"facts/p.png": "\x89PNG\r\n\x1a\n"},
    ),
    "a picture is missing": ("no-picture", FACT + PICTURE, "outputs: [quiz]\n" + SMALL, {}),
    "there is nothing to ask": (
        "nothing-to-ask",
        '- id: f\n  statement: "It is so."\n' + NO_EVIDENCE,
        "outputs: [quiz]\n",
        {},
    ),
    "there are no cards": (
        "nothing-to-ask",
        '- id: f\n  statement: "It is so."\n' + NO_EVIDENCE,
        "outputs: [deck]\n",
        {},
    ),
    "all facts are drafts": ("only-drafts", f"{FACT}  status: draft\n", "outputs: [quiz, deck]\n", {}),
    "an output is unknown": ("unknown-output", FACT, "outputs: [quizz]\n", {}),
    "a roster is missing": (
        "roster",
        FACT,
        "outputs: [quiz]\nquiz: {questions: {short-answer: 1}, roster: class.csv}\n",
        {},
    ),
    "a roster has no student": (
        "roster",
        FACT,
        "outputs: [quiz]\nquiz: {questions: {short-answer: 1}, roster: class.csv}\n",
        {"class.csv": "name,id\n"},
    ),
    "an output loses something": (
        "lost",
        FACT + "  feedback: Because it is.\n  hint: It is not unlike it.\n",
        "outputs: [quiz, aiken, kahoot, gift, quizlet, mochi]\n" + SMALL,
        {},
    ),
    "too few questions": (
        "too-few",
        FACT,
        "outputs: [quiz]\nquiz: {questions: {short-answer: 3, multiple-choice: 2}}\n",
        {},
    ),
    "a worksheet cannot be made": (
        "worksheet",
        FACT,
        "outputs: [worksheets]\nworksheets: {timeline: {}, word-search: {}}\n",
        {},
    ),
    "a tag is unknown": ("unknown-tag", FACT, "outputs: [quiz]\ntags: [x]\n", {}),
    "a lock is broken": ("lock", FACT, "outputs: [deck]\n", {"decks/anki.lock": "no lock"}),
    "an id is there twice": ("duplicate-id", FACT + FACT, "outputs: [quiz]\n", {}),
}


def problems_of_build(project: Project, target: Path) -> tuple[Problem, ...]:
    """Everything that a strict build refuses, or reports."""
    try:
        return build(project, (), target, strict=True, progress=quiet)[1]
    except ContentError as refused:
        return refused.problems


def named(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.id, problem.message


@pytest.mark.parametrize("wrong", WRONG)
def test_check_reports_what_a_build_refuses(wrong: str, project: Callable[..., Project], tmp_path: Path) -> None:
    rule, facts, recipe, files = WRONG[wrong]
    head = RECIPE.replace("title: T\n", "") if "title:" in recipe else RECIPE
    example = project(facts, recipe=head + recipe, files=files)
    refused = {named(problem) for problem in problems_of_build(example, tmp_path / "out") if problem.level != "info"}
    assert rule in [name for name, _, _ in refused]
    assert refused <= {named(problem) for problem in check(example, ()).problems}


def test_an_own_template_that_cannot_be_printed_is_found_by_check(project: Callable[..., Project]) -> None:
    template = '{% extends "shipped/print/quiz.typ.j2" %}\n{% block title %}#nothing-of-this-name{% endblock %}\n'
    example = project(
        FACT, recipe=RECIPE + "outputs: [quiz]\n" + SMALL, files={"templates/print/quiz.typ.j2": template}
    )
    with pytest.raises(TemplateError, match="nothing-of-this-name"):
        check(example, ())


def test_a_recipe_without_faults_has_none_in_either(project: Callable[..., Project], tmp_path: Path) -> None:
    example = project(MANY, recipe=RECIPE + "outputs: [cards, deck, quiz, key]\nquiz: {questions: {short-answer: 2}}\n")
    assert problems_of_build(example, tmp_path / "out") == ()
    assert [problem for problem in check(example, ()).problems if problem.level == "error"] == []


def test_a_name_that_is_neither_facts_nor_a_recipe_is_reported_with_those_of_both(
    project: Callable[..., Project],
) -> None:
    here = project(FACT)
    with pytest.raises(UsageError, match=r"no collection or recipe 'tea'\. Known: t\."):
        check(here, ["tea"])


def test_a_collection_may_be_named_by_its_file(project: Callable[..., Project]) -> None:
    here = project(FACT)
    assert list(check(here, [str(here.root / "facts" / "t.yaml")]).collections) == ["t"]


def test_each_collection_with_drafts_has_a_command_of_its_own(project: Callable[..., Project]) -> None:
    draft = f"{FACT}  status: draft\n"
    head = "schema: quizgen-facts/1\nsource: {id: u, title: U}\nfacts:\n"
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: [t, my facts]\noutputs: [quiz]\n"
    here = project(draft, files={"facts/my facts.yaml": head + draft}, recipe=recipe)
    (hint,) = (problem.hint for problem in check(here, ()).problems if problem.rule == "only-drafts")
    assert re.search(r'run  quizgen approve \S+/t\.yaml  and  quizgen approve "[^"]+/my facts\.yaml"$', hint)


def test_a_folder_inside_of_a_project_says_where_the_project_is(project: Callable[..., Project]) -> None:
    root = project(FACT).root
    (root / "build" / "t").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"type first  cd \.\./\.\.$"):
        Project.at(root / "build" / "t")
    assert Project.at(root / "facts" / "..").own
