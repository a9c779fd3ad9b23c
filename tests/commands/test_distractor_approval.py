"""Wrong options that a teacher approves: what is proposed, what is written, what is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly.forms import wrong_options
from quizgen.commands.distractor_approval import approve, only_slot, unwritable
from quizgen.commands.distractors import offers_for, overview_lines, picked_proposals
from quizgen.errors import UsageError
from quizgen.generators import generate
from quizgen.model.question import Question
from quizgen.project import Project, read_text
from quizgen.reading.facts.collection import load_collection

ENTITIES = """\
entities:
  a: {name: Ann, type: person, accept: Annie, same_as: b}
  b: {name: Bob, type: person, former_names: Robert}
  c: {name: Cid, type: person}
  d: {name: Dan, type: person}
"""
RELATION = "  relation: {name: won, subject: who, object: what}\n"
PEOPLE = f"""\
- id: first
  statement: "{{who}} won {{what}}."
{RELATION}  slots: {{who: {{entity: a, ask: Who won gold?}}, what: {{value: gold}}}}
- id: second
  statement: "{{who}} won {{what}}."
{RELATION}  slots: {{who: {{entity: c}}, what: {{value: gold}}}}
"""
COLOUR = """\
- id: "colour"  # the first
  statement: "The sky is {blue}."
  ask: What colour is the sky?
  # of the evidence
  evidence: {paragraph: 2, quote: blue}
"""


def approved(made: Project, name: str, *texts: str, slot: str = "") -> str:
    """Approves, and gives what the file says then."""
    fact = offers_for(made, name, slot)
    list(approve(fact, {only_slot(fact): texts}))
    return read_text(made.root / "facts/t.yaml")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ann", "'ann' is a right answer"),
        ("Annie", "'Annie' is a right answer"),
        ("Bob", "'Bob' is a right answer"),
        ("Robert", "'Robert' is a right answer"),
        ("Cid", "'Cid' is right as well: another fact of the relation says so"),
        (" ", "an empty text cannot be an option"),
        ("all of the above", "'all of the above'"),
        ("\a", r"U\+0007"),
        ("\udcff", r"U\+DCFF"),
        (r"\(\frac\)", "the formula"),
    ],
)
def test_what_cannot_be_wrong_is_refused_and_nothing_written(
    project: Callable[..., Project], text: str, why: str
) -> None:
    example = project(PEOPLE, entities=ENTITIES)
    before = read_text(example.root / "facts/t.yaml")
    with pytest.raises(UsageError, match=f"nothing was written:\n(.*\n)*.*{why}"):
        approved(example, "first", "Eve", text, slot="who")
    assert read_text(example.root / "facts/t.yaml") == before


def test_a_silenced_rule_lets_no_right_answer_in(project: Callable[..., Project]) -> None:
    example = project(f"# quizgen: ignore[distractor-is-right] a trick\n{PEOPLE}", entities=ENTITIES)
    with pytest.raises(UsageError, match="'Ann' is a right answer"):
        approved(example, "first", "Ann", slot="who")


def test_faults_that_are_there_already_are_no_hindrance(project: Callable[..., Project]) -> None:
    example = project(f"{COLOUR}- id: bad\n  statement: x\n  difficulty: 9\n{COLOUR}")
    assert "distractors: [green]\n" in approved(example, "colour", "green")


def test_an_entity_alone_becomes_the_first_of_a_list(project: Callable[..., Project]) -> None:
    example = project(f"{COLOUR}  distractors: {{entity: c}}  # a name\n", entities=ENTITIES)
    assert approved(example, "colour", "so").endswith("  distractors: [{entity: c}, so]  # a name\n")


def test_several_slots_need_one_named(project: Callable[..., Project]) -> None:
    example = project('- id: f\n  statement: "{a}, {b}"\n  slots: {a: {value: x, ask: A?}, b: {value: y, ask: B?}}\n')
    with pytest.raises(UsageError, match="add --slot a or --slot b"):
        approved(example, "f", "z")
    assert "b: {value: y, ask: B?, distractors: [z]}" in approved(example, "f", "z", slot="b")


def test_proposals_are_what_a_quiz_would_take(project: Callable[..., Project]) -> None:
    example = project(PEOPLE, entities=ENTITIES)
    (offer,) = offers_for(example, "first", "who").slots
    loaded, _ = load_collection(example.root / "facts/t.yaml")
    assert loaded is not None
    (question, *_) = [q for q in generate(loaded.collection, ("multiple-choice",)) if isinstance(q, Question)]
    assert [proposal.text for proposal in offer.proposals] == list(wrong_options(question, 9, 0)) == ["Dan"]


def test_made_numbers_are_proposed_but_for_those_approved(project: Callable[..., Project]) -> None:
    example = project('- id: f\n  statement: "It has {12} legs."\n  type: count\n  ask: How many legs?\n')
    first = [proposal.text for proposal in offers_for(example, "f").slots[0].proposals]
    assert len(first) == 8 and {proposal.origin for proposal in offers_for(example, "f").slots[0].proposals} == {
        "a generated number"
    }
    approved(example, "f", first[0], first[3])
    second = [proposal.text for proposal in offers_for(example, "f").slots[0].proposals]
    assert len(second) == 8 and not {first[0], first[3], "12"} & set(second)


def test_a_set_has_proposals_of_its_own(project: Callable[..., Project]) -> None:
    facts = '- id: f\n  statement: "{all} sat."\n  slots: {all: {set: [{entity: a}, {entity: c}], ask: Who sat?}}\n'
    example = project(facts, entities=ENTITIES.replace(", same_as: b", ""))
    fact = offers_for(example, "f")
    assert "    right: Ann; Cid" in list(overview_lines(fact))
    assert [proposal.text for proposal in fact.slots[0].proposals] == ["Dan", "Bob"]
    assert "distractors: [Eve]}" in approved(example, "f", "Eve")


def test_numbers_that_are_typed_pick_proposals(project: Callable[..., Project]) -> None:
    fact = offers_for(project(PEOPLE, entities=ENTITIES), "first", "who")
    assert picked_proposals(fact, " ") == {}
    with pytest.raises(UsageError, match="'x' is not one of the proposals"):
        picked_proposals(fact, "1 x")


def test_what_comes_with_quizgen_stays_as_it_is(tmp_path: Path) -> None:
    fact = offers_for(Project.at(tmp_path), "waves/crest")
    assert "come with quizgen" in unwritable(fact)
    with pytest.raises(UsageError, match="come with quizgen"):
        list(approve(fact, {"term": ["tide"]}))


SHAPES = {
    "inline": COLOUR,
    "inline, one": COLOUR.replace("  # of", "  distractors: mostly grey\n  # of"),
    "inline, flow": COLOUR.replace("  # of", "  distractors: [grey, 'so: so']  # two\n  # of"),
    "inline, block": COLOUR.replace("  # of", "  distractors:\n  - grey\n  - 'so: so'  # two\n  # of"),
    "named": '- id: colour\n  statement: "The sky is {c}."\n  slots: {c: {value: blue, ask: What?, hint: h}}  # all\n',
    "named, block": (
        '- id: colour\n  statement: "The sky is {c}."\n  slots:\n    c:\n      value: blue  \n      # why\n'
        "      distractors: [grey]\n      ask: What?\n- id: g\n  statement: x\n"
    ),
}
texts = st.one_of(
    st.text(min_size=1, max_size=20),
    st.text("aB 0:,#[]{}'\"\\-?&*!|>%@`~\n\u2028", min_size=1, max_size=10),
    st.sampled_from(["No", "007", "# x", "a # b", "C#", "{14}", "{{c1::x}}", "<b>", '"', "null", "12:30"]),
)


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=20)
@given(text=texts)
def test_any_text_that_is_approved_is_added_as_it_was_typed(shape: str, text: str) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "facts/t.yaml"
        path.parent.mkdir()
        path.write_text(
            f"schema: quizgen-facts/1\nsource: {{id: t, title: T}}\nfacts:\n{SHAPES[shape]}", encoding="utf-8"
        )
        before, old = load_collection(path)[0], read_text(path)
        fact = offers_for(Project.at(folder), "colour")
        name = only_slot(fact)
        try:
            list(approve(fact, {name: [text]}))
        except UsageError as refused:
            assert str(refused).startswith("nothing was written:")
            assert read_text(path) == old
            return
        after = load_collection(path)[0]
        assert before is not None and after is not None
        (slot,) = after.collection.facts[0].slots
        assert slot.distractors == (*before.collection.facts[0].slots[0].distractors, text.strip())
        assert after.collection.facts[1:] == before.collection.facts[1:]
        assert all(f"# {word}" in read_text(path) for word in ("two", "all", "why", "of the") if f"# {word}" in old)
    finally:
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with pty, which Windows has not")
@pytest.mark.parametrize(("typed", "expected"), [("2, 1\n", True), ("\n", False)])
def test_on_a_terminal_it_is_asked_which_to_approve(
    project: Callable[..., Project], typed: str, expected: bool
) -> None:
    import pty

    example = project(
        PEOPLE.replace("entity: c", "entity: d"), entities=f"{ENTITIES}  e: {{name: Eve, type: person}}\n"
    )
    near, far = pty.openpty()
    try:
        os.write(near, typed.encode())
        command = [sys.executable, "-m", "quizgen", "distractors", "first", "--slot", "who"]
        done = subprocess.run(
            command, cwd=example.root, stdin=far, capture_output=True, text=True, check=False, timeout=60
        )
    finally:
        os.close(near)
        os.close(far)
    assert "Approve which? (numbers, empty for none)" in done.stdout + done.stderr
    assert done.returncode == 0, done.stderr
    written = "ask: Who won gold?, distractors: [Cid, Eve]" in read_text(example.root / "facts/t.yaml")
    assert written == expected, done.stdout
