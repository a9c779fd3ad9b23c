"""Each kind of question is one record, from which recipes and papers take what they need; a plugin's too."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import quiet
from every_kind import ENTITIES, FACTS, PICTURE
from pdf_text import page_texts

from quizgen.build.content import read_content
from quizgen.build.pipeline import build
from quizgen.errors import in_order
from quizgen.generators import QUESTION_KINDS, generate, question_kinds
from quizgen.plugins import Registry
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection
from quizgen.words import ENGLISH

HEAD = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [deck, quiz, key]\n"
FACT = '- id: f\n  statement: "Ann won in {May}."\n'


def test_a_record_has_the_name_by_which_it_is_found() -> None:
    assert [kind.name for kind in question_kinds()] == list(QUESTION_KINDS.names())


def test_a_kind_makes_questions_of_its_own_name(project: Callable[..., Project]) -> None:
    example = project(FACTS, entities=ENTITIES, files={"facts/cycle.svg": PICTURE, "facts/sea.mp3": "ID3"})
    loaded, problems = load_collection(example.collections()[0])
    assert loaded is not None, problems
    for kind in question_kinds():
        if kind.name == "open":  # which is only written by hand, and none of these is
            continue
        assert {question.kind for question in generate(loaded.collection, [kind.name])} == {kind.name}


def test_quizgen_has_words_for_its_own_kinds_on_paper() -> None:
    for kind in question_kinds():
        if kind.on_paper:
            assert {kind.name, f"do_{kind.name.replace('-', '_')}"} <= set(ENGLISH), kind.name


@pytest.mark.parametrize(
    ("said", "place", "message", "hint"),
    [
        ("quiz: {questions: {multiple-chioce: 1}}", (5, 20), "the key 'multiple-chioce' is not known here", "choice"),
        ("quiz: {questions: {basic: 1}}", (5, 20), "the key 'basic' is not known here", "known: total, multiple"),
        ("quiz: {questions: {timeline: 21}}", (5, 30), "'timeline' must be at most 20, not '21'", "number"),
        ("quiz: {minutes: 9, kinds: {numric: 100%}}", (5, 28), "the key 'numric' is not known here", "'numeric'"),
        ("quiz: {seconds: {lists: 9}}", (5, 18), "the key 'lists' is not known here", "'list'"),
        ("quiz: {points_each: {cloze: 9}}", (5, 22), "the key 'cloze' is not known here", ""),
        ("quiz: {layout: [{title: A, kinds: [lsit]}]}", (5, 36), "'kinds' cannot be 'lsit'", "'list'"),
        ("deck: {kinds: matching}", (5, 15), "'kinds' cannot be 'matching'", "basic"),
    ],
)
def test_a_recipe_names_kinds_that_there_are(
    project: Callable[..., Project], said: str, place: tuple[int, int], message: str, hint: str
) -> None:
    example = project(FACT, recipe=f"{HEAD}{said}\n")
    problems = in_order(read_content(example, example.recipes()).problems)
    (problem,) = (problem for problem in problems if problem.level == "error")
    assert ((problem.line, problem.column), problem.message) == (place, message)
    assert hint in problem.hint


PLUGIN = """\
from quizgen.generators.kind import SlotKind
from quizgen.model.body import ShortText
from quizgen.model.question import slot_question
from quizgen.model.question_kind import OnPaper


def generate(fact, slot, context):
    return slot_question("shouted", fact, slot, context.stem(fact, slot), ShortText(slot.shown, slot.accept))


KIND = SlotKind(
    name="shouted",
    summary="A question that is shouted.",
    on_paper=OnPaper(seconds=20, title="Out loud", instructions="Shout the answer."),
    on_cards=True,
    generate=generate,
)
"""


def test_a_plugin_brings_a_kind(
    project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be named in a recipe, and is on paper under its own words and on cards."""
    info = tmp_path / "site/other-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[quizgen.question_kinds]\nshouted = shouted:KIND\n")
    (tmp_path / "site/shouted.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    importlib.invalidate_caches()
    monkeypatch.setattr(Registry, "_plugins", property(Registry._plugins.func))  # looks again, each time
    example = project(FACT, recipe=f"{HEAD}quiz: {{questions: {{shouted: 1}}}}\ndeck: {{kinds: shouted}}\n")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    paper = page_texts(example.root / "build/t/quiz-A.pdf")[0]
    assert "Out loud" in paper
    assert "Shout the answer." in paper
    assert (example.root / "build/t/deck.apkg").is_file()
