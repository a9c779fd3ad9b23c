"""Each rule over a whole form, with its flaw and without."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.forms import assemble
from quizgen.checks.quizzes import CHECKS
from quizgen.checks.rule_sets import check_form
from quizgen.model.body import ChooseOne, Option, ShortText, TrueFalse
from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.question import WrongAnswers, slot_question
from quizgen.model.quiz import Form, Item, Section
from quizgen.model.text import Text, Words, parse_text

SOURCE = Source("t", "T")


def item(number: int, options: Sequence[str] = (), key: int = 0, truth: bool | None = None, **more: object) -> Item:
    """The item with the number; ``more`` is of its fact, its slot (accept, scale) or its question (numeric)."""
    answer = options[key] if options else "x"
    slot = Slot("x", answer, answer, **{name: more.pop(name) for name in ("accept", "scale") if name in more})  # type: ignore[arg-type]
    numeric = bool(more.pop("numeric", False))
    fact = Fact(f"f{number}", SOURCE, (), (slot,), **more)  # type: ignore[arg-type]
    prompt = Text((Words(f"Number {number}?"),))
    shown = tuple(
        Option(parse_text(text), place == key, letter=letter)
        for place, (letter, text) in enumerate(zip(ascii_uppercase, options, strict=False))
    )
    body = ChooseOne(shown) if truth is None else TrueFalse(truth)
    right = ChooseOne((Option(slot.answer, correct=True),), fixed=bool(slot.scale))
    wrong = WrongAnswers(numeric=numeric)
    return Item(number, slot_question("multiple-choice", fact, slot, prompt, right, wrong), prompt, body)


def found(*items: Item) -> list[tuple[str, str]]:
    """The rules that find something in a form of ``items``, each with the fact that it tells it of."""
    form = Form("A", (Section("multiple-choice", items),))
    return [(finding.rule, finding.fact) for _, finding in check_form(form)]


def keys(places: Sequence[int], options: Sequence[str] = ("so", "no", "do"), **more: object) -> list[Item]:
    return [item(number, options, place, **more) for number, place in enumerate(places)]


def test_a_sound_form_is_left_in_peace() -> None:
    judged = [item(100 + number, truth=number % 2 == 0) for number in range(6)]
    assert found(*keys([0, 1, 2, 2, 1, 0, 1, 0]), *judged) == []
    assert found() == []


def test_one_letter_too_often() -> None:
    assert found(*keys([0, 0, 1, 0, 0, 2, 0, 1])) == [("key-position", "")]


def test_four_times_in_a_row() -> None:
    assert found(*keys([0, 0, 0, 0, 1, 1, 1, 2, 2, 2])) == [("key-position", "")]
    assert found(*keys([0, 0, 0, 1, 1, 1, 2, 2, 2])) == []


def test_options_in_their_order_cannot_be_balanced() -> None:
    """Three right options that are first on their scales, and one that is not: nothing else can be done."""
    scale = ("few", "some", "most")
    assert found(*keys([0, 0, 0], scale, scale=scale), item(9, scale, 2, scale=scale)) == []
    assert found(*keys([0, 0, 0], scale), item(9, scale, 2)) == [("key-position", "")]


@given(st.integers(0, 40), st.integers(2, 5), st.integers(0, 10**6))
def test_assembly_balances_as_well_as_can_be(count: int, options: int, seed: int) -> None:
    asked = [item(number, ["right"]).question for number in range(count)]
    widths = [1 + (seed + number) % 4 for number in range(count)]
    asked = [
        q._replace(wrong=WrongAnswers(candidates=tuple(f"wrong {n}" for n in range(width))))
        for q, width in zip(asked, widths, strict=True)
    ]
    (form,) = assemble("Q", "en", [asked], forms=1, options=options, seed=seed).forms
    messages = [finding.message for _, finding in check_form(form) if finding.rule == "key-position"]
    assert [message for message in messages if "in a row" not in message] == []


NUMBERS = ("10 km", "20 km", "30 km")


def test_the_rank_of_the_right_number() -> None:
    low = [item(number, NUMBERS, 0, numeric=True) for number in range(6)]
    assert ("key-rank", "") in found(*low)
    assert "key-rank" not in dict(found(*low[:5]))
    assert "key-rank" not in dict(found(*low[:5], item(9, NUMBERS, 1, numeric=True)))
    assert "key-rank" not in dict(found(*keys([0] * 6)))


def test_the_rank_of_the_right_number_whatever_its_letter() -> None:
    rows = [(NUMBERS, 2), (NUMBERS[::-1], 0), (("10 km", "30 km", "20 km"), 1)] * 2
    assert found(*(item(number, row, key) for number, (row, key) in enumerate(rows))) == [("key-rank", "")]


LONG = ("a long answer", "short", "brief")


def test_the_right_option_is_the_longest() -> None:
    rows = [(LONG[-turn:] + LONG[:-turn], turn) for turn in (0, 1, 2, 1, 0)]
    assert found(*(item(number, row, key) for number, (row, key) in enumerate(rows))) == [("length-cue", "")]
    assert found(*(item(number, row, key) for number, (row, key) in enumerate(rows[:4]))) == []


def test_the_length_of_a_formula_is_not_that_of_its_source() -> None:
    rows = [((r"\(\frac{a}{b}\)", r"\(a\)", r"\(b\)"), 0), ((r"\(a\)", r"\(\frac{a}{b}\)", r"\(b\)"), 1)] * 3
    assert "length-cue" not in dict(found(*(item(number, row, key) for number, (row, key) in enumerate(rows))))


@pytest.mark.parametrize(
    ("true", "false", "flawed"),
    [(3, 1, True), (1, 3, True), (2, 2, False), (7, 3, False), (8, 3, True), (3, 7, False), (3, 0, False)],
)
def test_true_and_false_statements(true: int, false: int, flawed: bool) -> None:
    judged = [item(number, truth=number < true) for number in range(true + false)]
    assert found(*judged) == [("true-false-balance", "")] * flawed


def test_a_question_that_says_the_answer_of_another() -> None:
    slot = Slot("x", "Oslo", "Oslo", "place", ask="What is the capital of Norway?")
    about = Fact("capital", SOURCE, (), (slot,))
    example_question = slot_question("short-answer", about, slot, parse_text(slot.ask), ShortText("Oslo"))
    told = Item(2, example_question, example_question.stem, ShortText("Oslo"))
    cue = Item(1, item(1).question, parse_text("How large is Oslo, the capital of Norway?"), ShortText("x"))
    assert found(cue, told) == [("cross-cueing", "capital")]
    assert found(item(1), told) == []


def test_enemies_in_one_form_are_told_of_once() -> None:
    assert found(item(1, enemies=("f2",)), item(2)) == [("enemies-together", "f1")]
    assert found(item(1, enemies=("f2",)), item(2, enemies=("f1",))) == [("enemies-together", "f1")]
    assert found(item(1, enemies=("f3",)), item(2)) == []


def test_a_retired_fact() -> None:
    assert found(item(1, status="retired"), item(2, status="draft")) == [("retired", "f1")]


def test_an_option_that_is_right_under_another_name() -> None:
    names = ("Organization of Turkic States", "OTS.", "Arab League")
    assert found(item(1, names, accept=("OTS",))) == [("option-is-right", "f1")]
    assert found(item(1, names)) == []
    assert found(item(1, ("+5", "-5", "±5"), accept=("5",))) == []


def test_every_rule_over_quizzes_is_tried() -> None:
    tried = {"key-position", "key-rank", "length-cue", "true-false-balance", "cross-cueing"}
    tried |= {"enemies-together", "retired", "option-is-right"}
    assert tried == {rule.id for rule in CHECKS}
