"""The figures of R's package psych, on answers that are made here by a rule, and promises that hold for any answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.analysis.discrimination import item_rest
from quizgen.analysis.measuring import measurement_of
from quizgen.analysis.reliability import alpha_of
from quizgen.model.measured import MeasuredOption, MeasuredQuestion
from quizgen.model.responses import AskedItem, AskedOption, AskedPart, Response

PEOPLE, ITEMS = 40, 8


def choice_of(person: int, item: int) -> str:
    """The option that somebody chooses: K is right, and the later people know more."""
    luck = (person * 37 + item * 61 + person * item * 13) % 101
    return "K" if luck < 15 + person * 2 - item * 4 + (person % 3) * 6 else "ABC"[(person + 2 * item + luck) % 3]


def response(session: str, person: str, item: int, choice: str, *, key: str = "K", form: str = "A") -> Response:
    return Response(session, form, item, f"c/f{item}", "x", "multiple-choice", person, choice, float(choice == key))


def asked(session: str, item: int, *, key: str = "K", form: str = "A", values: str = "ABCK") -> AskedItem:
    options = tuple(AskedOption(value, f"option {value}", value == key) for value in values)
    return AskedItem(session, form, item, (f"c/f{item}",), "x", "multiple-choice", "Which?", "K", options)


RESPONSES = [
    response("s", str(person), item, choice_of(person, item)) for person in range(PEOPLE) for item in range(ITEMS)
]
ASKED = [asked("s", item) for item in range(ITEMS)]
SCORES = np.array([[float(choice_of(person, item) == "K") for item in range(ITEMS)] for person in range(PEOPLE)])


def test_the_figures_are_those_of_psych() -> None:
    """Printed by R 4 with psych 2.2.9: ``alpha(scores)`` and, for options, ``cor`` with the sum of the others."""
    measurement = measurement_of(RESPONSES, ASKED)
    (sitting,) = measurement.sittings
    assert sitting.alpha == pytest.approx(0.654934437543, abs=1e-9)
    questions = list(measurement.questions.values())
    assert [question.right for question in questions] == [0.575, 0.525, 0.525, 0.5, 0.4, 0.9, 0.375, 0.3]
    assert [question.discrimination for question in questions] == pytest.approx(
        [
            *(0.33201229703, 0.02361796163, 0.32891632036, 0.39192475767),
            *(0.52356564594, 0.24926013451, 0.50641846040, 0.47261504303),
        ],
        abs=1e-9,
    )
    first = {option.text: option.correlation for option in questions[0].options}
    assert first == {
        "option K": pytest.approx(0.332012297),
        "option A": pytest.approx(-0.0676267476),
        "option B": pytest.approx(-0.275597401),
        "option C": pytest.approx(-0.121417037),
    }
    unused = next(option for option in questions[5].options if option.text == "option B")
    assert (unused.chosen, unused.offered, unused.correlation) == (0, 40, None)


def test_missing_answers_are_left_out_pair_by_pair_as_psych_does() -> None:
    scores = SCORES.copy()
    scores[0::3, 1], scores[1::5, 4] = np.nan, np.nan
    assert alpha_of(scores) == pytest.approx(0.652189342362, abs=1e-9)
    assert item_rest(scores) == pytest.approx(
        [
            *(0.3324857209, 0.1040318412, 0.2831585939, 0.3807223101),
            *(0.4389055601, 0.1877133021, 0.5796347997, 0.4744632182),
        ],
        abs=1e-9,
    )


def test_the_standard_error_of_measurement_follows_from_alpha() -> None:
    (sitting,) = measurement_of(RESPONSES).sittings
    assert sitting.alpha is not None
    assert sitting.error == pytest.approx(sitting.deviation * math.sqrt(1 - sitting.alpha))
    assert sum(sitting.scores) == sitting.people == PEOPLE
    assert sitting.mean == pytest.approx(float(SCORES.sum(axis=1).mean()))


TABLES = st.lists(st.lists(st.sampled_from("ABK "), min_size=3, max_size=3), min_size=2, max_size=25)


def answers(table: Sequence[Sequence[str]]) -> list[Response]:
    """Responses of people in rows to questions in columns; a space is a blank."""
    return [
        response("s", str(person), item, choice.strip())
        for person, row in enumerate(table)
        for item, choice in enumerate(row)
    ]


def rounded(question: MeasuredQuestion) -> list[object]:
    numbers = [question.right, question.discrimination, *(option.correlation for option in question.options)]
    return [*(None if number is None else round(number, 9) for number in numbers), question.blanks, question.answers]


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(table: list[list[str]], chance: object) -> None:
    shuffled = list(table)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    items = [asked("s", item) for item in range(3)]
    one, other = measurement_of(answers(table), items), measurement_of(answers(shuffled), items)
    assert list(map(rounded, one.questions.values())) == list(map(rounded, other.questions.values()))


@given(TABLES)
def test_a_question_that_is_there_twice_correlates_alike(table: list[list[str]]) -> None:
    first, *_, last = item_rest(np.array([[float(choice == "K") for choice in (*row, row[0])] for row in table]))
    assert first == (None if last is None else pytest.approx(last, abs=1e-9))


@given(TABLES)
def test_statistics_stay_within_their_limits(table: list[list[str]]) -> None:
    measurement = measurement_of(answers(table), [asked("s", item) for item in range(3)])
    for question in measurement.questions.values():
        assert 0 <= question.right <= 1
        assert question.blanks <= question.answers
        assert question.discrimination is None or -1 <= question.discrimination <= 1
        assert sum(option.chosen for option in question.options) + question.blanks == question.answers
    assert all(sitting.alpha is None or sitting.alpha <= 1 + 1e-9 for sitting in measurement.sittings)


def test_where_all_is_blank_nothing_is_correlated() -> None:
    measurement = measurement_of(answers([["", "", ""]] * 30), [asked("s", item) for item in range(3)])
    assert [question.right for question in measurement.questions.values()] == [0, 0, 0]
    assert [question.blanks for question in measurement.questions.values()] == [30, 30, 30]
    assert {question.discrimination for question in measurement.questions.values()} == {None}
    assert [sitting.alpha for sitting in measurement.sittings] == [None]
    assert measurement_of([]).questions == {}


def test_forms_in_another_order_are_one_sitting_and_options_are_counted_by_their_words() -> None:
    """In form B the letters A and K are swapped."""
    swapped = {"A": "K", "K": "A"}
    moved = [
        replace(one, form="B", item=7 - one.item, choice=swapped.get(one.choice, one.choice))
        if int(one.respondent) % 2
        else one
        for one in RESPONSES
    ]
    items = [asked("s", item) for item in range(ITEMS)]
    for item in range(ITEMS):
        options = tuple(
            AskedOption(value, f"option {swapped.get(value, value)}", value == "A") for value in ("A", "B", "C", "K")
        )
        items.append(replace(items[item], form="B", item=7 - item, options=options))
    found, before = measurement_of(moved, items), measurement_of(RESPONSES, ASKED)
    assert [(sitting.forms, sitting.people) for sitting in found.sittings] == [(("A", "B"), PEOPLE)]
    for key, question in before.questions.items():
        assert sorted(map(str, rounded(found.questions[key]))) == sorted(map(str, rounded(question)))


def test_an_easy_lesson_and_a_strong_class_do_not_count_for_a_question() -> None:
    """Over two sessions correlations are within each: the same answers twice correlate as once."""
    strong = [replace(one, session="t", correct=1.0 - one.correct) for one in RESPONSES if one.correct is not None]
    again = [replace(one, session="u") for one in RESPONSES]
    once, twice = measurement_of(RESPONSES), measurement_of([*RESPONSES, *again])
    assert [question.discrimination for question in twice.questions.values()] == pytest.approx(
        [question.discrimination for question in once.questions.values()]
    )
    assert [sitting.session for sitting in measurement_of([*RESPONSES, *strong]).sittings] == ["s", "t"]


def test_a_fact_is_counted_over_kinds_and_sessions_and_each_line_for_its_own() -> None:
    rows = [
        Response("2025", "A", 1, "c/f", "x", "short-answer", "1", "gold", 1.0),
        Response("2026", "A", 1, "c/f", "x", "true-false", "1", "true", 0.0),
        Response("2026", "A", 2, "c/f;c/g", "@r", "matching", "1", "B;B", 0.5),
        Response("2026", "A", 3, "c/f", "x", "open", "1", "", None),
    ]
    parts = (AskedPart("c/f", "B"), AskedPart("c/g", "A"))
    matching = AskedItem("2026", "A", 2, ("c/f", "c/g"), "@r", "matching", "Match.", "", (), parts)
    facts = measurement_of(rows, [matching]).facts
    assert (facts["c/f"].answers, facts["c/f"].right) == (3, pytest.approx(2 / 3))
    assert [(part.name, part.answers, part.right) for part in facts["c/f"].sessions] == [
        ("2025", 1, 1.0),
        ("2026", 2, 0.5),
    ]
    assert (facts["c/g"].answers, facts["c/g"].right) == (1, 0.0)


def test_without_the_questions_the_options_are_those_that_somebody_chose() -> None:
    rows = [replace(one, choice=one.choice.replace("K", "D")) for one in RESPONSES]
    measurement = measurement_of(rows)
    expected = measurement_of(RESPONSES, ASKED)
    for key, question in expected.questions.items():
        chosen = {one.text[-1].replace("K", "D"): rounded_option(one) for one in question.options if one.chosen}
        assert {one.text: rounded_option(one) for one in measurement.questions[key].options} == chosen
    typed = [Response("s", "", 1, "c/f", "x", "short-answer", str(n), "some words", 1.0) for n in range(3)]
    assert next(iter(measurement_of(typed).questions.values())).options == ()
    forms = [replace(one, form="AB"[int(one.respondent) % 2]) for one in rows]
    texts = {option.text for option in measurement_of(forms).questions["c/f0/x/multiple-choice"].options}
    assert {"D (s, A)", "D (s, B)"} <= texts


def rounded_option(option: MeasuredOption) -> list[object]:
    return [option.correct, option.chosen, option.correlation and round(option.correlation, 9)]


def test_what_several_people_wrote_is_counted_and_what_one_wrote_is_not() -> None:
    words = ["gold", "Gold ", "tin", "TIN", "tin", "my name", ""]
    rows = [
        Response("s", "A", 1, "c/f", "x", "short-answer", str(n), word, float(word.strip().lower() == "gold"))
        for n, word in enumerate(words)
    ]
    (question,) = measurement_of(rows).questions.values()
    assert [(one.name, one.answers, one.right) for one in question.written] == [("tin", 3, 0.0), ("gold", 2, 1.0)]


def test_only_the_first_of_several_answers_counts() -> None:
    rows = [response("s", "1", 1, "A"), response("s", "1", 1, "K")]
    (question,) = measurement_of(rows).questions.values()
    assert (question.answers, question.right) == (1, 0.0)
