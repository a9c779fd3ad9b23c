"""Every kind of question on paper and on cards, from facts that carry them all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import page
import pytest
from anki_collection import imported, text_of
from conftest import quiet
from pypdf import PdfReader

from quizgen.build import build
from quizgen.resources import Project

GOLDEN = Path(__file__).parent.parent / "golden"
ENTITIES = """\
entities:
  un: {name: United Nations, type: organisation, acronym: UN}
  who: {name: World Health Organization, type: organisation}
  ann: {name: Ann Smith, type: person}
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<rect width="200" height="100" fill="#ddeeff"/><g font-size="10">
<text x="20" y="20">cloud</text><text x="120" y="22">vapour</text><text x="80" y="92">lake</text></g></svg>
"""
FACTS = """\
- id: cycle
  statement: "Water goes from lake to cloud and back."
  stance: attributed
  by: {entity: ann}
  image:
    file: cycle.svg
    alt: Three words in a drawing of a valley.
    credit: A Person
    licence: CC0
    labels:
    - {text: lake, box: [38, 80, 16, 16]}
    - {text: cloud, box: [8, 10, 18, 15], accept: [clouds, a cloud]}
    - {text: vapour, box: [58, 12, 20, 15], accept: vapor}
- id: oceans
  statement: "About {share} of the water on Earth is in the oceans."
  slots:
    share:
      value: 97
      type: percent
      tolerance: 1
      show: 97 percent
      ask: What share of the water on Earth is in the oceans?
      hint: Nearly all.
  audio: {file: sea.mp3, transcript: Waves break., credit: A Person, licence: CC0}
- id: salt
  statement: "Sea water is {share} salt."
  slots: {share: {value: 3.5, type: percent, show: 3.5 percent, ask: How much of sea water is salt?}}
- id: aims
  statement: "The {what} has 193 members."
  slots: {what: {entity: un}}
- id: ways
  statement: "Water falls as {forms}."
  slots:
    forms: {set: [rain, snow, hail], ask: "In which forms does water fall?", distractors: [steam, fog, dew]}
- id: drops
  statement: "A cloud holds {things}."
  slots: {things: {set: {items: [drops, dust, ice], complete: false, ask_for: 2}, ask: Name two things in a cloud.}}
- id: steps
  statement: "In the cycle come {steps}."
  slots:
    steps: {sequence: [evaporation, condensation, rain, runoff], ask: In which order do these come in the cycle?}
- id: member
  statement: "The {who} is part of the {what}."
  relation: {name: part-of, subject: who, object: what, cardinality: many-to-one}
  slots:
    who: {entity: who, ask: Which body for health is part of the United Nations?}
    what: {entity: un}
- id: neglect
  statement: "Ground water is {neglected}."
  stance: opinion
  by: {entity: ann}
- id: council
  statement: "The {what} cares for lakes."
  slots: {what: {entity: un}}
- id: hand
  tags: by hand
  statement: "Clouds are made of {droplets}."
  questions:
  - id: h1
    kind: multiple-choice
    stem: What are clouds made of?
    stimulus: Look at the sky on a grey day.
    options:
    - smoke
    - {text: droplets, correct: true, feedback: Well seen.}
    - {text: wool, feedback: Only in dreams.}
- id: judged
  statement: "Dew comes at {night}."
  questions: {id: h2, kind: true-false, stem: Dew comes at noon., answer: false}
- id: nile
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Nile, type: term}, length: {value: 6650, unit: km, type: measure}}
- id: nile-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Nile, type: term}, continent: {value: Africa, type: place}}
- id: amazon
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Amazon, type: term}, length: {value: 6400, unit: km, type: measure}}
- id: amazon-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Amazon, type: term}, continent: {value: South America, type: place}}
- id: congo
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Congo, type: term}, length: {value: 4700, unit: km, type: measure}}
- id: congo-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Congo, type: term}, continent: {value: Africa, type: place}}
- id: niger
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Niger, type: term}, length: {value: 4180, unit: km, type: measure}}
- id: niger-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Niger, type: term}, continent: {value: Africa, type: place}}
- id: volga
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Volga, type: term}, length: {value: 3530, unit: km, type: measure}}
- id: volga-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Volga, type: term}, continent: {value: Europe, type: place}}
- id: danube
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Danube, type: term}, length: {value: 2850, unit: km, type: measure}}
- id: danube-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Danube, type: term}, continent: {value: Europe, type: place}}
- id: orinoco
  statement: "The {river} is {length} long."
  relation: {name: length, subject: river, object: length, order: Number them by length.}
  slots: {river: {value: Orinoco, type: term}, length: {value: 2140, unit: km, type: measure}}
- id: orinoco-where
  statement: "The {river} flows through {continent}."
  relation: {name: flows, subject: river, object: continent, cardinality: many-to-one}
  slots: {river: {value: Orinoco, type: term}, continent: {value: South America, type: place}}
- id: made-0
  statement: "In {year} came {what}."
  slots: {year: {value: 1643, type: year}, what: {value: the barometer, type: term}}
- id: made-1
  statement: "In {year} came {what}."
  slots: {year: {value: 1783, type: year}, what: {value: the hair hygrometer, type: term}}
- id: made-2
  statement: "In {year} came {what}."
  slots: {year: {value: 1806, type: year}, what: {value: the wind scale, type: term}}
- id: made-3
  statement: "In {year} came {what}."
  slots: {year: {value: 1960, type: year}, what: {value: the weather satellite, type: term}}
"""
RECIPE = """\
schema: quizgen-deck/1
title: Every kind
facts: t
outputs: [deck, quiz, key, review]
quiz:
  forms: 1
  last_option: "I don't know yet"
  points_each: {multiple-choice: 2, matching: 4}
  questions:
    multiple-choice: 3
    true-false: 3
    short-answer: 0
    multiple-response: 1
    numeric: 1
    list: 1
    sequence: 1
    reversed: 1
    acronym: 1
    attribution: 1
    matching: 1
    categorise: 1
    odd-one-out: 1
    ordering: 1
    timeline: 1
    word-bank: 1
    labelling: 1
deck: {kinds: [basic, cloze, reversed, list, sequence, acronym, attribution]}
"""


@pytest.fixture
def built(project: Callable[..., Project]) -> Path:
    made = project(FACTS, entities=ENTITIES, recipe=RECIPE, files={"facts/cycle.svg": PICTURE})
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    target = made.root / "build"
    build(made, (), target, strict=False, progress=quiet)
    return target / "t"


def test_every_kind_on_paper(built: Path) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    for document in ("quiz-A", "key-A"):
        printed = "\n".join(each.extract_text() for each in PdfReader(built / f"{document}.pdf").pages) + "\n"
        golden = GOLDEN / f"kinds.{document}.txt"
        if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
            golden.write_text(printed, encoding="utf-8")
        assert printed == golden.read_text(encoding="utf-8")
        report = page.validate_pdf(built / f"{document}.pdf", profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_the_last_option_is_in_the_review_and_never_right(built: Path) -> None:
    review = (built / "review.html").read_text(encoding="utf-8")
    assert re.findall(r'<li([^>]*)><b class="letter">(.)</b> [^\n]*know yet', review) == [("", "D")] * 3


def test_feedback_for_an_option_is_in_the_review(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\ntags: by hand\noutputs: review\n"
    recipe += "quiz: {questions: {multiple-choice: 1}}\n"
    made = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    build(made, (), made.root / "build", strict=False, progress=quiet)
    review = (made.root / "build/t/review.html").read_text(encoding="utf-8")
    assert "Only in dreams." in review
    assert "Look at the sky on a grey day." in review


def test_every_kind_on_a_card(built: Path) -> None:
    with imported(built / "deck.apkg") as cards:
        asked = {card.question_text.strip(): card for card in cards}
        assert "UN" in asked["What is the short form of “United Nations”?"].answer_text
        assert "Ann Smith" in asked["Who says this? Ground water is neglected."].answer_text
        share = next(card for text, card in asked.items() if text.startswith("What share of the water"))
        assert "Nearly all." in share.question
        assert "Waves break." in share.answer_text
        assert share.fields["Audio"].startswith("[sound:quizgen-")
        assert all(card.fronts_differ for card in cards)


def test_a_list_is_asked_for_member_by_member(built: Path) -> None:
    """A set with all the others in sight, a sequence with the two steps before; a short list as a whole too."""
    with imported(built / "deck.apkg") as cards:
        lists = [card for card in cards if card.notetype == "quizgen List"]
        ways = [shown(card.question) for card in lists if "water fall" in card.question]
        assert ways == ["[...] [...] [...]", "[...] snow hail", "rain [...] hail", "rain snow [...]"]
        steps = [shown(card.question) for card in lists if "these come" in card.question]
        assert steps == [
            "[...] [...] [...] [...]",
            "[...] …",
            "evaporation [...] …",
            "evaporation condensation [...] …",
            "… condensation rain [...]",
        ]
        assert "runoff" in next(card for card in lists if shown(card.question) == steps[-1]).answer_text


def shown(question: str) -> str:
    """What stands in the list of a card's front."""
    return " ".join(text_of(question.partition('class="list">')[2].partition("</div>")[0].replace("<", " <")).split())
