"""The deck, as Anki's own importer and renderer see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from anki_collection import collection_with, imported

from quizgen.build import build
from quizgen.resources import Project


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_every_card_renders_with_its_evidence(shipped_build: Path, recipe: str) -> None:
    with imported(shipped_build / recipe / "deck.apkg") as cards:
        assert len(cards) > 50
        for card in cards:
            assert card.fronts_differ, card
            assert "{{" not in card.question + card.answer
            assert card.fields["FactID"] in card.answer_text
            assert card.fields["Quote"] or "stance::background" in card.tags
            assert card.fields["Quote"] in card.answer
            assert card.fields["Locator"] in card.answer
            assert card.fields["Source"] in card.answer
            assert not re.search(r"https?://|src=\"//", re.sub(r"<a [^>]*>", "", card.answer))
        clozes = [card for card in cards if card.notetype == "quizgen Cloze"]
        assert clozes
        assert all('class="cloze"' in card.question for card in clozes)


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_the_import_reports_nothing_but_new_notes(shipped_build: Path, recipe: str) -> None:
    with collection_with(shipped_build / recipe / "deck.apkg") as (collection, (log,)):
        other = ("updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck")
        assert [kind for kind in (*other, "empty_first_field") if getattr(log, kind)] == []
        assert len(log.new) == collection.note_count()
        assert collection.fix_integrity()[1]
        assert collection.get_empty_cards().notes == []
        checked = collection.media.check()
        assert (list(checked.missing), list(checked.unused)) == ([], [])


def test_the_picture_arrives(shipped_build: Path) -> None:
    with collection_with(shipped_build / "waves/deck.apkg") as (collection, _):
        (name,) = (path.name for path in Path(collection.media.dir()).iterdir())
        assert name.startswith("quizgen-")
        assert name.endswith(".svg")
        assert collection.find_notes(f'"Image:*{name}*"')


def test_a_second_import_changes_nothing(shipped_build: Path) -> None:
    deck = shipped_build / "waves/deck.apkg"
    with collection_with(deck, deck) as (collection, (first, second)):
        assert len(first.new) == collection.note_count()
        assert (len(second.new), len(second.updated)) == (0, 0)


def test_a_corrected_fact_keeps_its_note(project: Callable[..., Project], tmp_path: Path) -> None:
    """Another wording, a later release: the same guids, so Anki corrects the notes in place."""
    recipe = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\noutputs: deck\nreleased: {day}\n"
    packages = []
    for place, (text, day) in enumerate((("saltey", "2026-01-01"), ("salty", "2026-02-01"))):
        facts = f'- id: f\n  statement: "The sea is {{{text}}}."\n  ask: How does the sea taste?\n'
        made = project(facts, recipe=recipe.format(day=day))
        build(made, (), tmp_path / str(place), strict=False, progress=lambda *_: None)
        packages.append(tmp_path / str(place) / "t/deck.apkg")
    with collection_with(*packages) as (collection, (first, second)):
        assert (len(first.new), len(second.new), len(second.updated)) == (2, 0, 2)
        assert collection.note_count() == 2
        assert len(collection.find_notes("saltey")) == 0
        assert len(collection.find_notes("salty")) == 2


def test_tags_are_hierarchical_and_safe(project: Callable[..., Project]) -> None:
    made = project('- id: f\n  statement: "It is {so}."\n  tags: [a b/c::d, "Қазақ"]\n  difficulty: 3\n')
    build(made, (), made.root / "build", strict=False, progress=lambda *_: None)
    with imported(made.root / "build/t/deck.apkg") as cards:
        assert cards[0].tags == ("difficulty::3", "stance::asserted", "t::a-b::c--d", "t::Қазақ")
