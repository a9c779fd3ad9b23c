"""Anki's packages as Anki itself writes them, old and new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from imported import bank, items, lost
from pictures import png

from quizgen.importers.anki import _questions
from quizgen.importers.anki_database import ImportedNote, ImportedNoteType
from quizgen.importers.bodies import flashcard
from quizgen.importers.imported import GappedText, ImportedBody, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.question_draft import no_pictures
from quizgen.model.body import ShortText

PNG = png(20, 10)
NOTES: list[tuple[str, Mapping[str, str], str, ImportedBody]] = [
    (
        "Basic",
        {"Front": "What <b>is</b> [$]x^2[/$]?", "Back": "a &lt;square&gt;"},
        r"What is \(x^2\)?",
        flashcard("a <square>"),
    ),
    ("Basic (and reversed card)", {"Front": "chat", "Back": "cat"}, "chat", flashcard("cat", both=True)),
    ("Basic (optional reversed card)", {"Front": "a", "Back": "b"}, "a", flashcard("b")),
    ("Basic (type in the answer)", {"Front": "1 + 1", "Back": "2"}, "1 + 1", ShortText("2")),
    (
        "Cloze",
        {"Text": "The {{c1::sky::what?}} is {{c2::blue}}.", "Back Extra": "Rayleigh"},
        "",
        GappedText(("The ", TextGap("sky", hint="what?"), " is ", TextGap("blue"), ".")),
    ),
    ("Basic", {"Front": 'Which? <img src="a b.png">', "Back": "This[sound:x.mp3]"}, "Which?", flashcard("This")),
]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Path]]:
    """The same notes as a package of schema 11, one of schema 18, and a whole collection."""
    folder = tmp_path_factory.mktemp("anki")
    collection = Collection(str(folder / "collection.anki2"))
    (Path(collection.media.dir()) / "a b.png").write_bytes(PNG)
    deck = collection.decks.id("French::Animals")
    assert deck is not None
    for name, values, _, _ in NOTES:
        note_type = collection.models.by_name(name)
        assert note_type is not None
        note = collection.new_note(note_type)
        for field, value in values.items():
            note[field] = value
        note.tags = ["unit::one"]
        collection.add_note(note, deck)
    made = {"old": folder / "old.apkg", "new": folder / "new.apkg", "all": folder / "all.colpkg"}
    for name in ("old", "new"):
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=True, legacy=name == "old"
        )
        collection.export_anki_package(out_path=str(made[name]), options=options, limit=None)
    collection.export_collection_package(str(made["all"]), include_media=True, legacy=False)
    yield made


@pytest.mark.parametrize("name", ["old", "new", "all"])
def test_notes(packages: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    entries = items(bank(tmp_path, packages[name].name, packages[name].read_bytes()), "anki")
    assert [(entry.stem, entry.body) for entry in entries] == [(stem, body) for _, _, stem, body in NOTES]
    assert all((entry.section, entry.tags) == ("French/Animals", ("unit/one",)) for entry in entries)
    assert len({entry.ident for entry in entries}) == len(NOTES)
    assert entries[4].feedback == "Rayleigh"
    assert entries[5].picture is not None
    assert (entries[5].picture.name, entries[5].picture.content) == ("a b.png", PNG)
    assert [lost(entry) for entry in entries] == [
        ["style (bold, italics, colour, …)"],
        [],
        [],
        [],
        [],
        ["sound or film"],
    ]


def test_a_note_without_a_back_loses_no_other(tmp_path: Path) -> None:
    basic = ImportedNoteType("Basic", False, ("Front", "Back"), (("{{Front}}", "{{FrontSide}}<hr>{{Back}}"),))
    cloze = ImportedNoteType("Cloze", True, ("Text",), (("{{cloze:Text}}", "{{cloze:Text}}"),))
    for type, fields in (
        (basic, ("a", "")),
        (basic, ("a", "[sound:x.mp3]")),
        (cloze, ("no gap",)),
        (cloze, ("{{c1::x",)),
    ):
        assert [each.__class__ for each in _questions(ImportedNote("g", 1, (), fields, ""), type, no_pictures)] == [
            RejectedQuestion
        ]
    nested = ImportedNote("g", 1, (), ("{{c1::a {{c2::b}} c}} and {{c1::d}}",), "")
    (item,) = _questions(nested, cloze, no_pictures)
    assert isinstance(item, ImportedQuestion)
    assert item.body == GappedText((TextGap("a b c"), " and ", TextGap("d")))
    assert lost(item) == ["gap inside a gap", "gaps with one number"]


def test_what_a_card_shows_behind_its_answer_is_feedback() -> None:
    front = '<p lang="{{Language}}">{{Word}}</p>{{#Hint}}<i>{{hint:Hint}}</i>{{/Hint}}'
    type = ImportedNoteType(
        "W", False, ("Word", "Meaning", "Example", "Language", "Hint"), ((front, "{{Meaning}} {{Example}}"),)
    )
    (item,) = _questions(ImportedNote("g", 1, (), ("chat", "cat", "un chat noir", "fr", ""), ""), type, no_pictures)
    assert isinstance(item, ImportedQuestion)
    assert (item.stem, item.body, item.feedback) == ("chat", flashcard("cat"), "un chat noir")


def test_gaps_are_read_as_by_anki() -> None:
    cloze = ImportedNoteType("Cloze", True, ("Text",), (("{{cloze:Text}}", "{{cloze:Text}}"),))
    (item,) = _questions(
        ImportedNote("g", 1, (), ("{{c1::a {{c2::b::in}} c::out}} and {{c3,4::d}}",), ""), cloze, no_pictures
    )
    assert isinstance(item, ImportedQuestion)
    assert item.body == GappedText((TextGap("a b c", hint="out"), " and ", TextGap("d")))


def test_templates_are_read_as_by_anki() -> None:
    """A comment shows nothing, a line break is an empty field, and sections must nest."""
    front = "<!-- {{Back}} -->{{#Hint}}{{Back}}{{/Hint}}{{Front}}"
    type = ImportedNoteType("T", False, ("Front", "Back", "Hint"), ((front, "{{Back}}"),))
    (item,) = _questions(ImportedNote("g", 1, (), ("a", "b", "<br>"), ""), type, no_pictures)
    assert isinstance(item, ImportedQuestion)
    assert (item.stem, item.body) == ("a", flashcard("b"))
    broken = ImportedNoteType("T", False, ("Front", "Back"), (("{{#Back}}{{Front}}", "{{Back}}"),))
    (refused,) = _questions(ImportedNote("g", 1, (), ("a", "b"), ""), broken, no_pictures)
    assert isinstance(refused, RejectedQuestion)
    assert refused.message == "the template of its card cannot be read: {{#Back}} is never closed"


COUNTRY = ImportedNoteType(
    "Country",
    False,
    ("Country", "Capital", "River", "Note"),
    (
        ("<b>What is the capital of</b> {{Country}}?", "{{FrontSide}}<hr id=answer>{{Capital}}"),
        ("{{Country}}<br>Longest river:", "{{FrontSide}}<hr id=answer>{{River}}<br>Source: {{Note}}"),
        ("{{Capital}} is the capital of which country? {{hint:Note}}", "{{FrontSide}}<hr id=answer>{{Country}}"),
    ),
)


def test_a_front_has_the_words_of_its_template() -> None:
    note = ImportedNote("g", 1, (), ("France", "Paris", "Loire", "an atlas"), "")
    found = [item for item in _questions(note, COUNTRY, no_pictures) if isinstance(item, ImportedQuestion)]
    assert [(item.stem, item.body, item.feedback, item.hint) for item in found] == [
        ("What is the capital of France?", flashcard("Paris"), "", ""),
        ("France\nLongest river:", flashcard("Loire"), "Source: an atlas", ""),
        ("Paris is the capital of which country?", flashcard("France"), "", "an atlas"),
    ]
    assert len({item.ident for item in found}) == len(found)


def test_two_cards_with_words_of_their_own_are_not_one_card_with_its_reverse() -> None:
    fronts = (("{{Word}} means?", "{{FrontSide}}<hr id=answer>{{Meaning}}"), ("Say: {{Meaning}}", "{{Word}}"))
    type = ImportedNoteType("W", False, ("Word", "Meaning"), fronts)
    found = list(_questions(ImportedNote("g", 1, (), ("chat", "cat"), ""), type, no_pictures))
    assert [getattr(item, "stem", "") for item in found] == ["chat means?", "Say: cat"]


def test_gaps_have_the_words_of_their_template_and_code_its_indentation() -> None:
    type = ImportedNoteType("C", True, ("Title", "Text"), (("{{Title}}: {{cloze:Text}}", "{{cloze:Text}}"),))
    code = "<div>for i in x:</div><div>&nbsp;&nbsp;&nbsp;&nbsp;print({{c1::i}})</div>"
    (item,) = _questions(ImportedNote("g", 1, (), ("Loops", code), ""), type, no_pictures)
    assert isinstance(item, ImportedQuestion)
    assert item.body == GappedText(("Loops:\nfor i in x:\n    print(", TextGap("i"), ")"))


def test_readings_above_characters() -> None:
    fronts = (("{{kanji:Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}<br>{{furigana:Word}}"),)
    type = ImportedNoteType("J", False, ("Word", "Meaning"), fronts)
    (item,) = _questions(ImportedNote("g", 1, (), ("日本[にほん]", "Japan"), ""), type, no_pictures)
    assert isinstance(item, ImportedQuestion)
    assert (item.stem, item.body) == ("日本", flashcard("Japan"))
