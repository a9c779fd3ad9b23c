"""Lists, relations, typed values, questions by hand: what a fact may hold besides one value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.errors import in_order
from quizgen.model.fact import Collection
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

ENTITIES = """\
entities:
  ann: {name: Ann Smith, type: person, acronym: AS, former_names: Ann Gray}
  rome: {name: Rome, type: place, of: italy}
  italy: {name: Italy, type: country}
"""


@pytest.fixture
def read(project: Callable[..., Project]) -> Callable[[str], tuple[Collection, list[tuple[str, int, str]]]]:
    def run(facts: str) -> tuple[Collection, list[tuple[str, int, str]]]:
        loaded, problems = load_collection(project(facts, entities=ENTITIES).collections()[0])
        assert loaded is not None
        return loaded.collection, [(problem.rule, problem.line, problem.message) for problem in in_order(problems)]

    return run


def slotted(slot: str, more: str = "") -> str:
    return f'- id: f\n  statement: "It is {{x}}."\n  slots: {{x: {slot}}}\n{more}'


def test_a_set_holds_texts_and_entities(read) -> None:  # type: ignore[no-untyped-def]
    collection, problems = read(slotted("{set: [Milan, {entity: rome}, Turin]}"))
    assert problems == []
    (slot,) = collection.facts[0].slots
    assert slot.shown == "Milan, Rome and Turin"
    assert slot.listing is not None
    assert [member.shown for member in slot.listing.members] == ["Milan", "Rome", "Turin"]
    assert (slot.listing.ordered, slot.listing.complete, slot.listing.ask_for) == (False, True, 3)


def test_a_sequence_has_an_order_and_may_be_shown_in_words(read) -> None:  # type: ignore[no-untyped-def]
    collection, problems = read(slotted("{sequence: [one, two], show: one before two}"))
    assert problems == []
    (slot,) = collection.facts[0].slots
    assert slot.shown == "one before two"
    assert slot.listing is not None
    assert slot.listing.ordered


def test_an_entity_is_accepted_by_every_name(read) -> None:  # type: ignore[no-untyped-def]
    collection, problems = read(slotted("{entity: ann}"))
    assert problems == []
    assert set(collection.facts[0].slots[0].accept) == {"AS", "Ann Gray"}


WRONG = {
    "{value: 1, set: [a, b]}": ("no-value", "has value and set"),
    "{set: [a]}": ("wrong-value", "'items' is empty"),
    "{set: [a, a]}": ("duplicate-member", "'a' is given twice"),
    "{set: {items: [a, b], ask_for: 3}}": ("wrong-value", "there are 2 things, and 3 are asked for"),
    "{set: [a, b], tolerance: 5%}": ("misplaced-key", "'tolerance' does not go with several things"),
    "{set: [a, {entity: nobody}]}": ("unknown-entity", "there is no entity 'nobody'"),
    "{value: red, tolerance: 5%}": ("wrong-value", "'tolerance' needs a number"),
    "{value: some time, type: year}": ("wrong-value", "'some time' has no digits"),
    "{value: 18-65, type: year}": ("wrong-value", "'18-65' is not a year"),
    "{value: 3 May 1865, type: date}": ("wrong-value", "'3 May 1865' is not a date"),
    "{value: 1865-02-30, type: date}": ("wrong-value", "'1865-02-30' is not a date"),
    "{value: 5 or 6, type: percent}": ("wrong-value", "'5 or 6' is not one number"),
    "{value: united nations, type: acronym}": ("wrong-value", "is not an acronym"),
}


@pytest.mark.parametrize("slot", WRONG)
def test_what_does_not_go_together_is_reported(read, slot: str) -> None:  # type: ignore[no-untyped-def]
    _, problems = read(slotted(slot))
    rule, words = WRONG[slot]
    assert [(found, line) for found, line, _ in problems] == [(rule, 10)]
    assert words in problems[0][2]


@pytest.mark.parametrize(
    "slot",
    [
        "{value: 44 BC, type: year}",
        "{value: 1864-02-29, type: date, show: leap day}",
        "{value: 12.5, type: percent, show: 12.5%, tolerance: 1}",
        "{value: NATO, type: acronym}",
    ],
)
def test_typed_values_that_are_well(read, slot: str) -> None:  # type: ignore[no-untyped-def]
    assert read(slotted(slot))[1] == []


RELATED = """\
- id: f
  statement: "{a} leads {b}."
  slots: {a: {value: Ann}, b: {value: Oz}}
  relation: %s
"""


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("{name: leads, subject: a, object: c}", "the slot 'c', which the fact does not have"),
        ("{name: leads, subject: a, object: a}", "subject and object are one slot"),
        ("{name: leads, subject: a}", "'object' is missing"),
    ],
)
def test_a_relation_names_two_slots(read, relation: str, words: str) -> None:  # type: ignore[no-untyped-def]
    _, problems = read(RELATED % relation)
    assert words in problems[0][2]


BY_HAND = """\
- id: f
  statement: "{Ann} leads."
  questions: {id: q, kind: %s, stem: Who leads?%s}
"""


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("multiple-choice", ", options: [a, b]", "no option is right"),
        ("multiple-choice", ", options: [{text: a, correct: true}]", "needs two options"),
        (
            "multiple-choice",
            ", options: [{text: a, correct: true}, {text: b, correct: true}]",
            "2 options are right",
        ),
        ("multiple-response", ", options: [a, {text: b, correct: true}], answer: b", "the right option is the answer"),
        ("true-false", ", answer: perhaps", "needs an answer"),
        ("true-false", "", "needs an answer"),
        ("short-answer", "", "'answer' is missing"),
        ("short-answer", ", answer: Ann, options: [a, b]", "has no options"),
        ("true-false", ", answer: true, accept: yes", "only a short answer"),
        ("short-answer", ", answer: Ann, rubric: [names her]", "only an open answer"),
        ("open", ", points: 3, rubric: [{points: 2, text: names her}]", "adds up to 2 points"),
        ("essay", "", "'kind' cannot be 'essay'"),
        (
            "multiple-choice",
            ", options: [{text: a, correct: true}, {text: b, last: true}, {text: c, last: true}]",
            "only one option can be last",
        ),
        (
            "multiple-choice",
            ", ordered: true, options: [{text: a, correct: true}, {text: b, last: true}]",
            "the options keep their order",
        ),
    ],
)
def test_a_question_by_hand_is_whole(read, kind: str, more: str, words: str) -> None:  # type: ignore[no-untyped-def]
    _, problems = read(BY_HAND % (kind, more))
    assert [line for _, line, _ in problems] == [10]
    assert words in problems[0][2]


def test_a_question_cannot_take_a_slots_id(read) -> None:  # type: ignore[no-untyped-def]
    _, problems = read(BY_HAND.replace("id: q", "id: answer") % ("short-answer", ", answer: Ann"))
    assert [rule for rule, _, _ in problems] == ["duplicate-id"]


def test_a_renamed_fact_keeps_what_hangs_on_it(read) -> None:  # type: ignore[no-untyped-def]
    facts = '- id: %s\n  statement: "{Ann} leads."\n%s- id: g\n  statement: "{Ben} follows."\n  enemies: %s\n'
    before, _ = read(facts % ("old", "", "old"))
    after, problems = read(facts % ("new", "  formerly: old\n", "new"))
    assert problems == []
    assert after.facts[0].key == before.facts[0].key == "t/old"
    assert after.facts[1].enemies == before.facts[1].enemies == ("old",)


def test_a_former_id_is_nobody_elses(read) -> None:  # type: ignore[no-untyped-def]
    _, problems = read('- id: f\n  formerly: g\n  statement: "{Ann} leads."\n- id: g\n  statement: "{Ben} follows."\n')
    assert [(rule, line) for rule, line, _ in problems] == [("duplicate-id", 9)]


def test_a_recording_is_one(project: Callable[..., Project], tmp_path: Path) -> None:
    example = project(
        '- id: f\n  statement: "It sounds {low}."\n  audio: {file: a.mp3, transcript: A low note.}\n',
        files={"facts/a.mp3": "no music"},
    )
    assert ["this file is not MP3" in str(problem) for problem in load_collection(example.collections()[0])[1]] == [
        True
    ]
    (example.root / "facts/a.mp3").write_bytes(b"ID3\x04rest")
    loaded, problems = load_collection(example.collections()[0])
    assert problems == []
    assert loaded is not None
    assert loaded.collection.facts[0].audio is not None


@pytest.mark.parametrize(("head", "direction"), [("language: ar", "rtl"), ("language: en", "ltr")])
def test_the_language_tells_the_direction(tmp_path: Path, head: str, direction: str) -> None:
    (tmp_path / "t.yaml").write_text(
        f'schema: quizgen-facts/1\nsource: {{id: t, title: T, {head}}}\nfacts:\n- id: f\n  statement: "It is {{x}}."\n',
        encoding="utf-8",
    )
    loaded, _ = load_collection(tmp_path / "t.yaml")
    assert loaded is not None
    assert loaded.collection.source.direction == direction
