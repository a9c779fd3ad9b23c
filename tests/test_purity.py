"""Generators, checks, assembly and exporters open nothing, start nothing and ask neither the clock nor chance.

What each does is watched once it has run with what has every kind, when modules are imported and constant values are
there. Words and templates were read before.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
import typst
from conftest import prepared, written
from every_kind import ENTITIES, FACTS, PICTURE
from watching import watch

from quizgen.analysis.measuring import measurement_of
from quizgen.analysis.plots import question_plot, score_plot
from quizgen.analysis.statistic_tables import table_files
from quizgen.assembly.audit import audit
from quizgen.assembly.forms import assemble
from quizgen.assembly.worksheets import WORKSHEETS
from quizgen.assembly.worksheets.material import Material
from quizgen.build.content import ProjectContent, read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.question_selection import questions_of, selection_of
from quizgen.checks import evidence, item_writing, questions, quizzes
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.rule_sets import FACT_CHECKS
from quizgen.checks.support import compare_facts
from quizgen.errors import refuse
from quizgen.exporters import EXPORTERS
from quizgen.generators import QUESTION_KINDS, generate, paper_kinds
from quizgen.model.fact import Collection
from quizgen.model.question import Question
from quizgen.model.responses import Response, asked_items
from quizgen.project import Project
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.words import catalogues
from quizgen.words.catalogues import SCRIPTS, counted_message, unwanted_words, words_for

pytestmark = pytest.mark.usefixtures("quick_crosswords")

Value = TypeVar("Value")

ROOT = Path(__file__).parent.parent
HEAD = "schema: quizgen-facts/1\nsource: {id: kinds, title: A Text, author: An Author}\n"
RECIPE = """\
schema: quizgen-deck/1
title: Everything
facts: FACTS
outputs: [OUTPUTS]
quiz: {forms: FORMS, questions: {QUESTIONS}}
answer-sheet: {in_quiz: IN_QUIZ}
deck: {kinds: [basic, cloze, reversed, multiple-choice, labelling]}
worksheets: {SHEETS}
"""
SHIPPED = "multiple-choice: 4, true-false: 2, short-answer: 2, matching: 1"
EVERY = (
    "multiple-choice: 3, true-false: 3, multiple-response: 1, numeric: 1, list: 1, sequence: 1, reversed: 1, acronym: 1"
)
EVERY += (
    ", attribution: 1, matching: 1, categorise: 1, odd-one-out: 1, ordering: 1, timeline: 1, word-bank: 1, labelling: 1"
)
SHEETS = "crossword: {}, word-search: {}, bingo: {}, matching: {}, word-bank: {}, exit-ticket: {}, study-guide: {}"


def recipe(facts: str, questions: str = EVERY, *, forms: int = 1, in_quiz: bool = False) -> str:
    """A recipe that makes everything of a collection; with ``in_quiz`` its quiz has boxes for a scanner."""
    values = {"FACTS": facts, "OUTPUTS": ", ".join(EXPORTERS.names()), "QUESTIONS": questions, "SHEETS": SHEETS}
    values |= {"FORMS": str(forms), "IN_QUIZ": str(in_quiz).lower()}
    made = RECIPE
    for name, value in values.items():
        made = made.replace(name, value)
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The shipped collections and the one with every kind, and recipes that make everything of them."""
    root = tmp_path_factory.mktemp("pure")
    shutil.copytree(ROOT / "facts", root / "facts")
    (root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    files = {
        "facts/kinds.yaml": f"{HEAD}{ENTITIES}facts:\n{FACTS}",
        "facts/cycle.svg": PICTURE,
        "decks/kazakhstan.yaml": recipe("kazakhstan-azerbaijan", SHIPPED),
        "decks/waves.yaml": recipe("waves", f"{SHIPPED}, labelling: 1"),
        "decks/kinds.yaml": recipe("kinds", forms=2),
        "decks/boxes.yaml": recipe("kinds", in_quiz=True),
    }
    return written(root, files)


@pytest.fixture(scope="module")
def content(project: Project) -> ProjectContent:
    content = read_content(project, project.recipes())
    refuse(content.problems)
    assert sorted(content.collections) == ["kazakhstan-azerbaijan", "kinds", "waves"]
    return content


@pytest.fixture(scope="module")
def recipes(project: Project, content: ProjectContent, quick_crosswords: None, unfitted_pages: None) -> list[Jobs]:
    assembled, problems = assemble_recipes(project, content)
    refuse(problems)
    return prepared(assembled)


@pytest.fixture(scope="module")
def collections(content: ProjectContent) -> list[Collection]:
    """The collections, the one with every kind first."""
    loaded = sorted(content.collections.values(), key=lambda each: each.collection.source.id != "kinds")
    return [each.collection for each in loaded]


def touched(run: Callable[[], object]) -> list[str]:
    """What ``run`` does with the outside world once it has run."""
    run()
    return watched(run)


def watched(run: Callable[[], object]) -> list[str]:
    """What ``run`` does with the outside world."""
    with watch() as events:
        run()
    return list(dict.fromkeys(events))[:10]


def touched_by_each(function: Callable[[Value], object], values: Sequence[Value]) -> list[str]:
    """What ``function`` of each of ``values`` does with the outside world, once it has run with the first."""
    function(values[0])
    return [touch for value in values for touch in watched(partial(function, value))]


@pytest.mark.parametrize("output", EXPORTERS.names())
def test_an_exporter_touches_nothing(output: str, recipes: list[Jobs]) -> None:
    for jobs in recipes:
        if jobs.name in EVERY_KIND:
            jobs.export(output)
    seen = {jobs.name: watched(partial(jobs.export, output)) for jobs in recipes}
    if output == "docx":
        seen = {name: [each for each in found if not THROWN_AWAY.search(each)] for name, found in seen.items()}
    assert {name: found for name, found in seen.items() if found} == {}


EVERY_KIND = ("kinds", "boxes")  # recipes whose documents have parts of every kind

# python-docx dates what it packs by the clock. The document gets its own date and is packed again without any.
THROWN_AWAY = re.compile(r"^now .*docx.opc.parts.coreprops\.py|^(time|localtime) .*zipfile\.py")


@pytest.mark.parametrize("kind", QUESTION_KINDS.names())
def test_a_generator_touches_nothing(kind: str, collections: list[Collection]) -> None:
    assert touched_by_each(lambda collection: list(generate(collection, [kind])), collections) == []


@pytest.mark.parametrize("sheet", WORKSHEETS.names())
def test_the_assembly_of_a_worksheet_touches_nothing(sheet: str, content: ProjectContent) -> None:
    kind = WORKSHEETS.get(sheet)()
    material = Material([content.collections["kinds"].collection], (), 1)
    assert touched(lambda: list(kind.make(kind.recipe(), material))) == []


def test_the_assembly_of_a_quiz_touches_nothing(content: ProjectContent) -> None:
    def quiz(recipe: LoadedRecipe) -> None:
        given = [content.collections[name] for name in recipe.recipe.facts]
        example_question = questions_of(recipe, given, paper_kinds())
        selection = selection_of(recipe.recipe.quiz, example_question, recipe.recipe.seed)
        quiz = assemble("A Quiz", "en", selection.forms, forms=2, options=4, seed=1)
        audit([(item.question.fact.key, item.choice) for item in quiz.forms[0].items if item.choice])

    recipes = [recipe for recipe in content.recipes if recipe.name != "boxes"]  # it asks what `kinds` asks
    assert touched_by_each(quiz, sorted(recipes, key=lambda recipe: recipe.name != "kinds")) == []


def name_of(check: Callable[..., object]) -> str:
    """The id of the rule that it is, or its own name where it looks for several."""
    return getattr(check, "id", "") or check.__name__


@pytest.mark.parametrize("check", FACT_CHECKS, ids=name_of)
def test_a_check_of_facts_touches_nothing(
    check: Callable[..., Iterable[object]], collections: list[Collection]
) -> None:
    assert touched_by_each(lambda collection: list(check(collection)), collections) == []


@pytest.fixture(scope="module")
def asked(collections: list[Collection]) -> list[list[Question]]:
    """Every question of each collection."""
    generated = (generate(collection, QUESTION_KINDS.names()) for collection in collections)
    return [[question for question in made if isinstance(question, Question)] for made in generated]


@pytest.mark.parametrize("check", questions.CHECKS, ids=name_of)
def test_a_check_of_questions_touches_nothing(
    check: Callable[..., Iterable[object]], asked: list[list[Question]]
) -> None:
    assert touched_by_each(lambda questions: list(check(questions)), asked) == []


@pytest.mark.parametrize("check", evidence.ARTICLE_CHECKS, ids=name_of)
def test_a_check_against_the_article_touches_nothing(
    check: Callable[..., Iterable[object]], content: ProjectContent
) -> None:
    assert content.articles
    for name, article in content.articles.items():
        collection = content.collections[name].collection
        index = ArticleIndex(article)
        assert touched(lambda collection=collection, index=index: list(check(collection, index))) == []


def test_comparing_facts_with_their_article_touches_nothing(content: ProjectContent) -> None:
    for name, article in content.articles.items():
        collection, index = content.collections[name].collection, ArticleIndex(article)
        assert touched(lambda collection=collection, index=index: list(compare_facts(collection, index))) == []


@pytest.mark.parametrize("check", quizzes.CHECKS, ids=name_of)
def test_a_check_of_quizzes_touches_nothing(check: Callable[..., Iterable[object]], recipes: list[Jobs]) -> None:
    forms = [form for jobs in recipes for form in jobs.quiz.quiz.forms]
    assert touched(lambda: [list(check(form)) for form in forms]) == []


@pytest.mark.parametrize("check", item_writing.CHECKS, ids=name_of)
def test_a_check_of_items_touches_nothing(check: Callable[..., object], recipes: list[Jobs]) -> None:
    every = [item.choice for jobs in recipes for form in jobs.quiz.quiz.forms for item in form.items if item.choice]
    assert touched(lambda: [check(item) for item in every]) == []


def test_item_analysis_touches_nothing(recipes: list[Jobs]) -> None:
    items = [item for jobs in recipes for form in jobs.quiz.quiz.forms for item in asked_items(form, jobs.name)]
    responses = [
        Response(
            *(item.session, item.form, item.item, ";".join(item.facts), item.slot, item.kind, str(person)),
            choice=item.options[0].value if item.options else "x",
            correct=float((person + item.item) % 3 > 0),
        )
        for item in items
        for person in range(25)
    ]

    def analysed() -> None:
        measurement = measurement_of(responses, items)
        table_files(measurement)
        question_plot(list(enumerate(measurement.questions.values(), 1)))
        for sitting in measurement.sittings:
            score_plot(sitting)

    assert touched(analysed) == []


def test_words_are_read_with_the_content_and_not_when_they_are_wanted(project: Project) -> None:
    for function in CACHED:
        function.cache_clear()
    read_content(project, project.recipes())
    for function in CACHED[2:]:
        function.cache_clear()
    with watch() as events:
        for language in SCRIPTS:
            assert words_for(language)
            assert counted_message(language, "point_count", 2)
            assert unwanted_words(language)
    assert events == []


# The first two read files.
CACHED = (
    *(catalogues._catalogue, catalogues._unwanted_words),
    *(catalogues._translations, catalogues._numbered_keys, words_for, unwanted_words),
)


def connect() -> None:
    with socket.socket() as unconnected:
        unconnected.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


@pytest.mark.parametrize(
    "touch",
    {
        "a file": lambda: Path(__file__).read_bytes(),
        "a file's date": lambda: Path(__file__).stat(),
        "a folder": lambda: list(Path("/").iterdir()),
        "a temporary file": lambda: tempfile.TemporaryFile().close(),
        "a database": lambda: sqlite3.connect("").close(),
        "a socket": connect,
        "a process": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "the clock": time.time,
        "today": date.today,
        "now": lambda: datetime.now(UTC),
        "global randomness": random.random,
        "a global shuffle": lambda: random.shuffle([1, 2]),
        "an unseeded source": random.Random,
        "the system's randomness": lambda: os.urandom(1),
        "the PDF engine": lambda: typst.Compiler({"main.typ": b"x"}).compile(),
    }.items(),
    ids=lambda each: each[0],
)
def test_the_watch_sees(touch: tuple[str, Callable[[], object]]) -> None:
    assert touched(touch[1]) != []


def test_the_watch_allows_seeded_randomness_and_a_database_in_memory() -> None:
    assert touched(lambda: random.Random(1).shuffle([1, 2, 3])) == []
    assert touched(lambda: sqlite3.connect(":memory:").close()) == []
