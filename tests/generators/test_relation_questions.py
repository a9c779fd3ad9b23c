"""Questions over several facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.assembly.groups import pick, stem_of_parts
from quizgen.generators import generate, question_kinds
from quizgen.generators.kind import CollectionKind
from quizgen.model.identity import seeded_random
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
        results = generate(loaded.collection, over_several)
        return {result.kind: result for result in results}

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
    assert isinstance(questions["odd-one-out"], Declined)
    assert isinstance(questions["matching"], Declined)


def test_the_odd_one_is_asked_for_where_two_things_are_known_of_each(made: Made) -> None:
    kinds = rivers(("A", "x"), ("B", "x"), ("C", "x"), ("D", "y"), ("E", "y"))
    of_each = "".join(
        f'- id: o{place}\n  statement: "The {{a}} is from {{b}}."\n'
        f"  relation: {{name: from, subject: a, object: b}}\n"
        f"  slots: {{a: {{value: {a}, type: term}}, b: {{value: {b}, type: term}}}}\n"
        for place, (a, b) in enumerate([("A", "1y"), ("B", "2y"), ("C", "3y"), ("D", "4y"), ("E", "4y")])
    )
    odd = made(of_each + kinds)["odd-one-out"]
    assert isinstance(odd, Question)
    assert odd.id == "t/@has/odd-one-out"
    asked = {str(stem_of_parts(odd, pick(odd, seeded_random(seed)))) for seed in range(20)}
    assert asked == {"Which one does not complete this sentence as the others do? The _____ has x."}


def test_what_is_odd_in_another_way_too_is_no_option(made: Made) -> None:
    kinds = rivers(("A", "x"), ("B", "x"), ("C", "x"), ("D", "y"), ("E", "y"))
    of_each = "".join(
        f'- id: o{place}\n  statement: "The {{a}} is from {{b}}."\n'
        f"  relation: {{name: from, subject: a, object: b}}\n"
        f"  slots: {{a: {{value: {a}, type: term}}, b: {{value: {b}, type: term}}}}\n"
        for place, (a, b) in enumerate([("A", "1y"), ("B", "4y"), ("C", "4y"), ("D", "4y"), ("E", "4y")])
    )
    assert isinstance(made(of_each + kinds)["odd-one-out"], Declined)


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


def test_the_greatest_is_first_where_the_question_says_so(made: Made) -> None:
    facts = lengths(("A", "1,000", "km"), ("B", "90", "km"), ("C", "5.5", "km"))
    question = made(facts.replace("The shortest first", "The longest first"))["ordering"]
    assert [name for name, _ in pairs(question)] == ["A", "B", "C"]


def test_what_is_as_much_as_another_or_a_bound_has_no_place_in_an_order(made: Made) -> None:
    facts = lengths(*((name, length, "km") for name, length in [("A", "1"), ("B", "90"), ("C", "90"), ("D", "95")]))
    bound = lengths(("X", "20", "km")).replace("is {b} long", "is more than {b} long").replace("f0", "x")
    assert pairs(made(facts + bound)["ordering"]) == [("A", "1 km"), ("B", "90 km"), ("D", "95 km")]


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


def test_a_day_in_a_year_that_is_there_has_no_place_in_a_timeline(made: Made) -> None:
    facts = "".join(
        f'- id: f{place}\n  statement: "In {{when}} came {place}."\n  slots: {{when: {{value: {when}, type: date}}}}\n'
        for place, when in enumerate(["1865", "1865-04", "1866-01-02", "1866-01", "1867"])
    )
    assert [answer for _, answer in pairs(made(facts)["timeline"])] == ["1865", "1866-01-02", "1867"]


def test_a_bank_has_each_word_once_and_what_somebody_says_is_left_out(made: Made) -> None:
    facts = "".join(f'- id: f{place}\n  statement: "It is {{{word}}} {place}."\n' for place, word in enumerate("abcb"))
    opinion = '- id: o\n  statement: "It is {odd}."\n  stance: opinion\n  by: Ann\n'
    assert [answer for _, answer in pairs(made(facts + opinion)["word-bank"])] == ["a", "b", "c"]
