"""The deck, as Anki's own importer and renderer see it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import ImportAnkiPackageOptions
from anki_collection import collection_with, imported, text_of
from conftest import RECIPE

from quizgen.build.pipeline import build
from quizgen.project import Project


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_every_card_renders_with_its_evidence(shipped_build: Path, recipe: str) -> None:
    with imported(shipped_build / recipe / "deck.apkg") as cards:
        assert len(cards) > 40
        for card in cards:
            assert card.fronts_differ, card
            assert "{{" not in card.question + card.answer
            assert card.fields["About"] in card.question
            assert card.fields["FactID"] in card.answer_text
            assert card.fields["Quote"] or "stance::background" in card.tags
            assert card.fields["Quote"] in card.answer
            assert card.fields["Locator"] in card.answer
            assert card.fields["Source"] in card.answer
            assert not re.search(r"https?://|src=\"//", re.sub(r"<a [^>]*>", "", card.answer))
        assert any('class="gap"' in card.question for card in cards)


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


def test_the_pictures_arrive(shipped_build: Path) -> None:
    with collection_with(shipped_build / "waves/deck.apkg") as (collection, _):
        names = [path.name for path in Path(collection.media.dir()).iterdir()]
        assert len(names) == 2
        for name in names:
            assert re.fullmatch(r"quizgen-[0-9a-f]{16}\.svg", name)
            assert collection.find_notes(f'"Picture:*{name}*"')


def test_each_label_of_a_picture_is_a_card_with_all_labels_covered(shipped_build: Path) -> None:
    with imported(shipped_build / "waves/deck.apkg") as cards:
        labels = [card for card in cards if card.notetype.startswith("quizgen Picture")]
        assert len({card.fields["Back"] for card in labels}) == len(labels) == 4
        for card in labels:
            assert text_of(card.fields["Front"]) == "Name the highlighted part of the picture."
            assert card.question.count('<div class="box"') == 3
            assert card.question.count('<div class="box asked"') == 1
            assert card.fields["Back"] not in card.question_text


def test_a_description_is_markdown_that_reads_as_it_was_written(project: Callable[..., Project]) -> None:
    head = "schema: quizgen-facts/1\nsource: {id: t, title: '*T* <b>x</b> [y](z) `v` a\\b', author: '_An_ # Author'}\n"
    facts = f'{head}facts:\n- id: f\n  statement: "It is {{so}}."\n'
    example = project("", files={"facts/t.yaml": facts})
    build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    with collection_with(example.root / "build/t/deck.apkg") as (collection, _):
        deck = collection.decks.by_name("A Quiz")
        assert deck["md"]
        shown = html.unescape(re.sub("<[^>]*>", "", collection.render_markdown(deck["desc"])))
        assert "Source: _An_ # Author, “*T* <b>x</b> [y](z) `v` a\\b”" in shown
        assert "what you have learnt stays" in shown


def test_subdecks_and_options_are_the_recipe_s(project: Callable[..., Project]) -> None:
    facts = "".join(f'- {{id: {s}, statement: "{s} is {{so}}.", section: "{s} <1>"}}\n' for s in "ab")
    example = project(
        facts, recipe=f"{RECIPE}outputs: deck\ndeck: {{subdecks: section, new_per_day: 7, retention: 85%}}\n"
    )
    build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    package = example.root / "build/t/deck.apkg"
    with imported(package) as cards:
        assert [card.deck for card in cards] == ["A Quiz::a <1>", "A Quiz::b <1>"]
    with collection_with(package) as (collection, _):
        assert [config["name"] for config in collection.decks.all_config()] == ["Default"]
    options = ImportAnkiPackageOptions(with_deck_configs=True)
    with collection_with(package, options=options) as (collection, _):
        (preset,) = [each for each in collection.decks.all_config() if each["name"] == "A Quiz"]
        assert (preset["new"]["perDay"], round(preset["desiredRetention"], 2)) == (7, 0.85)


def test_a_second_import_changes_nothing(shipped_build: Path) -> None:
    deck = shipped_build / "waves/deck.apkg"
    with collection_with(deck, deck) as (collection, (first, second)):
        assert len(first.new) == collection.note_count()
        assert (len(second.new), len(second.updated)) == (0, 0)


def test_tags_are_hierarchical_and_safe(project: Callable[..., Project]) -> None:
    example = project('- id: f\n  statement: "It is {so}."\n  tags: [a b/c::d, "Қазақ"]\n  difficulty: 3\n')
    build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    with imported(example.root / "build/t/deck.apkg") as cards:
        assert cards[0].tags == ("difficulty::3", "stance::asserted", "t::a-b::c--d", "t::Қазақ")
