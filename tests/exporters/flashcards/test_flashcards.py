"""The cards for other programs: what is written parses back, what is not is told, and Anki takes what is for it."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportCsvRequest
from anki_collection import collection_with
from conftest import quiet
from every_kind import ENTITIES, FACTS, PICTURE
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from quizgen.build.pipeline import build
from quizgen.errors import ContentError, Problem
from quizgen.exporters.flashcards.mochi import markdown
from quizgen.exporters.flashcards.quizlet import line_text
from quizgen.exporters.flashcards.remnote import remnote
from quizgen.model.text import Marked, Text, Words
from quizgen.project import Project

Make = Callable[..., Project]

OUTPUTS = "[deck, anki-csv, crowdanki, quizlet, mochi, remnote]"
RECIPE = f"schema: quizgen-deck/1\ntitle: Water\nfacts: t\noutputs: {OUTPUTS}\ndeck: {{forms: all, subdecks: tag}}\n"
ALL = RECIPE.replace(
    "subdecks: tag",
    "kinds: [basic, cloze, quote-cloze, reversed, short-answer, numeric, multiple-choice, list, sequence, acronym, "
    "labelling]",
)
SEA = """\
- id: taste
  statement: "The {what} is {taste}."
  slots:
    what: {value: sea}
    taste: {value: saltey, ask: How does the sea taste?, hint: Like tears.}
  tags: [sea/water]
  evidence: {paragraph: 1, quote: the salty sea}
- id: old
  statement: "The sea is {flat}."
  ask: How is the sea?
  status: retired
  evidence: {paragraph: 1, quote: the flat sea}
"""
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))


def built(project: Project) -> tuple[Path, list[Problem]]:
    _, problems = build(project, (), project.root / "build", strict=False, progress=quiet)
    return project.root / "build/t", [problem for problem in problems if problem.rule == "lost"]


def everything(project: Make) -> Project:
    example = project(FACTS, entities=ENTITIES, recipe=ALL, files={"facts/cycle.svg": PICTURE})
    (example.root / "facts/sea.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00")
    return example


def notes(collection: Collection) -> dict[str, Any]:
    found = [collection.get_note(id) for id in collection.find_notes("")]
    return {note.guid: (note.note_type()["name"], note.items(), note.tags) for note in found}


def import_text(collection: Collection, path: Path) -> Any:
    metadata = collection.get_csv_metadata(str(path), None)
    assert metadata.is_html
    return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def test_a_corrected_csv_updates_the_notes_of_the_deck_in_place(project: Make) -> None:
    first, _ = built(project(SEA, recipe=RECIPE))
    deck = (first / "deck.apkg").rename(first.parent / "first.apkg")
    folder, _ = built(project(SEA.replace("saltey", "salty <b>").replace("sea/water", "sea"), recipe=RECIPE))
    with collection_with(deck) as (collection, _), collection_with(folder / "deck.apkg") as (wanted, _):
        cards = collection.db.all("select id, did from cards")
        log = import_text(collection, folder / "deck.csv")
        assert (len(log.new), len(log.updated), len(log.missing_notetype)) == (0, 3, 0)
        assert notes(collection) == notes(wanted)
        assert collection.db.all("select id, did from cards") == cards


def test_a_csv_of_every_kind_equals_the_deck(project: Make) -> None:
    folder, _ = built(everything(project))
    with collection_with(folder / "deck.apkg") as (collection, _):
        before = notes(collection)
        log = import_text(collection, folder / "deck.csv")
        assert len(log.new) == 0
        assert notes(collection) == before
        collection.remove_notes(collection.find_notes(""))
        assert len(import_text(collection, folder / "deck.csv").new) == len(before)
        assert notes(collection) == before


def test_a_csv_without_the_deck_imports_nothing(project: Make) -> None:
    folder, _ = built(project(SEA, recipe=RECIPE))
    with collection_with() as (collection, _):
        log = import_text(collection, folder / "deck.csv")
        assert (len(log.new), len(log.missing_notetype), collection.note_count()) == (0, 3, 0)


def test_crowdanki_holds_what_the_deck_holds(project: Make) -> None:
    folder, problems = built(everything(project))
    deck = json.loads((folder / "crowdanki/deck.json").read_text(encoding="utf-8"))
    models = {model["crowdanki_uuid"]: model for model in deck["note_models"]}
    assert deck["deck_config_uuid"] in {options["crowdanki_uuid"] for options in deck["deck_configurations"]}
    assert sorted(deck["media_files"]) == sorted(path.name for path in (folder / "crowdanki/media").iterdir())
    assert not any("crowdanki" in problem.message for problem in problems)
    # As the add-on does it: what it knows is merged into Anki's new note type, and notes are made of their entries.
    with collection_with() as (collection, _), collection_with(folder / "deck.apkg") as (wanted, _):
        for model in models.values():
            collection.models.add_dict(collection.models.new(model["name"]) | model)
        collection.models._clear_cache()
        for entry in deck["notes"]:
            assert len(entry["fields"]) == len(models[entry["note_model_uuid"]]["flds"])
            kind = collection.models.by_name(models[entry["note_model_uuid"]]["name"])
            assert kind is not None
            note = collection.new_note(kind)
            note.guid, note.fields, note.tags = entry["guid"], entry["fields"], entry["tags"]
            collection.add_note(note, 1)
        assert notes(collection) == notes(wanted)
        assert collection.card_count() == wanted.card_count()


def test_crowdanki_has_a_child_for_each_part_of_a_subdeck(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    folder, _ = built(example)
    text = (folder / "crowdanki/deck.json").read_text(encoding="utf-8")
    deck = json.loads(text)
    (sea,) = deck["children"]
    (water,) = sea["children"]
    assert [each["name"] for each in (deck, sea, water)] == ["Water", "sea", "water"]
    assert [len(each["notes"]) for each in (deck, sea, water)] == [0, 0, 3]
    assert len({each["crowdanki_uuid"] for each in (deck, sea, water)}) == 3
    assert "note_models" not in sea
    again, _ = built(example)
    assert (again / "crowdanki/deck.json").read_text(encoding="utf-8") == text


def test_quizlet_has_a_card_for_every_gap(project: Make) -> None:
    folder, _ = built(project(SEA, recipe=RECIPE))
    lines = (folder / "quizlet.txt").read_text(encoding="utf-8").splitlines()
    proof = "“the salty sea”, paragraph 1, An Author, “A Text”"
    assert lines == [
        f"The _____ is saltey.\tsea — {proof}",
        f"How does the sea taste?\tsaltey — The sea is saltey. — {proof}",
        f"The sea is _____ (Like tears.).\tsaltey — {proof}",
    ]


def test_remnote_is_an_outline_of_decks_and_cards(project: Make) -> None:
    folder, _ = built(project(SEA, recipe=RECIPE))
    text = (folder / "remnote.txt").read_text(encoding="utf-8")
    proof = "“the salty sea”, paragraph 1, An Author, “A Text”"
    assert text.startswith("Water\n    sea\n        water\n            ")
    assert f"            How does the sea taste? >> saltey — The sea is saltey. — {proof}\n" in text
    assert f"            The {{{{sea}}}} is saltey.\n                {proof}\n" in text
    assert f"            The sea is {{{{saltey}}}}.\n                {proof}\n" in text


def mochi_cards(folder: Path) -> tuple[dict[str, Any], list[str]]:
    with zipfile.ZipFile(folder / "deck.mochi") as archive:
        return json.loads(archive.read("data.json")), archive.namelist()


def test_mochi_has_decks_gaps_evidence_and_files(project: Make) -> None:
    folder, _ = built(project(SEA, recipe=RECIPE))
    data, _ = mochi_cards(folder)
    water, sea, below = data["~:decks"]
    assert [deck["~:name"] for deck in data["~:decks"]] == ["Water", "sea", "water"]
    assert (sea["~:parent-id"], below["~:parent-id"]) == (water["~:id"], sea["~:id"])
    contents = {card["~:content"].partition("\n\n---\n\n")[0]: card["~:content"] for card in below["~:cards"]}
    assert set(contents) == {
        "How does the sea taste?",
        "The {{1::sea}} is saltey.",
        "The sea is {{1::saltey}}.",
    }
    assert all("“the salty sea”, paragraph 1" in content for content in contents.values())
    assert all(re.fullmatch(r"~:[0-9a-f]{16}", card["~:id"]) for card in below["~:cards"])
    data, names = mochi_cards(built(everything(project))[0])
    used = {file for deck in data["~:decks"] for card in deck["~:cards"] for file in card["~:attachments"]}
    assert used == set(names) - {"data.json"} != set()


@pytest.mark.parametrize("name", ["deck.csv", "crowdanki/deck.json", "quizlet.txt", "remnote.txt"])
def test_retired_facts_are_left_out(project: Make, name: str) -> None:
    folder, _ = built(project(SEA, recipe=RECIPE))
    text = (folder / name).read_text(encoding="utf-8")
    assert "sea" in text
    assert "flat" not in text


def test_what_is_lost_is_told_and_refused_if_strict(project: Make) -> None:
    example = everything(project)
    folder, problems = built(example)
    told = {problem.message.partition(" ")[0]: problem.message for problem in problems}
    assert set(told) == {"anki-csv", "quizlet", "mochi", "remnote"}
    for output in ("quizlet", "mochi", "remnote"):
        assert "covered picture (1 question)" in told[output]
        assert "steps of a list" in told[output]
        assert "hint" in told[output]
    assert "recording" in told["anki-csv"]
    assert "recording" in told["quizlet"]
    assert "recording" not in told["mochi"]
    losses = (folder / "losses.txt").read_text(encoding="utf-8")
    assert re.findall(r"^\S+", losses, re.MULTILINE) == ["anki-csv", "quizlet", "mochi", "remnote"]
    assert "  covered picture: it cannot cover parts of a picture: the card is left out\n    t/cycle/@image" in losses


def test_a_loss_is_refused_if_strict(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    folder, _ = built(example)
    (folder / "deck.csv").write_bytes(b"the last build")
    with pytest.raises(ContentError, match=r"mochi cannot represent everything: hint \(2 questions\)"):
        build(example, (), example.root / "build", strict=True, progress=quiet)
    assert (folder / "deck.csv").read_bytes() == b"the last build"


def test_a_deck_that_loses_nothing_has_no_list_of_losses(project: Make) -> None:
    folder, problems = built(project(SEA, recipe=RECIPE.replace(OUTPUTS, "[deck, crowdanki]")))
    assert problems == []
    assert not (folder / "losses.txt").exists()


@given(WORDS)
def test_quizlet_is_one_line(text: str) -> None:
    shown = line_text(Text((Words(text),)))
    assert not re.search(r"[\t\n\r\v\f\x85\u2028\u2029]", shown)
    if len(text.splitlines()) == 1:
        assert shown == text.splitlines()[0].strip()


@given(WORDS, WORDS)
def test_mochi_reads_what_was_typed(text: str, answer: str) -> None:
    """Every character that CommonMark or Mochi reads as syntax is an entity, so undoing entities is all there is."""
    written = markdown(Text((Words(text), Marked(Text((Words(answer or "x"),)), 1))), gaps=True)
    assert len(re.findall(r"\{\{\d+::.*?\}\}", written, re.DOTALL)) == 1
    plain = re.sub(r"\{\{1::(.*?)\}\}", r"\1", written, flags=re.DOTALL)
    assert not re.search(r"[\\`*_{}\[\]<>$~=|]|^---|&(?!#\d+;)|#(?!\d+;)", plain)
    assert "".join(html.unescape(plain).split()) == "".join((text + (answer or "x")).split())


@given(WORDS, WORDS)
def test_remnote_reads_what_was_typed(text: str, answer: str) -> None:
    written = remnote(Text((Words(text), Words(" "), Marked(Text((Words(answer or "x"),)), 1))), gaps=True)
    assert len(re.findall(r"\{\{", written)) == len(re.findall(r"\}\}", written)) == 1
    assert not re.search(r">>|<<|<>|::|;;|\[\[|\(\(|\*\*|__|\^\^|`|\$|[\n\t]", written)
    plain = written.replace("{{", "").replace("}}", "")

    def same(some: str) -> str:
        return re.sub(r"[\s/]", "", unicodedata.normalize("NFKC", some))

    assert same(plain) == same(text + (answer or "x"))


def test_hostile_facts_stand_in_the_rows_as_in_the_deck(project: Make) -> None:
    facts = "".join(
        f"- id: f{place}\n  statement: {json.dumps('It is {x}.')}\n  slots: {{x: {{value: {json.dumps(text)}, "
        f"ask: {json.dumps(f'What of {text}?')}}}}}\n  ignore: {{numeral: there is no article}}\n"
        for place, text in enumerate(HOSTILE)
    )
    folder, _ = built(project(facts, recipe=RECIPE.replace(", subdecks: tag", "")))
    with collection_with(folder / "deck.apkg") as (collection, _):
        before = notes(collection)
        assert len(import_text(collection, folder / "deck.csv").new) == 0
        assert notes(collection) == before
    lines = (folder / "quizlet.txt").read_text(encoding="utf-8").splitlines()
    fronts = [line.split("\t")[0] for line in lines if line.count("\t") == 1]
    assert fronts == [f"What of {text}?" for text in HOSTILE]
