from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.wrong_answers import choose, in_order
from quizgen.assembly.wrong_numbers import wrong_numbers
from quizgen.model.body import ChooseOne, Option
from quizgen.model.fact import Fact, Slot, Source
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
        ("none", None),
        ("2 of 3", None),
    ],
)
def test_the_number_in_a_text(text: str, number: object) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "shown", ["$109 million", "150", "1,480 m/s", "21 500 Hz", "0.78 m", "1887", "14", "€3.50", "3,5 %", "1.250,75 €"]
)
def test_wrong_numbers_are_written_as_the_right_one(shown: str) -> None:
    made = wrong_numbers(slot(shown), 4, random.Random(1))
    assert len(made) == 4
    values = [number_in(text) for text in made]
    assert values == sorted(values)  # type: ignore[type-var]
    right = number_in(shown)
    assert right is not None
    for text in made:
        wrong = number_in(text)
        assert wrong is not None
        assert text.replace(text[slice(*span(text))], "") == shown.replace(shown[slice(*span(shown))], "")
        assert wrong.as_tuple().exponent == right.as_tuple().exponent


def span(text: str) -> tuple[int, int]:
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    return digits[0], digits[-1] + 1


@given(st.integers(1, 10_000_000), st.integers(0, 2**32), st.integers(1, 4))
def test_wrong_numbers_differ_from_each_other_and_from_the_right_one(key: int, seed: int, count: int) -> None:
    asked = question(slot(str(key)))
    made = choose(asked, count, random.Random(seed))
    assert len(made) == count
    assert len({str(key), *made}) == count + 1
    assert all(number_in(text) > 0 for text in made)  # type: ignore[operator]


def test_no_percentage_is_over_a_hundred() -> None:
    for seed in range(200):
        made = choose(question(slot("97 %", "percent")), 2, random.Random(seed))
        assert len(made) == 2
        assert all(number_in(text) <= 100 for text in made)  # type: ignore[operator]


def test_the_rank_of_the_right_number_tells_nothing() -> None:
    """1,000 questions of three options; χ² with 2 degrees of freedom stays below 5.99 (p > .05)."""
    ranks: Counter[int] = Counter()
    for seed in range(1000):
        asked = question(slot(str(200 + seed)))
        options = in_order(asked, (asked.answer, *choose(asked, 2, random.Random(seed))))
        assert options is not None
        ranks[options.index(asked.answer)] += 1
    assert sum((ranks[rank] - 1000 / 3) ** 2 / (1000 / 3) for rank in range(3)) < 5.99


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
    for seed in range(tries):
        key = str(keys[seed % len(keys)])
        made = wrong_numbers(slot(key, kind), count, random.Random(f"{kind} {seed}"))
        assert len(made) == count
        ranks[sum(number_in(wrong) < number_in(key) for wrong in made)] += 1  # type: ignore[operator]
        alone["longest"] += all(len(key) > len(wrong) for wrong in made)
        alone["shortest"] += all(len(key) < len(wrong) for wrong in made)
        alone["other"] += len({len(key), *map(len, made)}) > 1
    for rank in range(count + 1):
        assert abs(ranks[rank] / tries - 1 / (count + 1)) < 0.05
    chance = alone["other"] / (count + 1)
    assert max(alone["longest"], alone["shortest"]) <= chance + 3.5 * chance**0.5


def test_a_teachers_own_wrong_answers_come_first() -> None:
    asked = question(slot("14"), approved=("13", "15"), candidates=("1",))
    assert choose(asked, 2, random.Random(0)) == ("13", "15")


def test_options_on_a_scale_stay_in_its_order() -> None:
    scale = ("days", "weeks", "months", "years")
    asked = question(slot("weeks", "text", scale=scale), approved=("days", "months", "years"))
    for seed in range(20):
        options = in_order(asked, ("weeks", *choose(asked, 2, random.Random(seed))))
        assert options == tuple(sorted(options or (), key=scale.index))


@pytest.mark.parametrize(("shown", "kind"), [("0", "count"), ("1", "count"), ("100 %", "percent"), ("0 %", "percent")])
def test_there_are_wrong_numbers_at_the_edges_too(shown: str, kind: str) -> None:
    for seed in range(50):
        assert len(choose(question(slot(shown, kind)), 2, random.Random(seed))) == 2


def test_an_accepted_number_is_never_a_wrong_one() -> None:
    for seed in range(50):
        made = choose(question(slot("2", accept=("3", "1", "4 of them"))), 2, random.Random(seed))
        assert len(made) == 2
        assert not {"1", "3", "4"} & set(made)
