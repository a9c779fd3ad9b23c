"""The server and the practice page count the same answers as right."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from classroom.lessons import SEA
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizgen.classroom.judging import folded, judged, tidy
from quizgen.exporters.tasks import Task

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


@st.composite
def asked(draw: st.DrawFn) -> tuple[Task, tuple[str, ...]]:
    """A task, and an answer that may be right."""
    sort = draw(st.sampled_from(("one", "several", "order", "match", "typed", "list", "number")))
    if sort == "number":
        least = draw(st.sampled_from((-40.0, 0.0, 1.48, 3.4, 1480.0, 1234.0)))
        right = ((draw(NUMBERS) or "0", "1,480"),)
        units = tuple(draw(st.lists(st.sampled_from(("%", "m/s", "kg", "K.", "μm")), max_size=2)))
        return Task("number", right, 1, ((least, least + draw(st.sampled_from((0.0, 0.2)))),), units), (draw(NUMBERS),)
    if sort in ("typed", "list"):
        ways = draw(st.lists(st.lists(WORDS.filter(tidy), min_size=1, max_size=2).map(tuple), min_size=1, max_size=3))
        fields = len(ways) if sort == "typed" else draw(st.integers(1, len(ways)))
        known = st.sampled_from([way for each in ways for way in each])
        nearly = st.tuples(LETTERS, known, LETTERS).map("".join)
        given_ = draw(st.lists(st.one_of(WORDS, known, nearly), min_size=fields, max_size=fields))
        return Task(sort, tuple(ways), fields), tuple(given_)
    letters = draw(st.permutations("ABC"))
    if sort == "order":
        places = draw(st.permutations("123"))
        return Task("order", tuple((place,) for place in places), 3), tuple(
            str(int(each) - 1) for each in draw(st.permutations("123"))
        )
    if sort == "match":
        return Task("match", tuple((each,) for each in letters), 3), tuple(draw(st.permutations("ABC")))
    right = letters[: 1 if sort == "one" else 2]
    given_ = draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=1 if sort == "one" else 3, unique=True))
    return Task(sort, tuple((each,) for each in right), 1), tuple(given_)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """A page that can judge."""
    opened = browser.new_page()
    opened.add_script_tag(content=f"{SCRIPT.read_text(encoding='utf-8')}\nwindow.judging = judgingBy((key) => key);")
    yield opened
    opened.close()


JUDGE = """(all) => all.map(([task, value]) => {
  if (task.sort === "order") value = value.map(Number);
  return judging.judge(task, value).right;
})"""


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@example(all=[(Task("typed", (("x",),), 1), (way,)) for way in ("X", "", " ", "\u200b", "x\u0301", "ẋ")])
@given(all=st.lists(asked(), min_size=1, max_size=60))
def test_both_judge_alike(page: Any, all: list[tuple[Task, tuple[str, ...]]]) -> None:
    here = [judged(replace(SEA, task=task), value, {}) for task, value in all]
    there = page.evaluate(JUDGE, json.loads(json.dumps([[asdict(task), value] for task, value in all])))
    assert [(task, value, right) for (task, value), right in zip(all, here, strict=True)] == [
        (task, value, right) for (task, value), right in zip(all, there, strict=True)
    ]


def test_both_fold_every_character_alike(page: Any) -> None:
    known = [
        chr(code)
        for code in (*range(0x3000), *range(0xA640, 0xAC00), *range(0xF900, 0x10000))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    texts = [f"a{character}b" for character in known]
    # A browser knows a newer Unicode than Python: characters that have no small letter here may have one there.
    there = page.evaluate("(all) => all.map((text) => judging.folded(text))", texts)
    assert [text for text, seen in zip(texts, there, strict=True) if folded(text) != seen] == []
