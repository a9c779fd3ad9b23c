from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.wrong_answers import choose
from quizgen.assembly.wrong_numbers import wrong_numbers
from quizgen.checks.item_writing import flaws
from quizgen.checks.option_order import natural_order
from quizgen.generators.number_roles import fault_of_number, number_role
from quizgen.model.body import ChooseOne, Option
from quizgen.model.choice import Choice
from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.number_role import NumberRole
from quizgen.model.numbers import number_in
from quizgen.model.question import Question, WrongAnswers, slot_question
from quizgen.model.text import Text


def slot(shown: str, kind: str = "count", **more: object) -> Slot:
    return Slot("x", shown, shown, kind, **more)  # type: ignore[arg-type]


def question(asked: Slot, **more: object) -> Question:
    fact = Fact("f", Source("t", "T"), (), (asked,))
    body, wrong = ChooseOne((Option(asked.answer, correct=True),)), WrongAnswers(numeric=True, **more)  # type: ignore[arg-type]
    return slot_question("multiple-choice", fact, asked, Text(), body, wrong)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$109 million", 109),
        ("1,480 m/s", 1480),
        ("20 000 Hz", 20000),
        ("0.78 m", Decimal("0.78")),
        ("3,5 %", Decimal("3.5")),
        ("1.250,75 €", Decimal("1250.75")),
        ("1 250,5 km", Decimal("1250.5")),
        ("1.250.000", 1250000),
        ("3,500", 3500),
        ("1.250", Decimal("1.250")),
        ("1,2,3", None),
        ("2020,2021", None),
        ("2½", Decimal("2.5")),
        ("3 ¾ km", Decimal("3.75")),
        ("-1½ °C", Decimal("-1.5")),
        ("½", None),
        ("none", None),
        ("2 of 3", None),
    ],
)
def test_the_number_in_a_text(text: str, number: object) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "shown",
    ["$109 million", "150", "1,480 m/s", "21 500 Hz", "0.78 m", "1887", "14", "€3.50", "3,5 %", "1.250,75 €", "2½ h"],
)
def test_wrong_numbers_are_written_as_the_right_one(shown: str) -> None:
    numbers = wrong_numbers(slot(shown), 4, random.Random(1))
    assert len(numbers) == 4
    values = [number_in(text) for text in numbers]
    assert values == sorted(values)  # type: ignore[type-var]
    right = number_in(shown)
    assert right is not None
    for text in numbers:
        wrong = number_in(text)
        assert wrong is not None
        assert text.replace(text[slice(*span(text))], "") == shown.replace(shown[slice(*span(shown))], "")
        assert wrong.as_tuple().exponent == right.as_tuple().exponent


def span(text: str) -> tuple[int, int]:
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    return digits[0], digits[-1] + 1


@given(st.integers(1, 10_000_000), st.integers(0, 2**32), st.integers(1, 4))
def test_wrong_numbers_differ_from_each_other_and_from_the_right_one(key: int, seed: int, count: int) -> None:
    example_question = question(slot(str(key)))
    options = choose(example_question, count, random.Random(seed))
    assert len(options) == count
    assert len({str(key), *options}) == count + 1
    assert all(number_in(text) > 0 for text in options)  # type: ignore[operator]


def test_no_percentage_is_over_a_hundred() -> None:
    for seed in range(200):
        options = choose(question(slot("97 %", "percent")), 2, random.Random(seed))
        assert len(options) == 2
        assert all(number_in(text) <= 100 for text in options)  # type: ignore[operator]


def test_the_rank_of_the_right_number_tells_nothing() -> None:
    """1,000 questions of three options; χ² with 2 degrees of freedom stays below 5.99 (p > .05)."""
    ranks: Counter[int] = Counter()
    role = number_role([str(200 + seed) for seed in range(1000)], "count")
    for seed in range(1000):
        example_question = question(slot(str(200 + seed)), numbers=role)
        options = natural_order(
            example_question, (example_question.answer, *choose(example_question, 2, random.Random(seed)))
        )
        assert options is not None
        ranks[options.index(example_question.answer)] += 1
    assert sum((ranks[rank] - 1000 / 3) ** 2 / (1000 / 3) for rank in range(3)) < 5.99


@cache
def role_of(answers: tuple[str, ...], kind: str) -> NumberRole:
    """The same object in each test: a role of a thousand answers takes long to compare."""
    return number_role(answers, kind)


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (range(1, 11), "count"),
        (range(11, 100), "count"),
        (range(10, 110, 10), "count"),
        (range(101, 1000, 3), "count"),
        ([f"{key / 10}" for key in range(1, 100)], "measure"),
        ([f"{key} %" for key in range(1, 100)], "percent"),
        (range(1000, 2025), "year"),
    ],
)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_neither_rank_nor_length_tells_at_the_ends_either(keys: Sequence[object], kind: str, count: int) -> None:
    """Among all numbers of a sort each rank is as frequent, and the right one seldom stands out by its length."""
    ranks: Counter[int] = Counter()
    alone: Counter[str] = Counter()
    tries = 2000
    role = role_of(tuple(map(str, keys)), kind)
    for seed in range(tries):
        key = str(keys[seed % len(keys)])
        numbers = wrong_numbers(slot(key, kind), count, random.Random(f"{kind} {seed}"), role)
        assert len(numbers) == count
        right = number_in(key)
        ranks[sum(number_in(wrong) < right for wrong in numbers)] += 1  # type: ignore[operator]
        alone["longest"] += all(len(key) > len(wrong) for wrong in numbers)
        alone["shortest"] += all(len(key) < len(wrong) for wrong in numbers)
        alone["other"] += len({len(key), *map(len, numbers)}) > 1
    for rank in range(count + 1):
        assert abs(ranks[rank] / tries - 1 / (count + 1)) < 0.05
    chance = alone["other"] / (count + 1)
    assert max(alone["longest"], alone["shortest"]) <= chance + 3.5 * chance**0.5


def test_a_teachers_own_wrong_answers_come_first() -> None:
    example_question = question(slot("14"), approved=("13", "15"), candidates=("1",))
    assert choose(example_question, 2, random.Random(0)) == ("13", "15")


def test_options_on_a_scale_stay_in_its_order() -> None:
    scale = ("days", "weeks", "months", "years")
    example_question = question(slot("weeks", "text", scale=scale), approved=("days", "months", "years"))
    for seed in range(20):
        options = natural_order(example_question, ("weeks", *choose(example_question, 2, random.Random(seed))))
        assert options == tuple(sorted(options or (), key=scale.index))


@pytest.mark.parametrize("options", [("2–1", "0–3", "1–1"), ("three", "two", "five"), ("5 km", "800 m", "20 km")])
def test_a_teachers_own_numbers_are_shown_in_an_order_that_no_rule_reports(options: tuple[str, ...]) -> None:
    key, *approved = options
    asked = slot(key, "text", distractors=tuple(approved))
    example_question = question(asked)._replace(wrong=WrongAnswers(approved=tuple(approved)))
    for texts in permutations(options):
        shown = natural_order(example_question, texts)
        assert shown is not None
        assert "options-out-of-order" not in {
            rule.id for rule, _ in flaws(Choice("How many?", shown, shown.index(key)))
        }


@pytest.mark.parametrize(("shown", "kind"), [("1", "count"), ("9", "count"), ("99 %", "percent"), ("1 %", "percent")])
def test_there_are_wrong_numbers_at_the_edges_too(shown: str, kind: str) -> None:
    for seed in range(50):
        assert len(choose(question(slot(shown, kind)), 2, random.Random(seed))) == 2


def test_all_of_it_is_no_wrong_share_of_it() -> None:
    for seed in range(50):
        assert "100 %" not in choose(question(slot("20 %", "percent")), 3, random.Random(seed))


def test_other_answers_of_the_role_are_written_as_they_are_there() -> None:
    role = number_role(
        [f"{length} km" for length in ("346", "777", "950", "1,230", "1,900", "2,525", "2,850")], "measure"
    )
    wrong = {
        text for seed in range(20) for text in wrong_numbers(slot("346 km", "measure"), 2, random.Random(seed), role)
    }
    assert wrong & {"1,230 km", "1,900 km", "2,525 km", "2,850 km"}
    assert all("," in text for text in wrong if len(text) > len("346 km"))


@pytest.mark.parametrize(
    ("shown", "kind", "reason"),
    [
        ("0", "count", "looks like 0"),
        ("100 %", "percent", "looks like 100"),
        ("3:1", "ratio", "one number in digits"),
        ("twelve", "count", "one number in digits"),
        ("1 year", "duration", "another form"),
        ("12 years", "duration", ""),
    ],
)
def test_what_no_number_resembles_is_declined_with_the_reason(shown: str, kind: str, reason: str) -> None:
    assert reason in fault_of_number(slot(shown, kind))
    assert bool(reason) == bool(fault_of_number(slot(shown, kind)))


@pytest.mark.parametrize(
    ("shown", "kind", "pattern"),
    [
        ("-13 °C", "measure", r"-[1-9][1-9] °C"),
        ("−40 °C", "measure", r"−[1-9]0 °C"),
        ("50–52 years", "duration", r"[1-9]0–[1-9]2 years"),
        ("1.250,75 €", "money", r"\d\.\d{3},\d\d €"),
        ("21st", "count", r"\d(1st|2nd|3rd|[4-9]th)|1\dth"),
        ("1865-04-15", "date", r"186\d-\d\d-\d\d"),
        ("1865-04", "date", r"18\d\d-\d\d"),
        ("1865-04-01", "date", r"18\d\d-\d\d-01"),
        ("44 BC", "year", r"\d\d BC"),
        ("15.0 %", "percent", r"\d\d?\.0 %"),
    ],
)
def test_every_form_of_a_number_is_kept(shown: str, kind: str, pattern: str) -> None:
    for seed in range(20):
        numbers = wrong_numbers(slot(shown, kind), 3, random.Random(seed))
        assert len({shown, *numbers}) == 4
        assert all(re.fullmatch(pattern, text) for text in numbers), numbers
        options = natural_order(question(slot(shown, kind)), (shown, *numbers))
        assert options is not None
        assert [text for text in options if text != shown] == list(numbers)


def test_no_number_within_the_tolerance_is_wrong() -> None:
    for seed in range(50):
        numbers = wrong_numbers(slot("340 m/s", "measure", tolerance="5%"), 2, random.Random(seed))
        assert all(abs(number_in(text) - 340) > 17 for text in numbers)  # type: ignore[operator]


def test_options_say_nothing_of_which_of_them_is_right() -> None:
    """The same three numbers come up as often whichever of them is right."""
    role = number_role([str(year) for year in range(1901, 1999)], "year")
    drawn: dict[int, Counter[tuple[str, ...]]] = {}
    for key in (1951, 1952, 1953):
        example_slot = slot(str(key), "year")
        drawn[key] = Counter(
            tuple(sorted({str(key), *wrong_numbers(example_slot, 2, random.Random(seed), role)}))
            for seed in range(4000)
        )
    both = ("1951", "1952"), ("1952", "1953")
    for one, other in both:
        shares = [
            sum(count for options, count in drawn[int(key)].items() if {one, other} <= set(options)) / 4000
            for key in (one, other)
        ]
        assert abs(shares[0] - shares[1]) < 0.03


def test_other_answers_of_the_role_come_before_made_numbers() -> None:
    """Each is as often a wrong option as it is right, so that how people like to round gives no number away."""
    answers = ("100 m", "100 m", "300 m", "400 m", "700 m", "800 m", "900 m", "900 m")
    role = number_role(answers, "measure")
    right, wrong = Counter(answers), Counter[str]()
    for seed in range(1000):
        for answer in answers:
            numbers = wrong_numbers(slot(answer, "measure"), 2, random.Random(seed), role)
            assert len({answer, *numbers} & right.keys()) == 3
            wrong.update(numbers)
    for answer, often in right.items():
        assert abs(wrong[answer] / (2000 * often) - 1) < 0.1


def test_an_answer_that_is_often_right_is_joined_with_others_until_it_is_as_often_wrong() -> None:
    """Among the units alone, 1 would be right in 8 of 15 questions, and no set of three would be without it."""
    answers = (*["1"] * 8, "2", "3", "4", "5", "6", "7", "8", *map(str, range(12, 30, 2)))
    role = number_role(answers, "number")
    right, wrong = Counter(answers), Counter[str]()
    for seed in range(500):
        for answer in answers:
            wrong.update(wrong_numbers(slot(answer, "number"), 2, random.Random(seed), role))
    assert wrong.keys() == right.keys()
    assert abs(wrong["1"] / (1000 * right["1"]) - 1) < 0.1


def test_beside_an_answer_that_is_mostly_right_are_others_that_are_right_elsewhere() -> None:
    """It is the best guess, but a made number would never be right, which would leave even fewer to guess from."""
    answers = ("100 m", "100 m", "100 m", "100 m", "300 m", "400 m", "700 m")
    role = number_role(answers, "measure")
    for seed in range(40):
        for answer in answers:
            numbers = wrong_numbers(slot(answer, "measure"), 2, random.Random(seed), role)
            assert {"100 m"} < {answer, *numbers} < set(answers)


def test_nothing_is_colder_than_absolute_zero() -> None:
    for seed in range(200):
        for number in wrong_numbers(slot("-269 °C", "measure"), 3, random.Random(seed)):
            assert -273.15 <= float(number.removesuffix(" °C")) < 0


def test_a_recent_year_is_not_among_decades_alone() -> None:
    for seed in range(50):
        for number in wrong_numbers(slot("2020", "year"), 3, random.Random(seed)):
            assert int(number) > 1975


def test_an_accepted_number_is_never_a_wrong_one() -> None:
    for seed in range(50):
        options = choose(question(slot("2", accept=("3", "1", "4 of them"))), 2, random.Random(seed))
        assert len(options) == 2
        assert not {"1", "3", "4"} & set(options)
