"""Calls and entries for worksheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.build.content import read_content
from quizgen.generators import card_kinds, generate, paper_kinds
from quizgen.model.cells import cells
from quizgen.model.fact import Collection, Fact, Image, Slot, Source
from quizgen.model.question import Declined, Question
from quizgen.model.text import SlotName, Words
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

KINDS = ("bingo", "crossword", "word-search")
RIVERS = (
    "Amazon",
    "Danube",
    "Ganges",
    "Mekong",
    "Volga",
    "Indus",
    "Rhine",
    "Seine",
    "Tagus",
    "Ural",
    "Yukon",
    "Zambezi",
)
Made = Callable[..., dict[str, Question | Declined]]


@pytest.fixture
def made(project: Callable[..., Project]) -> Made:
    def make(facts: str, entities: str = "", rivers: int = 12) -> dict[str, Question | Declined]:
        usual = "".join(map(river, RIVERS[:rivers]))
        loaded, problems = load_collection(project(facts + usual, entities=entities).collections()[0])
        assert problems == []
        assert loaded is not None
        return {question.kind: question for question in generate(loaded.collection, KINDS)}

    return make


def river(name: str) -> str:
    return f'- id: {name.lower()}\n  statement: "Number {name[0]} is the {{{name}}}."\n'


def asked(answer: str, ask: str, more: str = "") -> str:
    """A fact with this answer, which its question asks for."""
    return f'- id: x\n  statement: "It is {{{answer}}}."\n  ask: "{ask}"\n{more}'


def answers(question: Question | Declined) -> list[str]:
    assert isinstance(question, Question), question
    return [str(part.answer) for part in question.parts]


def of(made: dict[str, Question | Declined], name: str) -> list[str]:
    """The kinds that have the answer ``name``."""
    return [kind for kind in KINDS if name in answers(made[kind])]


def test_facts_bring_an_answer_and_its_clue(made: Made) -> None:
    questions = made(asked("Nile", "Which is the longest?"))
    for kind in KINDS:
        question = questions[kind]
        assert answers(question) == ["Nile", *RIVERS]
        assert isinstance(question, Question)
        assert question.id == f"t/@{kind}/{kind}"
        assert [str(part.prompt) for part in question.parts[:2]] == ["Which is the longest?", "Number A is the _____."]


@pytest.mark.parametrize(("answer", "entry"), [("the Nile", "Nile"), ("The Four Seasons", "The Four Seasons")])
def test_grids_have_a_name_without_its_article(made: Made, answer: str, entry: str) -> None:
    questions = made(asked(answer, "What is it called?"))
    assert [answers(questions[kind])[0] for kind in ("bingo", "crossword")] == [answer, entry]


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        ("1,500", ["bingo"]),
        ("oil and gas", [*KINDS]),
        ("Mount Kilimanjaro", ["bingo"]),  # 16 letters
        ("high mountains", ["bingo", "crossword"]),  # 13
        ("on the bank of it", ["crossword"]),  # five words
        ("it", ["bingo"]),
        ("CO2", ["bingo"]),
        ("C#", ["bingo"]),
        ("Владивосток", [*KINDS]),
    ],
)
def test_answers_must_have_room(made: Made, answer: str, kinds: list[str]) -> None:
    assert of(made(asked(answer, "What is it called?") if answer != "it" else asked(answer, "What?")), answer) == kinds


@pytest.mark.parametrize(
    ("answer", "ask", "kinds"),
    [
        ("wave", "What kind of wave is a wave?", []),
        ("sound wave", "Which waves do we hear?", ["bingo"]),
        ("wave", "What do microwaves have?", ["bingo"]),
        ("Kazakhstan", "Where do Kazakh poets come from?", ["bingo"]),
        ("волна", "Каковы волны?", ["bingo"]),
        ("北京", "北京在哪里？", []),
        ("era", "What is general?", [*KINDS]),
        ("14", "How many of the 14 are there?", []),
        ("14", "How many were there in 1914?", ["bingo"]),
    ],
)
def test_a_clue_does_not_say_its_answer(made: Made, answer: str, ask: str, kinds: list[str]) -> None:
    assert of(made(asked(answer, ask)), answer) == kinds


def test_a_thing_stands_there_once_under_whatever_name(made: Made) -> None:
    entities = "entities:\n  a: {name: Nile, type: place, same_as: b}\n  b: {name: Iteru, type: place}\n"
    facts = "".join(
        f'- id: {id}\n  statement: "It is {{a}}, number {id}."\n  slots: {{a: {{entity: {id}}}}}\n' for id in "ab"
    )
    facts += '- id: c\n  statement: "It is {Hapi}, or the Nile."\n  accept: [Iteru]\n'
    questions = made(facts, entities)
    for kind in KINDS:
        assert answers(questions[kind]) == ["Nile", *RIVERS]


def test_two_spellings_of_a_number_are_one(made: Made) -> None:
    facts = '- id: a\n  statement: "It is {1,500} here."\n- id: b\n  statement: "It is {1500} there."\n'
    assert answers(made(facts)["bingo"]) == ["1,500", *RIVERS]


def test_a_question_comes_before_a_gap(made: Made) -> None:
    gap = '- id: a\n  statement: "It flows north: the {Nile}."\n'
    question = made(gap + asked("Nile", "Which is the longest?"))["crossword"]
    assert isinstance(question, Question)
    assert str(question.parts[0].prompt) == "Which is the longest?"
    assert answers(question) == ["Nile", *RIVERS]


def test_no_word_is_found_within_another(made: Made) -> None:
    """Forwards in "never", backwards in "nerve", and around "never"; the crossword does not mind."""
    words = ("nerve", "never", "eve", "vre", "nevermore")
    facts = "".join(f'- id: w{n}\n  statement: "Word {n} is {{{word}}}."\n' for n, word in enumerate(words))
    questions = made(facts)
    assert answers(questions["word-search"]) == ["nerve", "never", *RIVERS]
    assert answers(questions["crossword"]) == [*words, *RIVERS]


def test_what_somebody_says_is_asked_as_theirs_and_retired_facts_never(made: Made) -> None:
    opinion = asked("Nile", "Which is the finest?", "  stance: opinion\n  by: Ann\n")
    retired = '- id: r\n  statement: "It was the {Oxus}."\n  status: retired\n'
    for question in made(opinion + retired).values():
        assert isinstance(question, Question)
        assert str(question.parts[0].prompt) == "According to Ann, which is the finest?"
        assert answers(question) == ["Nile", *RIVERS]


def test_what_several_things_would_answer_is_not_asked(made: Made) -> None:
    facts = "".join(
        f'- id: {id}\n  statement: "The {{a}} is in {{b}}."\n  relation: {{name: in, subject: a, object: b}}\n'
        f"  slots: {{a: {{value: {name}, ask: What is in Asia?}}, b: {{value: Asia}}}}\n"
        for id, name in (("p", "Lena"), ("q", "Onon"))
    )
    for question in made(facts).values():
        assert answers(question) == [*RIVERS]


def test_a_fact_that_needs_its_picture_is_left_out() -> None:
    facts = [fact(name, name) for name in RIVERS]
    with_picture = replace(facts[0], image=Image("a.png", "a"))
    for question in generate(Collection(SOURCE, (with_picture, *facts[1:])), ("crossword", "word-search")):
        assert answers(question) == [*RIVERS[1:]]


@pytest.mark.parametrize(("rivers", "kinds"), [(4, set()), (5, {"crossword", "word-search"}), (12, {*KINDS})])
def test_too_few_make_no_worksheet(made: Made, rivers: int, kinds: set[str]) -> None:
    found = made("", rivers=rivers)
    assert {kind for kind in KINDS if isinstance(found[kind], Question)} == kinds
    for each in found.values():
        assert isinstance(each, Question) or each.reason.startswith("fewer than")


def test_no_quiz_may_ask_for_them(project: Callable[..., Project]) -> None:
    assert not set(KINDS) & {*paper_kinds(), *card_kinds()}
    recipe = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\n"
    for wrong in (
        "quiz: {questions: {bingo: 1}}\n",
        "quiz: {kinds: {crossword: 100%}}\n",
        "quiz: {layout: [{title: W, kinds: word-search}]}\n",
        "deck: {kinds: [bingo]}\n",
    ):
        there = project(river("Nile"), recipe=recipe + wrong)
        assert any(problem.level == "error" for problem in read_content(there, there.recipes()).problems), wrong


SOURCE = Source("t", "T")


def fact(id: str, answer: str, ask: str = "") -> Fact:
    slot = Slot("a", answer, answer, ask=ask)
    return Fact(id, SOURCE, (Words(f"Number {id[0]} is "), SlotName("a", 0), Words(".")), (slot,))


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=8))
def test_entries_stand_in_a_grid_whatever_facts_hold(texts: list[tuple[str, str]]) -> None:
    facts = [fact(f"{place}", answer, ask) for place, (answer, ask) in enumerate(texts)]
    collection = Collection(SOURCE, (*facts, *(fact(name, name) for name in RIVERS)))
    order = [fact.id for fact in collection.facts]
    for question in generate(collection, KINDS):
        assert isinstance(question, Question)
        places = [order.index(part.fact.id) for part in question.parts]
        assert places == sorted(set(places))
        folded = [str(part.answer).casefold().split() for part in question.parts]
        assert all(one not in folded[:place] for place, one in enumerate(folded))
        if question.kind == "bingo":
            continue
        for part in question.parts:
            letters = cells(str(part.answer))
            assert 3 <= len(letters) <= (15 if question.kind == "crossword" else 12)
            assert all(category(cell[0]).startswith("L") for cell in letters)
            assert str(part.answer).casefold() not in str(part.prompt).casefold().split()


@given(st.lists(st.text("abc", min_size=1, max_size=6), max_size=30))
def test_each_word_is_found_once(words: list[str]) -> None:
    facts = [fact(f"{place}", word) for place, word in enumerate(words)]
    (question,) = generate(Collection(SOURCE, (*facts, *(fact(name, name) for name in RIVERS))), ("word-search",))
    found = [answer.casefold() for answer in answers(question)]
    for place, word in enumerate(found):
        for other in found[:place] + found[place + 1 :]:
            assert word not in other
            assert word not in other[::-1]
