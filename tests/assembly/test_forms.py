from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quizgen.assembly.select import select

from quizgen.assembly.forms import LONGEST_RUN, assemble
from quizgen.model.fact import Evidence, Fact, Slot, Source
from quizgen.model.question import Kind, Question
from quizgen.model.quiz import Quiz
from quizgen.model.text import SlotName, Text, Words

SOURCE = Source("t", "T")


def fact(place: int, **more: object) -> Fact:
    slot = Slot("x", f"right {place}", f"right {place}", accept=(f"also {place}",))
    statement = (Words(f"It {place} is "), SlotName("x", 0))
    return Fact(f"f{place}", SOURCE, statement, (slot,), (Evidence(place % 5 + 1, "q"),), **more)  # type: ignore[arg-type]


def question(place: int, kind: Kind, **more: object) -> Question:
    about = fact(place, **more)
    stem = about.text() if kind == "true-false" else Text((Words(f"What is it {place}?"),))
    return Question(kind, about, about.slots[0], stem, candidates=tuple(f"wrong {place}{c}" for c in "abcd"))


def quiz(choice: int = 12, judged: int = 6, short: int = 4, forms: int = 3, options: int = 3, seed: int = 1) -> Quiz:
    chosen: dict[Kind, tuple[Question, ...]] = {
        "multiple-choice": tuple(question(n, "multiple-choice") for n in range(choice)),
        "true-false": tuple(question(100 + n, "true-false") for n in range(judged)),
        "short-answer": tuple(question(200 + n, "short-answer") for n in range(short)),
    }
    return assemble("Q", "en", chosen, forms=forms, options=options, seed=seed)


@given(st.integers(0, 30), st.integers(0, 10), st.integers(1, 6), st.integers(2, 5), st.integers(0, 10**6))
def test_every_form_asks_the_same_and_its_key_is_right(
    choice: int, judged: int, forms: int, options: int, seed: int
) -> None:
    made = quiz(choice, judged, 3, forms, options, seed)
    asked = [sorted(item.question.id for item in form.items) for form in made.forms]
    assert all(each == asked[0] for each in asked)
    for form in made.forms:
        assert [item.number for item in form.items] == list(range(1, len(form.items) + 1))
        for item in form.items:
            if item.options:
                assert len({str(option.text) for option in item.options}) == len(item.options) == options
                right = [str(option.text) for option in item.options if option.correct]
                assert right == [item.question.slot.shown]
                assert item.letter == next(option.letter for option in item.options if option.correct)
            if item.truth is not None:
                assert (str(item.prompt) == str(item.question.stem)) == item.truth


def test_forms_differ_in_the_order_of_questions_and_options() -> None:
    one, two, three = quiz().forms
    for a, b in ((one, two), (two, three)):
        assert [item.question.id for item in a.items] != [item.question.id for item in b.items]
        options = {item.question.id: [str(o.text) for o in item.options] for item in b.items if item.options}
        assert all([str(o.text) for o in item.options] != options[item.question.id] for item in a.items if item.options)


@pytest.mark.parametrize("seed", range(20))
def test_the_key_is_balanced_and_has_no_long_run(seed: int) -> None:
    for form in quiz(choice=12, seed=seed).forms:
        letters = [item.letter for item in form.items if item.options]
        assert sorted(letters.count(letter) for letter in "ABC") == [4, 4, 4]
        assert max(len(list(run)) for _, run in groupby(letters)) <= LONGEST_RUN


@pytest.mark.parametrize("seed", range(5))
def test_half_of_the_statements_are_false(seed: int) -> None:
    truths = [item.truth for item in quiz(judged=6, seed=seed).forms[0].items if item.truth is not None]
    assert sorted(truths) == [False] * 3 + [True] * 3


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another() -> None:
    assert quiz(seed=7) == quiz(seed=7)
    assert quiz(seed=7) != quiz(seed=8)


def test_what_is_false_in_one_form_is_false_in_all() -> None:
    prompts = [{i.question.id: str(i.prompt) for i in form.items} for form in quiz().forms]
    assert all(each == prompts[0] for each in prompts)


def test_a_fact_is_asked_once_and_never_beside_its_enemy() -> None:
    everything = [
        question(n, kind, enemies=(f"f{n + 1}",)) for n in range(10) for kind in ("multiple-choice", "short-answer")
    ]
    chosen = select(everything, {"multiple-choice": 5, "short-answer": 5}, seed=1)
    places = sorted(int(each.fact.id[1:]) for kind in chosen.values() for each in kind)
    assert places
    assert all(after - before > 1 for before, after in pairwise(places))


def test_questions_are_spread_over_the_paragraphs() -> None:
    everything = [question(n, "short-answer") for n in range(50)]
    chosen = select(everything, {"short-answer": 10}, seed=3)["short-answer"]
    paragraphs = [each.fact.evidence[0].paragraph for each in chosen]
    assert sorted(paragraphs.count(number) for number in range(1, 6)) == [2, 2, 2, 2, 2]


@given(st.permutations(range(12)))
def test_the_choice_does_not_depend_on_the_order_of_the_facts(order: list[int]) -> None:
    def ids(places: list[int]) -> set[str]:
        chosen = select([question(n, "short-answer") for n in places], {"short-answer": 5}, seed=1)
        return {each.id for each in chosen["short-answer"]}

    assert ids(order) == ids(list(range(12)))
