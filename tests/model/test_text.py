from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.text import (
    Maths,
    SlotName,
    Text,
    TextError,
    Words,
    as_statement,
    join,
    parse_statement,
    parse_text,
)


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("plain", (Words("plain"),)),
        ("{14} agreements", (SlotName("14", 0), Words(" agreements"))),
        ("a {{literal}} brace", (Words("a {literal} brace"),)),
        (r"speed \(v = \frac{s}{t}\) is", (Words("speed "), Maths(r"v = \frac{s}{t}"), Words(" is"))),
        (r"it is {\(x^{2}\)}", (Words("it is "), SlotName(r"\(x^{2}\)", 6))),
        ("{ spaced } x", (SlotName("spaced", 0), Words(" x"))),
    ],
)
def test_a_statement_is_read(source: str, parts: tuple[object, ...]) -> None:
    assert parse_statement(source) == parts


@pytest.mark.parametrize(
    ("source", "offset"), [("an { open", 3), ("a } closed", 2), ("empty {}", 6), ("in {a{b}}", 5), ("end {a}}", 7)]
)
def test_a_wrong_brace_is_named_by_its_place(source: str, offset: int) -> None:
    with pytest.raises(TextError) as caught:
        parse_statement(source)
    assert caught.value.offset == offset


@given(st.text())
def test_any_text_comes_back_as_typed(source: str) -> None:
    assert str(parse_text(source)) == source


@given(st.text())
def test_any_text_with_doubled_braces_is_a_statement_without_slots(source: str) -> None:
    parts = parse_statement(source.replace("\\", "/").replace("{", "{{").replace("}", "}}"))
    assert "".join(part.text for part in parts if isinstance(part, Words)) == source.replace("\\", "/")
    assert not any(isinstance(part, SlotName) for part in parts)


@given(st.text("ab{}\\( )"))
def test_any_text_is_a_statement_without_slots(source: str) -> None:
    parts = parse_statement(as_statement(source))
    assert "".join(str(Text((part,))) for part in parts if not isinstance(part, SlotName)) == str(parse_text(source))
    assert not any(isinstance(part, SlotName) for part in parts)


def test_a_formula_keeps_its_braces_in_a_statement() -> None:
    assert as_statement(r"{a} is \(\frac{1}{2}\)") == r"{{a}} is \(\frac{1}{2}\)"


def test_texts_are_joined_with_words_between() -> None:
    texts = [parse_text("one"), parse_text(r"\(x\)"), parse_text("three")]
    assert join(texts, "; ").spans == (Words("one"), Words("; "), Maths("x"), Words("; "), Words("three"))
    assert join([], "; ") == Text()


@pytest.mark.parametrize(
    ("language", "answer", "shown"),
    [
        ("en", "the Red Owls", "The Red Owls won."),
        ("en", "a billion owls", "A billion owls won."),
        ("de", "die Alte Wache", "Die Alte Wache won."),
        ("fr", "l'équipe", "L'équipe won."),
        ("az", "iki komanda", "İki komanda won."),
        ("en", "van Dyck's team", "Van Dyck's team won."),
        ("en", "print", "print won."),
        ("en", "iPhone users", "iPhone users won."),
        ("en", "x axis", "x axis won."),
        ("en", "pH value", "pH value won."),
        ("en", "12 owls", "12 owls won."),
        ("en", r"\(x\) owls", r"\(x\) owls won."),
    ],
)
def test_several_small_words_begin_a_sentence_with_a_capital(language: str, answer: str, shown: str) -> None:
    fact = Fact("f", Source("t", "T", language=language), parse_statement("{a} won."), (Slot("a", answer, answer),))
    assert str(fact.text()) == str(fact.marked_statement("a")) == shown
    assert str(fact.slot("a").answer) == answer
    again = Fact("f", fact.source, parse_statement("Yesterday {a} won."), fact.slots)
    assert str(again.text()) == f"Yesterday {answer} won."


@pytest.mark.parametrize(
    ("statement", "answer", "shown"),
    [
        ("It is in {a}.", "the U.S.", "It is in the U.S."),
        ("It is in {a}. It is old.", "the U.S.", "It is in the U.S. It is old."),
        ("It is in {a}, far away.", "the U.S.", "It is in the U.S., far away."),
        ("It is in {a}.", "Rome", "It is in Rome."),
        ("It says {a}.", "and so on ...", "It says and so on ...."),
        ("It is {a}...", "etc.", "It is etc...."),
    ],
)
def test_a_sentence_has_one_full_stop(statement: str, answer: str, shown: str) -> None:
    fact = Fact("f", Source("t", "T"), parse_statement(statement), (Slot("a", answer, answer),))
    assert str(fact.text()) == str(fact.marked_statement("a")) == shown
    assert str(fact.gapped_statement("a")) == statement.replace("{a}", "_____")
