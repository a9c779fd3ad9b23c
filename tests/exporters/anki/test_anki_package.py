"""The writer of Anki packages, held against Anki's own importer and its idea of cards and duplicates."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import weakref
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckId
from anki_collection import collection_with
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import OutputError, TemplateError
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.empty_cards import Fronts
from quizgen.exporters.anki.fields import stored_fields, stored_text
from quizgen.exporters.anki.note import RETIRED, Note
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.package import Deck, Package, Preset

RELEASED = 1_700_000_000


def note_type(front: str, id: int = 1_500_000_000_000) -> NoteType:
    return NoteType(
        id,
        f"type {id}",
        fields=[{"name": name} for name in ("Front", "Back", "Flag")],
        templates=[{"name": "Card", "qfmt": front, "afmt": "{{FrontSide}}"}],
        css="",
    )


BASIC = note_type("{{Front}}")


def note(id: str, *fields: str, model: NoteType = BASIC, tags: tuple[str, ...] = (), mod: int = RELEASED) -> Note:
    return Note(id, guid("uid", (id,)), model, stored_fields(list(fields)), tags, due=1, mod=mod)


def packed(*notes: Note, media: dict[str, bytes] | None = None) -> bytes:
    return Package([Deck(1_600_000_000_000, "Deck", notes=notes)], RELEASED, media or {}).content()


def rows(package: bytes, query: str) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(package)) as container:
        database = sqlite3.connect(":memory:")
        database.deserialize(container.read("collection.anki2"))
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


@contextmanager
def anki(*packages: bytes, **options: bool) -> Iterator[Collection]:
    """A collection into which the packages were imported."""
    with tempfile.TemporaryDirectory() as folder, collection_with() as (collection, _):
        for place, package in enumerate(packages):
            path = Path(folder, f"{place}.apkg")
            path.write_bytes(package)
            given = ImportAnkiPackageOptions(**options)
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=given))
        yield collection


def agrees(collection: Collection) -> bool:
    """Whether Anki would add no card, take none away, and finds nothing to repair."""
    before = collection.card_count()
    collection.after_note_updates(list(collection.find_notes("")), mark_modified=False)
    same = collection.card_count() == before and not collection.get_empty_cards().notes
    return same and collection.fix_integrity()[1]


@pytest.fixture(scope="module")
def collection() -> Iterator[Collection]:
    with collection_with() as (empty, _):
        yield empty


FRONTS = [
    "{{Front}}",
    "{{#Flag}}{{Front}}{{/Flag}}",
    "{{^Flag}}{{Front}}{{/Flag}}",
    "{{#Flag}}text alone{{/Flag}}",
    "{{#Flag}}{{^Back}}{{Front}}{{/Back}}{{/Flag}}",
    "{{#Flag}}{{#Back}}{{Front}}{{/Back}}{{/Flag}}{{^Flag}}{{Back}}{{/Flag}}",
    "{{text:Back}}{{hint:Flag}}",
    "{{type:Back}}",
    "<!-- {{Front}} -->{{Back}}",
    "{{ # Flag }}{{ Front }}{{/ Flag }}",
    "{{{Back}}}",
    "{{#Flag}}{{Deck}}{{/Flag}}",
    "{{#Flag}}{{Tags}}{{/Flag}}",
    "{{#Tags}}{{Back}}{{/Tags}}",
    "{{=<% %>=}}<%#Flag%><%Back%><%/Flag%>",
    "{{FrontSide}}{{Back}}",
]
FILLED = ["", "a", " ", "<br>", "<div></div>", "&nbsp;", "<b></b>"]


def test_a_note_has_a_card_if_its_front_shows_a_field() -> None:
    models = [note_type(front, 1_500_000_000_000 + place) for place, front in enumerate(FRONTS)]
    notes = [
        note(f"{model.model_id}/{a}/{b}/{c}/{len(tags)}", a, b, c, model=model, tags=tags)
        for model in models
        for a in FILLED[1:2] + FILLED[5:]
        for b in FILLED
        for c in FILLED
        for tags in ((), ("t",))
    ]
    empty = [note for note in notes if Fronts(note.model).is_empty(note.stored, bool(note.tags))]
    full = [note for note in notes if note not in empty]
    assert len(empty) > 100
    with anki(packed(*full)) as collection:
        assert collection.card_count() == len(full)
        assert agrees(collection)
    for each in empty[::50]:
        with pytest.raises(OutputError, match="the front of its card is empty"):
            packed(each)


def test_the_files_of_a_retired_note_are_those_that_learners_have() -> None:
    retired = replace(note("n", "a", '<img src="gone.png">', ""), tags=(RETIRED,))
    with anki(packed(retired, note("m", "b", "", ""))) as collection:
        assert (collection.note_count(), collection.card_count()) == (2, 2)


names = st.sampled_from(["Front", "Back", "Flag"])
templates = st.recursive(
    names.map("{{{{{}}}}}".format) | st.just("text"),
    lambda inner: st.builds(
        lambda sign, name, parts: f"{{{{{sign}{name}}}}}{''.join(parts)}{{{{/{name}}}}}",
        st.sampled_from("#^"),
        names,
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@given(
    st.lists(templates, min_size=1, max_size=4).map("".join), st.lists(st.sampled_from(FILLED), min_size=3, max_size=3)
)
@settings(max_examples=60, deadline=None)
def test_any_template_shows_what_anki_shows(collection: Collection, template: str, fields: list[str]) -> None:
    models = collection.models
    made = models.new("generated")
    for name in ("Front", "Back", "Flag", "Never"):
        models.add_field(made, models.new_field(name))
    # Anki takes no front without a field, and gives a note without cards its first.
    side = template + "{{#Never}}{{Front}}{{/Never}}"
    for name, text in (("always", "{{Deck}}"), ("tried", side)):
        models.add_template(made, models.new_template(name) | {"qfmt": text, "afmt": "answer"})
    added = models.get(models.add_dict(made).id)
    assert added is not None
    try:
        tried = collection.new_note(added)
        tried.fields = [*fields, ""]
        collection.add_note(tried, DeckId(1))
        assert Fronts(note_type(side)).is_empty("\x1f".join(fields), tagged=False) == (len(tried.cards()) == 1)
    finally:
        models.remove(added["id"])


def test_a_note_whose_front_is_empty_is_named_with_all_others() -> None:
    with pytest.raises(OutputError, match=r"(?s)one: the front.*two: the front"):
        packed(note("one", "", "b", ""), note("good", "a", "b", ""), note("two", "<br>", "b", ""))


def test_sections_that_do_not_nest_are_refused() -> None:
    for side in ("{{#Front}}{{Back}}", "{{Back}}{{/Front}}", "{{#Front}}{{^Back}}{{/Front}}{{/Back}}"):
        with pytest.raises(TemplateError, match="type 1500000000000"):
            packed(note("n", "a", "b", "", model=note_type(side)))


HOSTILE = [
    "a\x1fb",
    "a\x00b",
    "\x07\x08\x1b[0m\r\n\t",
    "\ud800x\udfff",
    "e\u0301",
    "\u2126",
    "\x7f",
    "\U0001f469\u200d\U0001f52c",
]


def test_no_character_breaks_a_field() -> None:
    """Control characters are left out, as Anki does; half a surrogate pair is replaced."""
    notes = [note(f"n{place}", f"{place}{text}", text, text, tags=("t\x00",)) for place, text in enumerate(HOSTILE)]
    with anki(packed(*notes)) as collection:
        found = [collection.get_note(id).fields for id in collection.find_notes("", order="n.id")]
        kept = ["ab", "ab", "[0m\n\t", "\ufffdx\ufffd", "é", "Ω", "", "\U0001f469\u200d\U0001f52c"]
        assert found == [[f"{place}{text}", text, text] for place, text in enumerate(kept)]
        assert collection.tags.all() == ["t"]
        assert agrees(collection)


@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=3, max_size=3))
def test_any_text_stays_in_its_field(fields: list[str]) -> None:
    text = stored_fields(fields)
    assert text.split("\x1f") == [stored_text(field) for field in fields]
    assert len(text.split("\x1f")) == 3
    text.encode()


def test_anki_sorts_notes_and_finds_duplicates_although_that_is_left_to_it() -> None:
    package = packed(
        note("one", "What <b>sea</b>?", "a", ""), note("two", "What <i>sea</i>?", "b", ""), note("x", "Other", "", "")
    )
    with anki(package) as collection:
        assert collection.db.list("select sfld from notes order by id") == ["What sea?", "What sea?", "Other"]
        assert len(collection.find_notes(f'"dupe:{BASIC.model_id},What sea?"')) == 2


@pytest.mark.parametrize("text", ['<img src="gone.png">', "<IMG alt='x' src=gone.png>", "[sound:gone.png]"])
def test_a_file_that_is_missing_is_named_with_its_note(text: str) -> None:
    with pytest.raises(OutputError, match=r"n: the file 'gone\.png' is missing"):
        packed(note("n", "a", text, ""), media={"other.png": b""})


def test_files_that_are_there_or_elsewhere_are_no_fault() -> None:
    fields = (
        '<img src="a&amp;b.png">',
        "<img src='https://example.org/x.png'><a href='x'>x</a>",
        "url(gone.png) src=gone.png",
    )
    with anki(packed(note("n", *fields), media={"a&b.png": b"picture"})) as collection:
        assert [path.name for path in Path(collection.media.dir()).iterdir()] == ["a&b.png"]


def test_a_style_and_a_template_name_files_that_are_there() -> None:
    styled, drawn = note_type("{{Front}}"), note_type('{{Front}}<img src="_gone.png">')
    styled.css = "@font-face {src: url('_gone.woff2')} p {background: url(#a), url(data:x)}"
    for model, name in ((styled, "_gone.woff2"), (drawn, "_gone.png")):
        with pytest.raises(TemplateError, match=name):
            packed(note("n", "a", "", "", model=model))
        assert packed(note("n", "a", "", "", model=model), media={name: b"x"})
    with pytest.raises(OutputError, match="gone"):
        packed(note("n", '<p style="background: url(gone.png)">', "", ""))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "a/b.png",
        "a\\b.png",
        "../a.png",
        "a:b.png",
        "con.png",
        "NUL",
        "a.",
        "a ",
        "x" * 121,
        "e\u0301.png",
        "a\x00",
        "\ud800",
    ],
)
def test_names_that_anki_would_change_are_refused(name: str) -> None:
    with pytest.raises(OutputError, match="cannot be the name of a media file"):
        packed(note("n", "a", "", ""), media={name: b""})


def test_names_that_are_one_file_on_some_systems_are_refused() -> None:
    with pytest.raises(OutputError, match="capital letters"):
        packed(note("n", "a", "", ""), media={"A.png": b"", "a.png": b""})


def test_ids_are_used_once() -> None:
    deck = Deck(7, "Deck", notes=[note("n", "a", "", "")])
    with pytest.raises(ValueError, match="two decks have the id 7"):
        Package([deck, Deck(7, "Other")], RELEASED, {}).content()
    with pytest.raises(ValueError, match="two notes have the id 'n'"):
        packed(note("n", "a", "", ""), note("n", "b", "", ""))
    with pytest.raises(ValueError, match="two different note types have"):
        packed(note("n", "a", "", ""), note("m", "b", "", "", model=note_type("{{Back}}{{Front}}")))
    assert packed(note("n", "a", "", ""), note("m", "b", "", "", model=note_type("{{Front}}")))
    with pytest.raises(ValueError, match="preset 5"):
        Package([Deck(7, "Deck", preset=5)], RELEASED, {}).content()
    with pytest.raises(ValueError, match="two presets have the id 5"):
        Package([Deck(7, "Deck", preset=5)], RELEASED, {}, [Preset(5, "a"), Preset(5, "b")]).content()
    with pytest.raises(ValueError, match="one word"):
        packed(note("n", "a", "", "", tags=("two words",)))


def course() -> bytes:
    presets = [Preset(1_650_000_000_000, "Exam", new_per_day=7, desired_retention=0.85)]
    one = Deck(
        1_600_000_000_001, "Course::One", "# First\n\n*slowly*", notes=[note("a", "a", "", "")], preset=presets[0].id
    )
    two = Deck(1_600_000_000_002, "Course::Two", notes=[note("b", "b", "", ""), note("c", "c", "", "")])
    return Package([one, two], RELEASED, {}, presets).content()


def test_every_note_is_in_the_deck_it_was_added_to() -> None:
    with anki(course()) as collection:
        decks = {
            name: sorted(collection.get_note(id).fields[0] for id in collection.find_notes(f'deck:"{name}"'))
            for name in ("Course::One", "Course::Two")
        }
        assert decks == {"Course::One": ["a"], "Course::Two": ["b", "c"]}
        deck = collection.decks.by_name("Course::One")
        assert deck is not None
        assert (deck["desc"], deck["md"]) == ("# First\n\n*slowly*", True)


def test_a_preset_is_imported_by_who_asks_for_it() -> None:
    for wanted, (name, new, retention) in {True: ("Exam", 7, 0.85), False: ("Default", 20, 0.9)}.items():
        with anki(course(), with_deck_configs=wanted) as collection:
            deck = collection.decks.by_name("Course::One")
            assert deck is not None
            preset = collection.decks.config_dict_for_deck_id(deck["id"])
            assert (preset["name"], preset["new"]["perDay"], round(preset["desiredRetention"], 3)) == (
                name,
                new,
                retention,
            )
            other = collection.decks.by_name("Course::Two")
            assert other is not None
            assert collection.decks.config_dict_for_deck_id(other["id"])["id"] == 1
            assert len(collection.decks.all_config()) == 1 + wanted


def test_a_note_and_a_note_type_have_their_own_dates() -> None:
    model = note_type("{{Front}}")
    model.mod = RELEASED - 50
    notes = [note("a", "a", "", "", model=model, mod=RELEASED - 99), note("b", "b", "", "", model=model)]
    package = Package([Deck(7, "Deck", notes=notes)], RELEASED, {}).content()
    assert rows(package, "select mod from notes order by id") == [(RELEASED - 99,), (RELEASED,)]
    ((models, decks),) = rows(package, "select models, decks from col")
    assert json.loads(str(models))[str(model.model_id)]["mod"] == RELEASED - 50
    assert json.loads(str(decks))["7"]["mod"] == RELEASED
    with anki(package) as collection:
        assert sorted(collection.db.list("select mod from notes")) == [RELEASED - 99, RELEASED]


def test_an_older_note_does_not_replace_a_newer_one() -> None:
    old, new = (packed(note("n", text, "", "", mod=RELEASED + n)) for n, text in ((0, "old"), (9, "new")))
    for packages in ((old, new), (new, old)):
        with anki(*packages) as collection:
            assert [collection.get_note(id).fields[0] for id in collection.find_notes("")] == ["new"]
            assert collection.db.list("select sfld from notes") == ["new"]


def test_the_same_notes_make_the_same_bytes() -> None:
    """Held or streamed."""
    notes = [note(f"n{n}", f"question {n}", f"answer {n}", "", tags=("a", "b")) for n in range(1200)]
    whole = Package([Deck(7, "Deck", notes=notes)], RELEASED, {"a.png": b"x"}).content()
    streamed = Package([Deck(7, "Deck", notes=(note for note in notes))], RELEASED, {"a.png": b"x"}).content()
    assert whole == streamed
    with zipfile.ZipFile(io.BytesIO(whole)) as container:
        assert {entry.date_time for entry in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in container.infolist()} == {zipfile.ZIP_DEFLATED}


def test_a_database_that_cannot_be_made_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for place in ("gone", "file"):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / place))
        with pytest.raises(OutputError, match=f"the Anki deck cannot be made: .*{place}"):
            packed(note("n", "a", "", ""))


def test_a_database_is_removed_once_it_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert packed(note("n", "a", "", ""))
    with pytest.raises(OutputError):
        packed(note("n", "", "", ""))
    assert list(tmp_path.iterdir()) == []


def test_no_more_than_some_notes_are_held() -> None:
    alive: weakref.WeakSet[Note] = weakref.WeakSet()
    most = 0

    def made() -> Iterator[Note]:
        nonlocal most
        for n in range(5000):
            each = note(f"n{n}", f"question {n}", "", "")
            alive.add(each)
            most = max(most, len(alive))
            yield each

    Package([Deck(7, "Deck", notes=made())], RELEASED, {}).content()
    assert most < 1200
