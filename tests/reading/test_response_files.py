from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.responses import AskedItem, AskedOption, AskedPart, Response
from quizgen.reading.response_files import (
    items_json,
    read_items,
    read_responses,
    responses_csv,
    responses_in,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
RESPONSES = st.builds(
    Response,
    session=TEXT,
    form=TEXT,
    item=st.integers(0, 999),
    fact=TEXT,
    slot=TEXT,
    kind=TEXT,
    respondent=TEXT.filter(str.strip),
    choice=TEXT,
    correct=st.none() | st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    confidence=st.sampled_from(["sure", "unsure", ""]),
    ms=st.none() | st.integers(0, 10**7),
)
HEAD = "session,form,item,fact,slot,kind,respondent,choice,correct"


@given(st.lists(RESPONSES))
def test_what_is_written_is_read_again(responses: list[Response]) -> None:
    assert responses_in(responses_csv(responses).decode("utf-8-sig"), "x.csv") == (tuple(responses), [])


@given(st.lists(RESPONSES))
def test_no_cell_is_a_formula(responses: list[Response]) -> None:
    rows = csv.reader(io.StringIO(responses_csv(responses).decode("utf-8-sig"), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_semicolons_and_tabs_separate_columns_too() -> None:
    for separator in ";\t":
        row = separator.join(["s", "A", "1", "c/f", "x", "numeric", "7", "1,5", "1"])
        responses, problems = responses_in(f"{HEAD.replace(',', separator)}\n{row}\n", "x.csv")
        assert problems == []
        assert (responses[0].choice, responses[0].correct, responses[0].ms) == ("1,5", 1.0, None)


def test_of_a_lesson_only_the_first_answers_are_read() -> None:
    text = f"{HEAD},round,vote\ns,A,1,c/f,x,k,ann,B,0,1,1\ns,A,1,c/f,x,k,ann,C,1,1,2\ns,A,1,c/f,x,k,ann,C,1,2,1\n"
    responses, problems = responses_in(text, "x.csv")
    assert problems == []
    assert [response.choice for response in responses] == ["B"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("s,A,one,c/f,x,k,7,B,1", "item is 'one', which is not a number"),
        ("s,A,inf,c/f,x,k,7,B,1", "item is 'inf', which is not a number"),
        ("s,A,1,c/f,x,k,7,B,2", "item is a whole number, and correct is from 0 to 1, or empty"),
        ("s,A,1,c/f,x,k,,B,1", "the respondent is missing"),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_with_its_line(row: str, message: str) -> None:
    responses, problems = responses_in(f"{HEAD}\ns,A,1,c/f,x,k,8,B,1\n{row}\n", "x.csv")
    assert len(responses) == 1
    assert [(problem.message, problem.at) for problem in problems] == [(message, (3, 1))]


def test_a_table_without_its_columns_is_refused() -> None:
    assert responses_in("name,score\nann,3\n", "x.csv")[1][0].message == "the column 'session' is missing"


def test_questions_are_read_again(tmp_path: Path) -> None:
    options = (AskedOption("A", "gold", True), AskedOption("B", "tin", False))
    items = (
        AskedItem("s", "A", 1, ("c/f",), "x", "multiple-choice", "Which?", "gold", options),
        AskedItem("s", "A", 2, ("c/f", "c/g"), "@r", "matching", "Match.", "a: b", (), (AskedPart("c/f", "B"),)),
    )
    path = tmp_path / "items.json"
    path.write_bytes(items_json(items))
    assert read_items(path) == (items, [])
    path.write_text('{"schema": "quizgen-items/1", "items": [{}]}', encoding="utf-8")
    assert read_items(path)[1][0].rule == "responses"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert read_items(path)[1][0].rule == "responses"
    assert read_responses(tmp_path / "none.csv")[1][0].rule == "unreadable-file"
