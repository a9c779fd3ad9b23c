"""Cards that cannot be answered alone are found where their facts are checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.commands.check import check
from quizgen.errors import in_order
from quizgen.project import Project

Make = Callable[..., Project]
TAIL = "  evidence: {paragraph: 1, quote: A Text}\n"
ENTITIES = """\
entities:
  baku: {name: Baku, type: place}
"""


def found(project: Project) -> list[tuple[str, int]]:
    """The messages of the rule, with their lines."""
    problems = check(project, ["t"]).problems
    return [(question.message, question.line) for question in in_order(problems) if question.rule == "no-context"]


@pytest.mark.parametrize(
    ("statement", "ask", "missing"),
    [
        ("Baku signed {14} treaties.", "How many treaties were signed during the visit?", "the visit"),
        ("Baku signed {14} treaties.", "How many treaties did Baku sign?", ""),
        ("The city signed {14} treaties.", "", "The city"),
        ("Baku signed {14} treaties; the city was old.", "", ""),
    ],
)
def test_the_question_or_else_the_gap_names_what_it_speaks_of(
    project: Make, statement: str, ask: str, missing: str
) -> None:
    question = f'  ask: "{ask}"\n' if ask else ""
    example = project(f'- id: f\n  statement: "{statement}"\n{question}{TAIL}', entities=ENTITIES)
    expected = [(f"a card would not say which is meant: {missing!r}", 8 if ask else 7)] if missing else []
    assert found(example) == expected


def test_a_question_by_hand_is_read_with_what_it_is_about(project: Make) -> None:
    facts = f"""\
- id: f
  statement: "Baku is {{old}}."
  ask: "How old is Baku?"
  section: "{{section}}"
{TAIL}  questions:
  - {{id: q, kind: short-answer, stem: "Who founded the town?", answer: Nobody}}
"""
    assert len(found(project(facts.replace("{section}", "Origins"), entities=ENTITIES))) == 1
    assert found(project(facts.replace("{section}", "Baku"), entities=ENTITIES)) == []


def test_a_comment_silences_it(project: Make) -> None:
    facts = f"""\
- id: f  # quizgen: ignore[no-context] the lesson is about one city only
  statement: "The city has {{14}} gates."
{TAIL}"""
    assert found(project(facts)) == []


def test_a_gap_is_read_where_a_deck_makes_it_beside_a_question(project: Make) -> None:
    facts = f"""\
- id: f
  statement: "The city is {{old}}."
  ask: "How is Baku?"
{TAIL}"""
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: deck\ndeck: {kinds: [basic, cloze]"
    assert found(project(facts, entities=ENTITIES, recipe=f"{recipe}}}\n")) == []
    (gap,) = found(project(facts, entities=ENTITIES, recipe=f"{recipe}, forms: all}}\n"))
    assert gap == ("a card would not say which is meant: 'The city'", 7)


def test_a_gap_in_a_quote_is_read_without_its_quotation_marks(project: Make) -> None:
    facts = """\
- id: f
  statement: "Baku has {14} gates."
  ask: "How many gates has Baku?"
  evidence: {paragraph: 1, quote: "The city has 14 gates of stone"}
"""
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: deck\ndeck: {kinds: [basic], forms: all}\n"
    assert found(project(facts, entities=ENTITIES, recipe=recipe)) == []
    (gap,) = found(project(facts, entities=ENTITIES, recipe=recipe.replace("basic", "quote-cloze")))
    assert gap == ("a card would not say which is meant: 'The city'", 9)
