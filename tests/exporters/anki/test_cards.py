"""What cards ask and prove: lists, gaps, short forms, pictures, recordings, typed and spoken cards, in Anki."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection  # first, or its other modules cannot be imported
from anki.sound import AVTag, SoundOrVideoTag, TTSTag
from anki_collection import Seen, collection_with, imported, text_of
from conftest import RECIPE, UID, written

from quizgen.build.pipeline import build
from quizgen.errors import ContentError

FACTS = """\
schema: quizgen-facts/1
source: {id: t, title: The Oil Trade, author: An Author, url: "https://example.org", licence: CC0}
entities:
  un: {name: United Nations, type: organisation, acronym: UN}
  who: {name: World Health Organization, type: organisation, acronym: WHO}
facts:
- id: annan
  statement: "Kofi Annan led the {body}."
  slots: {body: {entity: un, ask: Which body did Kofi Annan lead?}}
  evidence: {paragraph: 2, quote: he led the United Nations}
- id: annan-born
  statement: "Kofi Annan was born in {1938}."
  evidence: {paragraph: 5, quote: "1938, said the UN"}
- id: geneva
  statement: "Geneva is the seat of the {body}."
  slots: {body: {entity: who, ask: Which body has its seat in Geneva?}}
  evidence: {paragraph: 3, quote: the World Health Organization in Geneva}
- id: bern
  statement: "Bern is the capital of {Switzerland}."
  ask: Of which country is Bern the capital?
  stance: background
  reference: An Atlas
- id: goods
  statement: "Baku sells {goods}."
  slots: {goods: {set: [oil, wheat, cotton]}}
  evidence: {paragraph: 4, quote: "oil, wheat and cotton"}
- id: steps
  statement: "Oil is {steps}."
  slots: {steps: {sequence: [found, pumped, refined], ask: What is done with oil?}}
  evidence: {paragraph: 4, quote: "found, pumped and refined"}
- id: trade
  statement: "In {country} traders buy {goods}."
  slots:
    country: {value: Azerbaijan, type: country, ask: In which country do traders buy oil?}
    goods: {set: [oil, gas], ask: What do traders buy in Azerbaijan?}
  evidence: {paragraph: 4, quote: traders buy oil}
- id: wide
  statement: "A pipeline carries {crude oil} to the sea."
  evidence: {paragraph: 4, quote: crude oil}
- id: hinted
  statement: "Tankers carry {light oil} across the sea."
  slots: {}
  evidence: {paragraph: 4, quote: light oil}
- id: speed
  statement: "Sound travels at {speed} in air."
  slots: {speed: {value: 343, unit: m/s, type: measure, ask: How fast does sound travel in air?}}
  audio: {file: s.mp3, transcript: A bang., show: question}
  evidence: {paragraph: 6, quote: at 343 m/s}
- id: years
  statement: "The war between Rome and Carthage took {23} years."
  ask: How many years did the war between Rome and Carthage take?
  audio: {file: s.mp3, transcript: Drums.}
  evidence: {paragraph: 6, quote: 23 years}
"""
KINDS = "[basic, cloze, acronym, reversed, numeric, short-answer, quote-cloze]"
SETTINGS = "schema: quizgen-project/1\nuid: {uid}\nanki: {{{settings}}}\n"


def deck(tmp_path: Path, *, settings: str = "", forms: str = "best", facts: str = FACTS) -> Path:
    recipe = f"{RECIPE}outputs: deck\ndeck: {{kinds: {KINDS}, forms: {forms}}}\n"
    files = {"facts/t.yaml": facts, "decks/t.yaml": recipe, "facts/s.mp3": "ID3"}
    files["quizgen.yaml"] = SETTINGS.format(uid=UID, settings=settings)
    project = written(tmp_path / "project", files)
    build(project, (), project.root / "build", strict=False, progress=lambda *_: None)
    return project.root / "build/t/deck.apkg"


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, str]]]:
    """The fields of each card, in order."""
    with imported(deck(tmp_path_factory.mktemp("cards"))) as cards:
        yield [card.fields for card in cards]


def of(fields: list[dict[str, str]], fact: str, front: str = "") -> list[dict[str, str]]:
    """The notes of a fact, those with words on their front."""
    return [note for note in fields if note["FactID"] == f"t/{fact}" and front in text_of(note["Front"])]


def test_a_short_form_is_proven_by_words_that_have_it(fields: list[dict[str, str]]) -> None:
    for front in ("stand for", "short form"):
        (note,) = of(fields, "annan", front)
        assert note["Quote"] == "“he led the United Nations” … “1938, said the UN”"
        assert note["Locator"] == "paragraphs 2 and 5"


def test_a_short_form_that_the_article_does_not_use_is_said_to_be_added(fields: list[dict[str, str]]) -> None:
    (note,) = of(fields, "geneva", "stand for")
    assert note["Quote"] == "“the World Health Organization in Geneva”"
    assert note["Locator"] == "paragraph 3; “WHO” is not in the quoted words: whoever made this card added it"
    (note,) = of(fields, "geneva", "Which body")
    assert note["Locator"] == "paragraph 3"


ARABIC = """\
schema: quizgen-facts/1
source: {id: t, title: النيل, author: سمير حداد, published: 2024-05-02, language: ar}
facts:
- id: length
  statement: "يبلغ طول النيل {6650 km}."
  ask: كم يبلغ طول النيل؟
  evidence: [{paragraph: 7, quote: يبلغ طوله 6650 km}, {paragraph: 2, quote: أطول الأنهار}]
"""


def test_arabic_has_its_own_comma_and_keeps_measures_in_their_order(tmp_path: Path) -> None:
    with imported(deck(tmp_path, facts=ARABIC, settings="typed: true")) as cards:
        (note,) = [card.fields for card in cards]
    assert (note["Back"], note["Typed"]) == ("<bdi>6650 km</bdi>", "6650 km")
    assert note["Context"] == "يبلغ طول النيل <b><bdi>6650 km</bdi></b>."
    assert note["Source"] == "سمير حداد، «النيل»، <bdi>2024-05-02</bdi>"
    assert note["Locator"] == "الفقرات 2 و7"


def test_a_quote_without_its_paragraph_is_evidence(tmp_path: Path) -> None:
    with imported(deck(tmp_path, facts=FACTS.replace("{paragraph: 2, quote", "{quote"))) as cards:
        card = next(card for card in of_cards(cards, "annan") if "Which body" in card.question)
    assert card.fields["Locator"] == ""
    assert "“he led the United Nations” An Author, “The Oil Trade” " in " ".join(card.answer_text.split()) + " "


def test_background_knowledge_is_not_cited_as_the_author_s(fields: list[dict[str, str]]) -> None:
    (note,) = of(fields, "bern")
    assert (note["Source"], note["URL"], note["Licence"], note["Quote"]) == ("", "", "", "")
    assert note["Locator"] == "Background knowledge, not in the article: An Atlas"
    assert of(fields, "annan")[0]["Source"] == "An Author, “The Oil Trade”"


def test_several_things_are_asked_for_one_by_one_whatever_the_kind(fields: list[dict[str, str]]) -> None:
    assert [text_of(note["Back"]) for note in of(fields, "goods")] == ["oil", "wheat", "cotton", "oil wheat cotton"]
    assert [text_of(note["Back"]) for note in of(fields, "steps")] == [
        "found",
        "pumped",
        "refined",
        "found pumped refined",
    ]
    assert not [note for note in fields if "oil, wheat" in text_of(note["Back"])]


def test_a_gap_beside_a_list_that_cards_ask_for_is_left_out(tmp_path: Path) -> None:
    with imported(deck(tmp_path, forms="all")) as cards:
        fronts = [text_of(card.fields["Front"]) for card in of_cards(cards, "trade")]
    assert "In which country do traders buy oil?" in fronts
    assert not [front for front in fronts if "traders buy oil and gas" in front]


def of_cards(cards: list[Seen], fact: str) -> list[Seen]:
    return [card for card in cards if card.fields["FactID"] == f"t/{fact}"]


def tags_of(collection: Collection, fact: str) -> tuple[list[AVTag], list[AVTag]]:
    """What is played on the sides of the fact's first card."""
    (id, *_) = collection.find_cards(f'"FactID:t/{fact}"')
    card = collection.get_card(id)
    return card.question_av_tags(), card.answer_av_tags()


def test_a_wide_gap_has_first_letters_or_its_kind_as_a_hint(fields: list[dict[str, str]], tmp_path: Path) -> None:
    (note,) = of(fields, "wide")
    assert note["Hint"] == "c···· o··"
    (note,) = of(fields, "annan-born")  # he was born in _____: a place, or a year
    assert note["Hint"] == "a year"
    facts = FACTS.replace("was born in {1938}", "was born in the year {1938}")
    facts = facts.replace("{crude oil}", "{8,097}").replace("quote: crude oil", 'quote: "8,097"')
    with imported(deck(tmp_path, facts=facts)) as cards:
        assert {card.fields["Hint"] for card in of_cards(cards, "annan-born")} == {""}
        assert {card.fields["Hint"] for card in of_cards(cards, "wide")} == {""}  # not most of the number
    with imported(deck(tmp_path, settings="hints: false")) as cards:
        assert {card.fields["Hint"] for card in cards} == {""}


def test_the_topic_does_not_say_the_answer(tmp_path: Path) -> None:
    facts = FACTS.replace("- id: wide\n", "- id: wide\n  section: Crude oil\n").replace("The Oil Trade", "Trade")
    with imported(deck(tmp_path, facts=facts)) as cards:
        assert {card.fields["About"] for card in of_cards(cards, "wide")} == {"Trade"}
    facts = facts.replace("Crude oil", "Pipelines")
    with imported(deck(tmp_path, facts=facts)) as cards:
        assert {card.fields["About"] for card in of_cards(cards, "wide")} == {"Trade · Pipelines"}


def test_a_typed_number_asks_for_its_unit(tmp_path: Path) -> None:
    with imported(deck(tmp_path, settings="typed: true")) as cards:
        typed = {card.fields["FactID"]: card for card in cards if card.fields["Typed"]}
    assert typed["t/speed"].fields["Typed"] == "343 m/s"
    assert "label-with-unit" in typed["t/speed"].question
    assert "label-with-unit" not in typed["t/years"].question
    assert "label-with-unit" not in typed["t/annan"].question


def test_a_recording_is_played_with_the_question_or_the_answer(tmp_path: Path) -> None:
    with collection_with(deck(tmp_path)) as (collection, _):
        ((bang,), nothing), later = tags_of(collection, "speed"), tags_of(collection, "years")
    assert isinstance(bang, SoundOrVideoTag)
    assert nothing == []
    assert later == ([], [bang])


def test_cards_are_read_aloud_in_their_language(tmp_path: Path) -> None:
    package = deck(tmp_path, settings="speech: {de: de_DE, en: en_US voices=Apple_Samantha}")
    with collection_with(package) as (collection, _):
        (question,), (answer,) = tags_of(collection, "bern")
        recorded, _ = tags_of(collection, "speed")
    assert isinstance(question, TTSTag)
    assert isinstance(answer, TTSTag)
    assert question.field_text == "Of which country is Bern the capital?"
    assert (question.lang, question.voices) == ("en_US", ["Apple_Samantha"])
    assert answer.field_text == "Switzerland"
    assert [type(tag) for tag in recorded] == [SoundOrVideoTag]  # not both at once


@pytest.mark.parametrize("speech", ["{en: english}", "{en: en_US}}{{Front}", "{a: a_A}"])
def test_a_voice_is_one_of_anki_s(tmp_path: Path, speech: str) -> None:
    with pytest.raises(ContentError):
        deck(tmp_path, settings=f"speech: {speech}")
