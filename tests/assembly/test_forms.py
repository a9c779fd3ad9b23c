from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from random import Random

import pytest
from banks import fact, question
from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.forms import assemble
from quizgen.assembly.keys import key_places, longest_run
from quizgen.assembly.paper_sections import SectionPlan
from quizgen.checks.quizzes import LONGEST_RUN, key_position
from quizgen.generators.written import written_questions
from quizgen.model.body import ChooseOne, ChooseSeveral, Option, ShortText, TrueFalse, choices_of, options_of
from quizgen.model.fact import Written, WrittenKind
from quizgen.model.question import Question
from quizgen.model.quiz import Item, Quiz, Student
from quizgen.model.text import Words, parse_text


def asked(choice: int, judged: int, short: int) -> list[Question]:
    return [
        *(question(fact(n), "multiple-choice") for n in range(choice)),
        *(question(fact(100 + n), "true-false") for n in range(judged)),
        *(question(fact(200 + n), "short-answer") for n in range(short)),
    ]


def without_last(item: Item) -> Item:
    """The item without what is below its options; that such options then keep their order follows from it."""
    return replace(item, body=ChooseOne(item.body.options)) if isinstance(item.body, ChooseOne) else item


def texts(item: Item) -> list[str]:
    return [str(option.text) for option in options_of(item.body)]


def quiz(choice: int = 12, judged: int = 6, short: int = 4, forms: int = 3, options: int = 3, seed: int = 1) -> Quiz:
    return assemble("Q", "en", [asked(choice, judged, short)], forms=forms, options=options, seed=seed)


@given(st.integers(0, 30), st.integers(0, 10), st.integers(1, 6), st.integers(2, 5), st.integers(0, 10**6))
def test_every_form_asks_the_same_and_its_key_is_right(
    choice: int, judged: int, forms: int, options: int, seed: int
) -> None:
    example_quiz = quiz(choice, judged, 3, forms, options, seed)
    ids = [sorted(item.question.id for item in form.items) for form in example_quiz.forms]
    assert all(each == ids[0] for each in ids)
    for form in example_quiz.forms:
        assert [item.number for item in form.items] == list(range(1, len(form.items) + 1))
        for item in form.items:
            if options_of(item.body):
                assert (
                    len({str(option.text) for option in options_of(item.body)}) == len(options_of(item.body)) == options
                )
                right = [str(option.text) for option in options_of(item.body) if option.correct]
                assert right == [item.question.answer]
                assert item.letter == next(option.letter for option in options_of(item.body) if option.correct)
            if isinstance(item.body, TrueFalse):
                assert (str(item.prompt) == str(item.question.stem)) == item.body.true


def test_forms_differ_in_the_order_of_questions_and_options() -> None:
    one, two, three = quiz().forms
    for a, b in ((one, two), (two, three)):
        assert [item.question.id for item in a.items] != [item.question.id for item in b.items]
        options = {item.question.id: texts(item) for item in b.items if options_of(item.body)}
        assert all(texts(item) != options[item.question.id] for item in a.items if options_of(item.body))


@pytest.mark.parametrize("seed", range(20))
def test_the_key_is_balanced_and_has_no_long_run(seed: int) -> None:
    for form in quiz(choice=12, seed=seed).forms:
        letters = [item.letter for item in form.items if options_of(item.body)]
        assert sorted(letters.count(letter) for letter in "ABC") == [4, 4, 4]
        assert max(len(list(run)) for _, run in groupby(letters)) <= LONGEST_RUN


def test_about_half_of_the_statements_are_false_but_not_always_half() -> None:
    """Whoever knows all but one must not know the last one by counting."""
    counts = set()
    for seed in range(30):
        items = quiz(judged=6, seed=seed).forms[0].items
        counts.add(sum(item.body.true for item in items if isinstance(item.body, TrueFalse)))
    assert counts == {2, 3, 4}


def test_the_same_seed_gives_the_same_quiz_and_another_seed_another() -> None:
    assert quiz(seed=7) == quiz(seed=7)
    assert quiz(seed=7) != quiz(seed=8)


def test_what_is_false_in_one_form_is_false_in_all() -> None:
    prompts = [{i.question.id: str(i.prompt) for i in form.items} for form in quiz().forms]
    assert all(prompt == prompts[0] for prompt in prompts)


@pytest.mark.parametrize("seed", range(20))
def test_neighbouring_forms_have_other_keys(seed: int) -> None:
    keys = [
        [item.letter for item in form.items if options_of(item.body)]
        for form in quiz(choice=4, forms=6, seed=seed).forms
    ]
    assert all(one != other for one, other in pairwise(keys))


def test_quizzes_of_one_size_have_other_keys() -> None:
    def key(first: int) -> list[str]:
        questions = [question(fact(first + n), "multiple-choice") for n in range(8)]
        return [item.letter for item in assemble("Q", "en", [questions], forms=1, options=3, seed=1).forms[0].items]

    assert len({tuple(key(10 * n)) for n in range(20)}) > 15


@given(st.lists(st.none() | st.integers(0, 2), max_size=15), st.integers(0, 99))
def test_fixed_keys_stay_and_the_others_balance_them(fixed: list[int | None], seed: int) -> None:
    places = key_places(fixed, [3] * len(fixed), Random(seed))
    assert all(given is None or given == place for given, place in zip(fixed, places, strict=True))
    counts = [places.count(index) for index in range(3)]
    pinned = [fixed.count(index) for index in range(3)]
    assert max(counts) - min(counts) <= max(1, max(pinned) - min(counts))


@given(st.lists(st.sampled_from([2, 3, 4, 5]), min_size=1, max_size=24), st.integers(0, 99))
def test_each_position_is_as_often_right_among_questions_with_as_many_options(widths: list[int], seed: int) -> None:
    places = key_places([None] * len(widths), widths, Random(seed))
    assert all(0 <= place < width for place, width in zip(places, widths, strict=True))
    most = max(set(widths), key=lambda width: (widths.count(width), -width))
    for width in set(widths) - {most}:
        counts = [sum(w == width and p == index for w, p in zip(widths, places, strict=True)) for index in range(width)]
        assert max(counts) - min(counts) <= 1


def test_the_only_question_with_more_options_has_its_key_anywhere() -> None:
    found = {key_places([None] * 9, [3] * 8 + [4], Random(seed))[-1] for seed in range(60)}
    assert found == {0, 1, 2, 3}


@pytest.mark.parametrize("seed", range(20))
def test_no_truth_occurs_more_than_three_times_in_a_row(seed: int) -> None:
    for form in quiz(judged=12, seed=seed).forms:
        assert longest_run(item.body.true for item in form.items if isinstance(item.body, TrueFalse)) <= LONGEST_RUN


def test_sections_hold_what_the_layout_says_and_the_rest_is_sorted_by_kind_at_the_end() -> None:
    about_a = [question(fact(n, tags=("a/b",)), kind) for n, kind in ((1, "multiple-choice"), (2, "short-answer"))]
    layout = (SectionPlan("On A", "Think.", tags=("a",)), SectionPlan("Choices", kinds=("multiple-choice",)))
    for form in assemble("Q", "en", [[*asked(5, 2, 3), *about_a]], forms=4, options=3, seed=1, layout=layout).forms:
        assert [
            (section.title, section.instructions, section.kind, len(section.items)) for section in form.sections
        ] == [
            ("On A", "Think.", None, 2),
            ("Choices", "", "multiple-choice", 5),
            ("", "", "true-false", 2),
            ("", "", "short-answer", 3),
        ]
        assert [item.number for item in form.items] == list(range(1, 13))


def test_parallel_forms_ask_each_its_own() -> None:
    sets = [asked(6, 0, 0), [question(fact(50 + n), "multiple-choice") for n in range(6)]]
    forms = assemble("Q", "en", sets, forms=2, options=3, seed=1).forms
    assert [{item.question.id for item in form.items} for form in forms] == [{each.id for each in one} for one in sets]


def test_a_student_s_form_depends_on_their_id_alone() -> None:
    def forms(*ids: str) -> dict[str, object]:
        students = [Student(id, f"Name {id}") for id in ids]
        quiz = assemble("Q", "en", [asked(10, 4, 4)], forms=2, options=3, seed=1, students=students)
        return {form.letter: form for form in quiz.forms}

    assert forms("7", "8", "9")["8"] == forms("8")["8"]
    assert len({str(form) for form in forms(*map(str, range(50))).values()}) == 50


def test_a_statement_written_by_hand_stays_as_it_was_written() -> None:
    for answer in ("true", "false"):
        written = Written("w", "true-false", "It is so.", TrueFalse(answer == "true"))
        about = replace(fact(1), questions=(written,))
        (made,) = written_questions(about)
        (item,) = assemble("Q", "en", [[made]], forms=1, options=3, seed=1).forms[0].items
        assert (str(item.prompt), item.body.true) == ("It is so.", answer == "true")


def by_hand(place: int, *options: Option, kind: WrittenKind = "multiple-choice") -> Question:
    body = ChooseOne(options) if kind == "multiple-choice" else ChooseSeveral(options)
    about = replace(fact(place), questions=(Written("w", kind, "What is so?", body),))
    (written,) = written_questions(about)
    return written


def others(*, correct: bool) -> list[Option]:
    return [Option(parse_text("first"), correct=correct), Option(parse_text("second")), Option(parse_text("third"))]


@pytest.mark.parametrize("seed", range(10))
def test_an_option_marked_last_is_last_in_every_form(seed: int) -> None:
    end = Option(parse_text("None of these"), last=True)
    right_end = replace(end, correct=True)
    questions = [
        *(by_hand(index, *others(correct=True), end) for index in range(6)),
        *(by_hand(10 + index, right_end, *others(correct=False)) for index in range(2)),
    ]
    forms = assemble("Q", "en", [questions], forms=3, options=3, seed=seed).forms
    for form in forms:
        assert {str(options_of(item.body)[-1].text) for item in form.items} == {"None of these"}
        letters = [item.letter for item in form.items]
        assert sorted(letters) == ["A", "A", "B", "B", "C", "C", "D", "D"]
        assert [found for _, found in key_position(form) if "questions" in found] == []
    for one, other in pairwise(forms):
        orders = {item.question.id: texts(item) for item in one.items}
        assert all(orders[item.question.id] != texts(item) for item in other.items)


@pytest.mark.parametrize("seed", range(10))
def test_of_several_right_options_one_may_is_last(seed: int) -> None:
    end = Option(parse_text("All of these"), correct=True, last=True)
    written = by_hand(1, end, *others(correct=True), kind="multiple-response")
    (item,) = assemble("Q", "en", [[written]], forms=1, options=3, seed=seed).forms[0].items
    assert item.letter in ("A, D", "B, D", "C, D")
    assert str(options_of(item.body)[-1].text) == "All of these"


def test_numbers_are_in_their_order_before_the_last_option() -> None:
    numbers = [Option(parse_text(text), correct=text == "7") for text in ("12", "7", "9")]
    written = by_hand(1, Option(parse_text("None of these"), last=True), *numbers)
    (item,) = assemble("Q", "en", [[written]], forms=1, options=3, seed=1).forms[0].items
    assert texts(item) == ["7", "9", "12", "None of these"]


def test_the_last_option_of_a_quiz_is_below_the_options_and_is_none_of_them() -> None:
    written = by_hand(50, *others(correct=True))
    questions = [*asked(4, 2, 2), written]
    plain = assemble("Q", "en", [questions], forms=2, options=3, seed=1)
    quiz = assemble("Q", "en", [questions], forms=2, options=3, seed=1, last_option=r"\(x\) <b>?</b>")
    for form, before in zip(quiz.forms, plain.forms, strict=True):
        assert [without_last(item) for item in form.items] == [without_last(item) for item in before.items]
        for item in form.items:
            if item.question.kind == "multiple-choice" and not item.question.written:
                assert [option.letter for option in choices_of(item.body)] == ["A", "B", "C", "D"]
                last = choices_of(item.body)[-1]
                assert (last.text.spans, last.correct) == (
                    (Words(r"\(x\) <b>?</b>"),),
                    False,
                )
                assert item.choice == next(each.choice for each in before.items if each.number == item.number)
            else:
                assert choices_of(item.body) == options_of(item.body)


def test_a_section_that_is_not_shuffled_asks_in_the_order_of_the_facts() -> None:
    order = [f"t/f{n}" for n in (3, 0, 4, 1, 2)]
    questions = [question(fact(n), "multiple-choice") for n in range(5)]
    questions += [question(fact(10 + n), "short-answer") for n in range(8)]
    layout = (SectionPlan("As told", kinds=("multiple-choice",), shuffle=False),)
    forms = assemble("Q", "en", [questions], forms=4, options=3, seed=1, layout=layout, facts=order).forms
    for form in forms:
        assert [item.question.fact.key for item in form.sections[0].items] == order
    assert len({tuple(item.question.id for item in form.items) for form in forms}) == 4
    for one, other in pairwise(forms):
        assert [item.letter for item in one.sections[0].items] != [item.letter for item in other.sections[0].items]


def test_without_any_section_to_shuffle_the_forms_ask_alike() -> None:
    written = replace(fact(1), questions=(Written("w", "short-answer", "What is so?", ShortText("this")),))
    (by_hand,) = written_questions(written)
    slots = [question(written, kind) for kind in ("short-answer", "true-false")]
    layout = (SectionPlan("All", shuffle=False),)
    forms = assemble("Q", "en", [[by_hand, *slots]], forms=2, options=3, seed=1, layout=layout, facts=["t/f1"]).forms
    for form in forms:
        assert [item.question.id for item in form.items] == [
            "t/f1/x/true-false",
            "t/f1/x/short-answer",
            "t/f1/w/short-answer",
        ]
