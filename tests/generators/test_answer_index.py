"""Which other answers fit a prompt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.assembly.forms import assemble
from quizgen.assembly.groups import pick
from quizgen.generators import generate
from quizgen.generators.context import Context
from quizgen.model.body import Gaps
from quizgen.model.fact import Collection
from quizgen.model.identity import seeded_random
from quizgen.model.question import Declined, Question
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

Read = Callable[[str], Collection]

ASIA = """\
- {id: oman, statement: "The capital of Oman is {Muscat}.", ask: What is the capital of Oman?}
- id: muscat
  statement: "{city} is in {continent}."
  slots: {city: {entity: muscat}, continent: {entity: asia}}
  relation: {name: lies-in, subject: city, object: continent, cardinality: many-to-one}
- id: paris
  statement: "{city} is in {continent}."
  slots: {city: {entity: paris}, continent: {entity: europe}}
  relation: {name: lies-in, subject: city, object: continent, cardinality: many-to-one}
"""
ENTITIES = """\
entities:
  asia: {name: Asia, type: place}
  europe: {name: Europe, type: place}
  omani: {name: Oman, type: country, of: asia}
  france: {name: France, type: country, of: europe}
  muscat: {name: Muscat, type: place, of: omani}
  paris: {name: Paris, type: place, of: france}
"""


@pytest.fixture
def read(project: Callable[..., Project]) -> Read:
    def collection(facts: str) -> Collection:
        loaded, problems = load_collection(project(facts, entities=ENTITIES).collections()[0])
        assert problems == []
        assert loaded is not None
        return loaded.collection

    return collection


def reasons(collection: Collection, kind: str) -> dict[str, str]:
    declined = (question for question in generate(collection, (kind,)) if isinstance(question, Declined))
    return {f"{each.fact.id}/{each.slot.name}": each.reason for each in declined if each.fact and each.slot}


def test_what_a_thing_belongs_to_fits_where_only_that_is_said(read: Read) -> None:
    collection = read(ASIA)
    answers, fact = Context(collection).answers, collection.facts[1]
    assert answers.fitting(fact, fact.slot("continent")) == {"asia", "oman"}
    assert answers.rival(fact, fact.slot("city"), gap=True) == "Oman"


def test_a_gap_with_two_answers_is_neither_a_card_nor_a_line(read: Read) -> None:
    facts = '- {id: a, statement: "{Salt} is white."}\n- {id: b, statement: "The {snow} is white!"}\n'
    collection = read(facts + '- {id: c, statement: "{Coal} is black."}\n')
    for kind in ("cloze", "short-answer"):
        assert set(reasons(collection, kind)) == {"a/answer", "b/answer"}


def test_a_question_of_its_own_may_have_one_answer_though_the_gap_has_two(read: Read) -> None:
    facts = """\
- {id: a, statement: "{Salt} is white.", ask: What is white and comes from the sea?}
- {id: b, statement: "{Snow} is white."}
"""
    assert set(reasons(read(facts), "short-answer")) == {"b/answer"}
    assert set(reasons(read(facts), "cloze")) == {"a/answer", "b/answer"}


def test_no_gap_of_a_bank_takes_a_word_of_another(read: Read) -> None:
    facts = "".join(
        f'- id: {name.lower()}\n  statement: "{{who}} was born in {{town}}."\n'
        f"  slots: {{who: {{value: {name}, type: person}}, town: {{value: {town}, type: place}}}}\n"
        f"  relation: {{name: born, subject: who, object: town, cardinality: many-to-one}}\n"
        for name, town in [("Ann", "Ur"), ("Bob", "Ur"), ("Cid", "Uruk")]
    )
    facts += "".join(
        f'- id: {name.lower()}\n  statement: "{{who}} wrote {{what}}."\n'
        f"  slots: {{who: {{value: {name}, type: person}}, what: {{value: {what}}}}}\n"
        for name, what in [("Dan", "a poem"), ("Eve", "a play")]
    )
    (bank,) = (question for question in generate(read(facts), ("word-bank",)) if isinstance(question, Question))
    for seed in range(30):
        (item,) = assemble("T", "en", [(bank,)], forms=1, options=3, seed=seed).forms[0].items
        assert isinstance(item.body, Gaps)
        chosen = {part.fact.id for part in pick(bank, seeded_random(seed, "group", bank.id))}
        assert chosen == {part.fact.id for part in item.parts}
        shown = {str(option.text) for option in item.body.bank}
        for row in item.body.rows:
            if str(row.prompt).endswith("born in Ur."):
                assert shown.isdisjoint({"Ann", "Bob", "Dan", "Eve"} - {row.answer})


@pytest.mark.parametrize(
    ("said", "fitting"),
    [("about {n}", {"a", "b"}), ("more than {n}", {"a", "b"}), ("less than {n}", {"a", "b", "c"}), ("{n}", {"a"})],
)
def test_what_has_an_amount_that_fits_a_bound_of_another_fits_too(read: Read, said: str, fitting: set[str]) -> None:
    facts = "".join(
        f'- id: {name}\n  statement: "{{who}} has {said}."\n'
        f"  slots: {{who: {{value: {name}}}, n: {{value: {number} km, type: measure}}}}\n"
        for name, number in [("a", 6650), ("b", 6400), ("c", 346)]
    )
    collection = read(facts)
    answers, (fact, *_) = Context(collection).answers, collection.facts
    assert answers.fitting(fact, fact.slot("who")) == fitting
    rival = answers.rival(fact, fact.slot("who"), gap=True)
    assert bool(rival) == (len(fitting) > 1 and not said.startswith("about"))  # of one thing it is said, though


def test_a_gap_whose_sentence_has_the_answer_is_neither_a_card_nor_a_line(read: Read) -> None:
    facts = """\
- {id: a, statement: "The plural of {one} is {many}.", slots: {one: {value: Fenster}, many: {value: Fenster}}}
- {id: b, statement: "The participle of {verb} is {form}.", slots: {verb: {value: geben}, form: {value: gegeben}}}
"""
    collection = read(facts)
    for kind in ("cloze", "short-answer"):
        assert {"a/one", "a/many", "b/verb"} <= reasons(collection, kind).keys()
