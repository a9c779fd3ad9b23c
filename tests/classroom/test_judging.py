"""The server and the practice page count the same answers as right."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from classroom.lessons import SEA
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typed_cases import TYPED_NUMBERS, TYPED_WORDS

from quizgen.classroom.judging import is_right, verdict
from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import WordCloud
from quizgen.exporters.script_key import script_key
from quizgen.languages.letters import fold_letters, tidy
from quizgen.languages.typed_answers import judge
from quizgen.languages.typing_rules import typing_rules
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    Option,
    Ordering,
    PictureLabels,
    Row,
    ShortText,
    Step,
    TrueFalse,
)
from quizgen.model.fact import Label, Member
from quizgen.model.text import Text, parse_text

SCRIPT = Path(__file__).parent.parent.parent / "templates/practice/judging.js"
LETTERS = st.sampled_from(
    [*"aAbß  .,-'İıéσςΣ½ﬁ", *"\u0301\u00a0\u200b\u2009\x1c\x85\u202e\ufeff\u05d0\u05b7\u0627\u064eनि’″–−٣7k"]
)
WORDS = st.one_of(
    st.text(LETTERS, max_size=6),
    st.sampled_from(["the Dead Sea", "dead sea", "Straße", "STRASSE", "Istanbul", "istanbul"]),
)
DIGITS = st.text(st.sampled_from("0123.,-− '’%kg"), max_size=9)
NUMBERS = st.one_of(
    DIGITS, st.sampled_from(["1,480", "1.480,5", "1 480 m/s", "−40", "3,5 %", "3.5kg", "1,2,3", "12 34"])
)


NAMES = st.lists(WORDS.filter(tidy), min_size=1, max_size=2)


@st.composite
def typed_answers(draw: st.DrawFn, known: list[str], fields: int) -> tuple[str, ...]:
    """What somebody types who knows some of it: anything, what is right, or nearly that."""
    right = st.sampled_from(known)
    nearly = st.tuples(LETTERS, right, LETTERS).map("".join)
    return tuple(draw(st.lists(st.one_of(WORDS, right, nearly), min_size=fields, max_size=fields)))


@st.composite
def typed(draw: st.DrawFn) -> tuple[ItemBody, tuple[str, ...]]:
    names = draw(st.lists(NAMES, min_size=1, max_size=3))
    known = [name for spellings in names for name in spellings]
    body = draw(st.sampled_from((ShortText, PictureLabels, ListAnswer)))
    if body is ShortText:
        first, *others = known
        return ShortText(first, tuple(others)), draw(typed_answers(known, 1))
    if body is PictureLabels:
        labels = tuple(Label(first, (0.0, 0.0, 1.0, 1.0), tuple(others)) for first, *others in names)
        return PictureLabels(labels), draw(typed_answers(known, len(labels)))
    members = tuple(Member(first, tuple(others)) for first, *others in names)
    wanted = draw(st.integers(1, len(members)))
    return ListAnswer(members, wanted), draw(typed_answers(known, wanted))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[ItemBody, tuple[str, ...]]:
    body = Number(
        shown=draw(NUMBERS) or "0",
        value=draw(st.sampled_from(("-40", "0", "1.48", "3.4", "1480", "1234"))),
        unit=draw(st.sampled_from(("", "m/s", "kg", "K.", "μm"))),
        tolerance=draw(st.sampled_from(("", "0.2", "5%"))),
        accept=("1,480",),
        percent=draw(st.booleans()),
    )
    return body, (draw(NUMBERS),)


@st.composite
def chosen(draw: st.DrawFn) -> tuple[ItemBody, tuple[str, ...]]:
    if draw(st.booleans()):
        return TrueFalse(draw(st.booleans())), (draw(st.sampled_from(("true", "false"))),)
    one = draw(st.booleans())
    right = draw(st.permutations("ABC"))[: 1 if one else 2]
    options = tuple(Option(Text(), letter in right, letter=letter) for letter in "ABC")
    letters = st.lists(st.sampled_from("ABC"), min_size=1, max_size=1 if one else 3, unique=True)
    return ChooseOne(options) if one else ChooseSeveral(options), tuple(draw(letters))


@st.composite
def placed(draw: st.DrawFn) -> tuple[ItemBody, tuple[str, ...]]:
    right, answer = draw(st.permutations("ABC")), tuple(draw(st.permutations("ABC")))
    match draw(st.integers(0, 2)):
        case 0:
            steps = tuple(Step(Text(), 1 + "ABC".index(letter)) for letter in right)
            return Ordering(steps), tuple(str("ABC".index(letter)) for letter in answer)
        case 1:
            bank = tuple(Option(Text(), letter=letter) for letter in "ABC")
            return Matching(tuple(Row(Text(), letter) for letter in right), bank), answer
        case _:
            bank = tuple(Option(parse_text(word)) for word in "ABC")
            return Gaps(tuple(Row(Text(), word) for word in right), bank), answer


ANSWERED = st.one_of(typed(), typed(), numbers(), numbers(), chosen(), placed())


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """A page that can judge."""
    opened = browser.new_page()
    opened.add_script_tag(content=f"{SCRIPT.read_text(encoding='utf-8')}\nwindow.judging = judgingBy((key) => key);")
    yield opened
    opened.close()


JUDGE = """([rules, all]) => all.map(([check, value]) => {
  if (check.sort === "order") value = value.map(Number);
  return judgingBy((key) => key, rules).judge(check, value).right;
})"""
VERDICTS = """(all) => all.map(([rules, check, text, others]) => {
  const judging = judgingBy((key) => key, rules);
  if (check.sort === "number") return judging.verdictOnNumber(text, check);
  return judging.verdictOn(text, check.right[0], others);
})"""
LANGUAGES = st.sampled_from(("", "en", "de", "fr", "ru", "kk", "az", "es", "pt"))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@example(all=[(ShortText("x"), (answer,)) for answer in ("X", "", " ", "\u200b", "x\u0301", "ẋ")], language="")
@given(all=st.lists(ANSWERED, min_size=1, max_size=60), language=LANGUAGES)
def test_both_judge_alike(page: Any, all: list[tuple[ItemBody, tuple[str, ...]]], language: str) -> None:
    here = [is_right(body, value, language) for body, value in all]
    keys = [[script_key(body, language), value] for body, value in all]
    there = page.evaluate(JUDGE, json.loads(json.dumps([typing_rules(language), keys])))
    assert [(body, value, right) for (body, value), right in zip(all, here, strict=True)] == [
        (body, value, right) for (body, value), right in zip(all, there, strict=True)
    ]


def test_both_judge_the_table_alike(page: Any) -> None:
    words = [
        [typing_rules(case.language), {"sort": "typed", "right": [case.ways]}, case.text, case.others]
        for case in TYPED_WORDS
    ]
    numbers = [
        [typing_rules(case.language), script_key(case.body, case.language), case.text, []] for case in TYPED_NUMBERS
    ]
    there = page.evaluate(VERDICTS, json.loads(json.dumps([*words, *numbers])))
    cases = (*TYPED_WORDS, *TYPED_NUMBERS)
    assert list(zip([case.text for case in cases], there, strict=True)) == [(case.text, case.verdict) for case in cases]


@pytest.mark.parametrize(
    ("typed", "shown", "is_so"),
    [
        ("7 February 2016", "February 7, 2016", True),
        ("February 7 2016", "7 February 2016", True),
        ("Feb 7, 2016", "7 Feb 2016", True),
        ("7 February 2015", "February 7, 2016", False),
        ("2 July 2016", "February 7, 2016", False),
        ("11 Apollo 1969", "Apollo 11, 1969", False),
    ],
)
def test_a_day_may_be_before_or_behind_its_month(typed: str, shown: str, is_so: bool) -> None:
    assert is_right(ShortText(shown), (typed,), "en") is is_so


@given(text=typed_answers(["Äpfel", "the Dead Sea", "1.480,5", "R&D", "Henry VIII"], 1), language=LANGUAGES)
def test_what_is_written_as_it_is_shown_is_right(text: tuple[str, ...], language: str) -> None:
    assert judge(text[0], text, language) == "right"


@given(answered=ANSWERED)
def test_what_is_judged_has_the_shape_of_an_answer(answered: tuple[ItemBody, tuple[str, ...]]) -> None:
    body, value = answered
    assert question(body).is_answer(value) == any(value)


def test_what_the_teacher_takes_for_right_is_right_and_a_cloud_is_neither() -> None:
    example_question = question(ShortText("Dead Sea"))
    assert [
        verdict(example_question, ("Salt Sea",), merged) for merged in ({}, {"saltsea": ""}, {"saltsea": "deadsea"})
    ] == [
        False,
        True,
        True,
    ]
    assert verdict(replace(example_question, body=WordCloud()), ("Dead Sea",), {}) is None


def question(body: ItemBody) -> LiveQuestion:
    return replace(SEA, body=body)


def test_both_fold_every_character_alike(page: Any) -> None:
    known = [
        chr(code)
        for code in (*range(0x3000), *range(0xA640, 0xAC00), *range(0xF900, 0x10000))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    texts = [f"a{character}b" for character in known]
    # A browser knows a newer Unicode than Python: characters that have no small letter here may have one there.
    there = page.evaluate("(all) => all.map((text) => judging.folded(text))", texts)
    assert [text for text, seen in zip(texts, there, strict=True) if fold_letters(text) != seen] == []
