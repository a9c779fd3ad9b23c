"""Rules over questions by hand, relations, lists, and where a quote stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check, check_report
from quizgen.project import Project

ENTITIES = "entities:\n  ann: {name: Ann Smith, type: person, accept: Ann}\n"
ARTICLE = """\
A Title

The old bridge fell. The new bridge stands, and the new bridge holds 529 men. So says Ann Smith.
"""


@pytest.fixture
def found(project: Callable[..., Project]) -> Callable[[str], list[tuple[str, str]]]:
    def run(facts: str) -> list[tuple[str, str]]:
        example = project(facts, entities=ENTITIES)
        text = example.root.parent / "article.txt"
        text.write_text(ARTICLE, encoding="utf-8")
        problems = check(example, ["t"], text).problems
        return [
            (problem.rule, problem.message)
            for problem in problems
            if problem.path.endswith("facts/t.yaml") and problem.rule != "no-context"  # which bridge is meant
        ]

    return run


PROOF = '  evidence: {paragraph: 2, quote: "The new bridge stands"}\n'


def by_hand(question: str, more: str = "") -> str:
    return f'- id: f\n  statement: "The new bridge {{stands}}."\n{PROOF}{more}  questions: {{id: q, {question}}}\n'


def test_a_sound_question(found) -> None:  # type: ignore[no-untyped-def]
    options = "[{text: the new one, correct: true}, the old one, a third one]"
    assert found(by_hand(f"kind: multiple-choice, stem: Which bridge stands?, options: {options}")) == []


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("[{text: the new one, correct: true}, the old one, None of the above]", "none-of-the-above"),
        ("[{text: the new one, correct: true}, the old one, the old one]", "duplicate-options"),
        ("[{text: the new one, correct: true}, the old one, The old one]", "alike-options"),
        ("[{text: 'stands', correct: true}, is standing, falls]", "distractor-is-right"),
    ],
)
def test_the_rules_of_item_writing_hold_for_it(found, options: str, rule: str) -> None:  # type: ignore[no-untyped-def]
    facts = by_hand(f"kind: multiple-choice, stem: What of the new bridge?, options: {options}")
    assert rule in [each for each, _ in found(facts.replace("  evidence", "  accept: is standing\n  evidence"))]


OPINION = "  stance: opinion\n  by: {entity: ann}\n"


@pytest.mark.parametrize(("stem", "bare"), [("What holds?", True), ("According to Ann, what holds?", False)])
def test_what_somebody_says_is_asked_as_theirs(found, stem: str, bare: bool) -> None:  # type: ignore[no-untyped-def]
    facts = by_hand(f'kind: short-answer, stem: "{stem}", answer: the new bridge', OPINION)
    assert [rule for rule, _ in found(facts)] == ["bare-attribution"] * bare


def test_numerals_of_a_right_answer_are_proven(found) -> None:  # type: ignore[no-untyped-def]
    facts = by_hand("kind: multiple-choice, stem: How many?, options: [{text: '531', correct: true}, '400']")
    assert ("numeral", "531 is nowhere in the evidence") in found(facts)
    assert not any("400" in message for rule, message in found(facts) if rule == "numeral")


LEADS = """\
- id: f
  statement: "{who} leads {what}."
  relation: {name: leads, subject: who, object: what, cardinality: %s}
  slots: {who: {value: Ann, distractors: [%s]}, what: {value: Oz}}
- id: g
  statement: "Of {what}, {who} is a leader."
  relation: {name: leads, subject: who, object: what, cardinality: %s}
  slots: {who: {value: Ben}, what: {value: Oz}}
"""


def test_a_relation_keeps_to_its_cardinality(found) -> None:  # type: ignore[no-untyped-def]
    assert "cardinality" not in [rule for rule, _ in found(LEADS % ("many-to-one", "Eve", "many-to-one"))]
    messages = [
        message for rule, message in found(LEADS % ("one-to-one", "Eve", "one-to-one")) if rule == "cardinality"
    ]
    assert messages == [
        "the relation allows one who here, and another fact names 'Ben'",
        "the relation allows one who here, and another fact names 'Ann'",
    ]
    mixed = [
        message for rule, message in found(LEADS % ("many-to-one", "Eve", "many-to-many")) if rule == "cardinality"
    ]
    assert mixed == ["the fact 'f' says that the relation 'leads' is many-to-one"]


@pytest.mark.parametrize("undeclared", [0, 1])
def test_a_cardinality_is_declared_once(found, undeclared: int) -> None:  # type: ignore[no-untyped-def]
    facts = (LEADS % ("one-to-one", "Eve", "one-to-one")).split("- id: g")
    facts[undeclared] = facts[undeclared].replace(", cardinality: one-to-one", "")
    messages = [message for rule, message in found("- id: g".join(facts)) if rule == "cardinality"]
    assert messages == [
        "the relation allows one who here, and another fact names 'Ben'",
        "the relation allows one who here, and another fact names 'Ann'",
    ]


def test_a_distractor_that_another_fact_gives(found) -> None:  # type: ignore[no-untyped-def]
    messages = [message for _, message in found(LEADS % ("many-to-one", "Ben", "many-to-one"))]
    assert "'Ben' is right as well: another fact of the relation says so" in messages


@pytest.mark.parametrize(("count", "ask_for", "long"), [(5, 5, True), (5, 4, False), (4, 4, False)])
def test_four_things_are_enough(found, count: int, ask_for: int, long: bool) -> None:  # type: ignore[no-untyped-def]
    items = ", ".join("abcdefg"[:count])
    facts = (
        f'- id: f\n  statement: "They are {{x}}."\n  slots: {{x: {{set: {{items: [{items}], ask_for: {ask_for}}}}}}}\n'
    )
    assert ("long-list" in [rule for rule, _ in found(facts)]) is long


def test_a_round_number_for_a_figure(found) -> None:  # type: ignore[no-untyped-def]
    facts = '- id: f\n  statement: "The bridge holds {n} men."\n  slots: {n: {value: %s, type: count%s}}\n'
    proof = '  evidence: {paragraph: 2, quote: "holds 529 men"}\n'
    assert found(facts % ("530", ", approx: true") + proof) == []
    assert found(facts % ("500", ", approx: true") + proof) == []
    assert [rule for rule, _ in found(facts % ("530", "") + proof)] == ["number-other"]
    assert [rule for rule, _ in found(facts % ("520", ", approx: true") + proof)] == ["numeral"]


@pytest.mark.parametrize(
    ("slot", "by", "message"),
    [
        ("person", "ann", ""),
        ("city", "ann", "'city' names 'Ann Smith', which is declared as a person"),
        ("capital-city", "ann", "'capital-city' names 'Ann Smith', which is declared as a person"),
        ("person", "oz", "'by' names 'Oz', which is declared as a country"),
    ],
)
def test_an_entity_is_of_the_type_that_is_asked_for(project, slot: str, by: str, message: str) -> None:  # type: ignore[no-untyped-def]
    entities = "entities:\n  ann: {name: Ann Smith, type: person}\n  oz: {name: Oz, type: country}\n"
    fact = f"""- id: f
  statement: "The new bridge was built by {{{slot}}}."
  slots: {{{slot}: {{entity: ann, ask: "According to somebody, who built it?"}}}}
  stance: attributed
  by: {{entity: {by}}}
  evidence: {{paragraph: 2, quote: The new bridge}}
"""
    problems = check(project(fact, entities=entities), ["t"]).problems
    assert [problem.message for problem in problems if problem.rule == "entity-type"] == [message] * bool(message)


def test_a_wrong_answer_is_not_the_right_one_in_other_words(found) -> None:  # type: ignore[no-untyped-def]
    facts = """\
- id: f
  statement: "It took {time}."
  slots:
    time:
      value: 18
      unit: months
      type: duration
      show: eighteen months
      ask: How long did it take?
      distractors: [a year and a half, 18 years, eighteen weeks, eighteen months of rain]
"""
    messages = [message for rule, message in found(facts) if rule == "distractor-is-right"]
    assert messages == ["'a year and a half' is 'eighteen months' in other words"]


TWICE = '- id: f\n  statement: "The bridge {holds}."\n  evidence: {paragraph: 2, quote: the new bridge%s}\n'


@pytest.mark.parametrize(
    ("more", "rules"),
    [
        ("", []),  # with a small letter it stands there once
        (", prefix: stands, and", ["yaml"]),
        (', prefix: "stands, and"', []),
        (', prefix: "falls, and"', ["quote-moved"]),
        (", suffix: holds 529", []),
        (", offset: 48", []),
        (", offset: 47", ["quote-moved"]),
    ],
)
def test_where_a_quote_stands(found, more: str, rules: list[str]) -> None:  # type: ignore[no-untyped-def]
    if rules == ["yaml"]:
        assert found(TWICE % more)  # a comma ends a value in braces
    else:
        assert [rule for rule, _ in found(TWICE % more)] == rules


def test_the_words_around_it_are_noted(project) -> None:  # type: ignore[no-untyped-def]
    example = project('- id: f\n  statement: "The bridge {holds}."\n  evidence: {paragraph: 2, quote: new bridge}\n')
    text = example.root.parent / "article.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    before = check_report(example, ["t"], text, write=False, coverage=False, html=None)
    assert "quote-ambiguous" in [problem.rule for problem in before.problems]
    after = check_report(example, ["t"], text, write=False, offsets=True, coverage=False, html=None)
    assert "quote-ambiguous" not in [problem.rule for problem in after.problems]
    written = (example.root / "facts/t.yaml").read_text(encoding="utf-8")
    assert "offset: 25" in written
    assert 'prefix: "bridge fell. The"' in written
    assert 'suffix: "stands, and the"' in written
    assert (
        check_report(example, ["t"], text, write=True, offsets=True, coverage=False, html=None)
        .lines[0]
        .endswith("no changes written")
    )
