"""Facts as teachers write them, without types: what is inferred, and which questions they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from quizgen.commands.list import listing_lines
from quizgen.errors import in_order
from quizgen.generators import generate
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

PLAIN_FACTS = """\
- id: built
  statement: "The lighthouse at Skarnes was built in {1848}."
  ask: In which year was the lighthouse at Skarnes built?
  evidence: {quote: "built in 1848"}
- id: engineer
  statement: "{Ole Brandt} designed the lighthouse."
  ask: Who designed the lighthouse?
  evidence: {quote: "designed by Ole Brandt"}
- id: height
  statement: "The tower is {31 metres} high."
  ask: How high is the tower?
  evidence: {quote: "a tower of 31 metres"}
- id: keeper
  statement: "The first keeper was {Marta Lien}."
  ask: Who was the first keeper?
  evidence: {quote: "Marta Lien was the first keeper"}
- id: steps
  statement: "A keeper climbed 142 steps every evening."
  answer: 142
  ask: How many steps did a keeper climb every evening?
  evidence: {quote: "climbed 142 steps"}
- id: oil
  statement: "The lamp first burned {rapeseed oil}."
  ask: What did the lamp first burn?
  evidence: {quote: "The lamp burned rapeseed oil"}
- id: share
  statement: "Fog hides the light on {12%} of the nights."
  ask: On what share of the nights does fog hide the light?
  evidence: {quote: "on 12% of the nights"}
- id: automatic
  statement: "The light has worked without a keeper since {3 May 1979}."
  ask: Since when has the light worked without a keeper?
  evidence: {quote: "since 3 May 1979"}
- id: painter
  statement: "The painter who made it famous is Ida Holm."
  answer: Ida Holm
  ask: Which painter made it famous?
  evidence: {quote: "Ida Holm made it famous"}
- id: ship
  statement: "The brig {Fortuna} ran aground below the tower."
  ask: Which ship ran aground below the tower?
  evidence: {quote: "the brig Fortuna ran aground"}
"""
ENTITIES = """\
entities:
  brandt: {name: Ole Brandt, type: person, accept: Brandt}
  lien: {name: Marta Lien, type: person, former_names: Marta Dahl}
  un: {name: United Nations, type: organisation, acronym: UN}
  rome: {name: Springfield, type: place}
  other: {name: Springfield, type: place}
"""


def facts_of(project: Project) -> dict[str, Fact]:
    """The facts of the project's one collection, which reads without a problem, by their ids."""
    loaded, problems = load_collection(project.collections()[0])
    assert loaded is not None
    assert [str(problem) for problem in in_order(problems)] == []
    return {fact.id: fact for fact in loaded.collection.facts}


def test_plain_facts_make_every_usual_kind_of_question(project: Callable[..., Project]) -> None:
    loaded, problems = load_collection(project(PLAIN_FACTS).collections()[0])
    assert loaded is not None
    assert not problems
    kinds = ("multiple-choice", "true-false", "short-answer", "basic", "cloze")
    counts = Counter(question.kind for question in generate(loaded.collection, kinds) if isinstance(question, Question))
    assert counts["short-answer"] == counts["basic"] == counts["cloze"] == 10
    assert counts["multiple-choice"] >= 7
    assert counts["true-false"] >= 7


def test_the_types_are_those_that_the_words_make_plain(project: Callable[..., Project]) -> None:
    slots = [fact.slots[0] for fact in facts_of(project(PLAIN_FACTS)).values()]
    assert [(slot.type, slot.inferred) for slot in slots] == [
        ("year", True),
        ("person", True),
        ("measure", True),
        ("person", True),
        ("count", True),
        ("text", False),
        ("percent", True),
        ("date", True),
        ("person", True),
        ("term", True),
    ]


def test_list_shows_what_is_inferred(project: Callable[..., Project]) -> None:
    facts = '- {id: f, statement: "It was {Brandt} who came.", evidence: {quote: a}}\n'
    lines, _ = listing_lines(project(facts + PLAIN_FACTS, entities=ENTITIES), ["t"])
    assert "      1848: year (inferred)" in lines
    assert "      Brandt: person, the entity brandt (inferred)" in lines


def one(project: Callable[..., Project], answer: str, *, ask: str = "", more: str = "") -> Fact:
    fact = f'- id: f\n  statement: "It was {{{answer}}} that came."\n  evidence: {{quote: a}}\n{more}'
    asked = f"  ask: {ask}\n" if ask else ""
    return facts_of(project(fact + asked, entities=ENTITIES))["f"]


def test_a_name_that_is_known_is_its_entity(project: Callable[..., Project]) -> None:
    (slot,) = one(project, "Marta Dahl").slots
    assert (slot.entity, slot.type, slot.shown) == ("lien", "person", "Marta Dahl")
    assert slot.accept == ("Marta Lien",)


def test_a_name_of_two_things_is_neither(project: Callable[..., Project]) -> None:
    assert one(project, "Springfield").slots[0].entity == ""


def test_what_asks_for_one_name_by_another_has_one_answer(project: Callable[..., Project]) -> None:
    (slot,) = one(project, "United Nations", ask="What does UN stand for?").slots
    assert (slot.entity, slot.type, slot.accept) == ("", "organisation", ())


def test_a_type_that_is_given_is_kept(project: Callable[..., Project]) -> None:
    (slot,) = one(project, "1848", more="  type: count\n").slots
    assert (slot.type, slot.inferred) == ("count", False)
    assert one(project, "Brandt", more="  type: text\n").slots[0].entity == ""


def test_words_with_one_role_are_wrong_options_for_each_other(project: Callable[..., Project]) -> None:
    metals = "".join(
        f'- id: {metal}\n  statement: "The {thing} is of {{{metal}}}."\n  ask: Of which metal is the {thing}?\n'
        f"  evidence: {{quote: a}}\n"
        for metal, thing in (("zinc", "roof"), ("brass", "lamp"), ("iron", "stair"))
    )
    loaded, _ = load_collection(project(metals).collections()[0])
    assert loaded is not None
    questions = [
        question for question in generate(loaded.collection, ("multiple-choice",)) if isinstance(question, Question)
    ]
    assert [set(each.wrong.candidates) for each in questions] == [
        {"brass", "iron"},
        {"zinc", "iron"},
        {"zinc", "brass"},
    ]


def test_a_plain_answer_must_be_in_the_statement_once(project: Callable[..., Project]) -> None:
    facts = """\
- {id: absent, statement: The tower is red., answer: green, evidence: {quote: a}}
- {id: twice, statement: A red tower is red., answer: red, evidence: {quote: a}}
- {id: braces, statement: "The tower is {red}.", answer: green, evidence: {quote: a}}
- {id: slots, statement: "The tower is {x}.", answer: red, slots: {x: {value: red}}, evidence: {quote: a}}
"""
    _, problems = load_collection(project(facts).collections()[0])
    assert [(problem.rule, problem.id, problem.message) for problem in in_order(problems)] == [
        ("no-answer", "absent", "the statement does not have the answer 'green'"),
        ("no-answer", "twice", "the statement has the answer 'red' 2 times"),
        ("misplaced-key", "braces", "the answer is in the braces of the statement"),
        ("misplaced-key", "slots", "'answer' belongs to a slot here"),
    ]


def test_an_entity_may_be_given_by_its_name(project: Callable[..., Project]) -> None:
    facts = """\
- id: f
  statement: "{who} came, said {other}."
  stance: attributed
  by: {entity: marta lien}
  slots: {who: {entity: Ole Brandt}, other: {value: Bo Ek, distractors: [{entity: Marta Dahl}]}}
  evidence: {quote: a}
"""
    fact = facts_of(project(facts, entities=ENTITIES))["f"]
    assert (fact.slots[0].entity, fact.slots[0].shown, fact.speaker) == ("brandt", "Ole Brandt", "Marta Lien")
    assert fact.slots[1].distractors == ("Marta Lien",)


def test_an_entity_that_nobody_knows_is_answered_with_those_that_there_are(project: Callable[..., Project]) -> None:
    facts = '- {id: f, statement: "{x}", slots: {x: {entity: NAME}}, evidence: {quote: a}}\n'
    hints = {
        "Ole Brand": "did you mean 'brandt'?",
        "Springfield": "write the id of one: rome, other",
        "Vesuvius": "known: brandt (Ole Brandt), lien (Marta Lien), un (United Nations), rome (Springfield), "
        "other (Springfield)",
    }
    for name, hint in hints.items():
        _, problems = load_collection(project(facts.replace("NAME", name), entities=ENTITIES).collections()[0])
        assert [(problem.rule, problem.hint) for problem in problems] == [("unknown-entity", hint)]
