"""Questions over several facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.generators import generate, question_kinds
from quizgen.generators.kind import CollectionKind
from quizgen.model.question import Declined, Question
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

Made = Callable[[str], dict[str, Question | Declined]]


@pytest.fixture
def made(project: Callable[..., Project]) -> Made:
    def make(facts: str) -> dict[str, Question | Declined]:
        loaded, problems = load_collection(project(facts).collections()[0])
        assert problems == []
        assert loaded is not None
        over_several = [kind.name for kind in question_kinds() if isinstance(kind, CollectionKind)]
        found = generate(loaded.collection, over_several)
        return {each.kind: each for each in found}

    return make


def rivers(*rows: tuple[str, str], cardinality: str = "many-to-one", ask: str = "") -> str:
    asked = f", ask: {ask}" if ask else ""
    return "".join(
        f'- id: f{place}\n  statement: "The {{a}} has {{b}}."\n'
        f"  relation: {{name: has, subject: a, object: b, cardinality: {cardinality}{asked}}}\n"
        f"  slots: {{a: {{value: {a}, type: term}}, b: {{value: {b}, type: term}}}}\n"
        for place, (a, b) in enumerate(rows)
    )


def pairs(question: Question | Declined) -> list[tuple[str, str]]:
    assert isinstance(question, Question), question
    return [(str(part.prompt), str(part.answer)) for part in question.parts]


def test_only_pairs_of_their_own_are_matched(made: Made) -> None:
    questions = made(rivers(("A", "1x"), ("B", "2x"), ("C", "3x"), ("D", "4x"), ("E", "4x"), ask="Match them."))
    assert pairs(questions["matching"]) == [("A", "1x"), ("B", "2x"), ("C", "3x")]
    matching = questions["matching"]
    assert isinstance(matching, Question)
    assert (matching.id, str(matching.stem)) == ("t/@has/matching", "Match them.")


def test_things_are_put_into_groups_of_two_or_more(made: Made) -> None:
    questions = made(rivers(("A", "x"), ("B", "x"), ("C", "x"), ("D", "y"), ("E", "y"), ("F", "z")))
    assert pairs(questions["categorise"]) == [("A", "x"), ("B", "x"), ("C", "x"), ("D", "y"), ("E", "y")]
    assert isinstance(questions["odd-one-out"], Question)
    assert isinstance(questions["matching"], Declined)


def test_where_a_thing_may_be_in_two_groups_there_are_none(made: Made) -> None:
    questions = made(rivers(("A", "x"), ("B", "x"), ("C", "y"), ("D", "y"), cardinality="many-to-many"))
    assert isinstance(questions["categorise"], Declined)
    assert isinstance(questions["odd-one-out"], Declined)


def lengths(*rows: tuple[str, str, str]) -> str:
    return "".join(
        f'- id: f{place}\n  statement: "The {{a}} is {{b}} long."\n'
        f"  relation: {{name: length, subject: a, object: b, order: The shortest first.}}\n"
        f"  slots: {{a: {{value: {a}}}, b: {{value: '{b}', unit: {unit}, type: measure}}}}\n"
        for place, (a, b, unit) in enumerate(rows)
    )


def test_amounts_are_ordered(made: Made) -> None:
    question = made(lengths(("A", "1,000", "km"), ("B", "90", "km"), ("C", "5.5", "km")))["ordering"]
    assert pairs(question) == [("C", "5.5 km"), ("B", "90 km"), ("A", "1,000 km")]


@pytest.mark.parametrize("row", [("C", "5", "miles"), ("C", "90", "km")])
def test_amounts_of_two_units_or_of_one_size_have_no_order(made: Made, row: tuple[str, str, str]) -> None:
    assert isinstance(made(lengths(("A", "1", "km"), ("B", "90", "km"), row))["ordering"], Declined)


def test_dates_make_a_timeline(made: Made) -> None:
    facts = "".join(
        f'- id: f{place}\n  statement: "In {{when}} came {what}."\n  slots: {{when: {{value: {when}, type: {kind}}}}}\n'
        for place, (when, kind, what) in enumerate(
            [("1865-04", "date", "b"), ("44 BC", "year", "a"), ("1900", "year", "c")]
        )
    )
    assert pairs(made(facts)["timeline"]) == [
        ("In _____ came a.", "44 BC"),
        ("In _____ came b.", "1865-04"),
        ("In _____ came c.", "1900"),
    ]


def test_a_bank_has_each_word_once_and_what_somebody_says_is_left_out(made: Made) -> None:
    facts = "".join(f'- id: f{place}\n  statement: "It is {{{word}}} {place}."\n' for place, word in enumerate("abcb"))
    opinion = '- id: o\n  statement: "It is {odd}."\n  stance: opinion\n  by: Ann\n'
    assert [answer for _, answer in pairs(made(facts + opinion)["word-bank"])] == ["a", "b", "c"]
