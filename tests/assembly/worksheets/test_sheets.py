"""Each sheet has one answer only for whatever it asks, and its key gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from every_kind import ENTITIES, FACTS, PICTURE

from quizgen.assembly.worksheets import WORKSHEETS
from quizgen.assembly.worksheets.material import Material, answering
from quizgen.assembly.worksheets.source_text import may_be_copied
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet
from quizgen.generators.context import Context
from quizgen.model.article import Article
from quizgen.model.body import options_of
from quizgen.model.fact import Collection, Source
from quizgen.model.question import Part
from quizgen.model.text import fold
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

ROOT = Path(__file__).parents[3]
SEEDS = range(4)
NEW = ("matching", "ordering", "timeline", "word-bank", "table", "labelling", "exit-ticket", "study-guide", "source")


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collection]:
    """The shipped ones, and that which carries every kind of question."""
    folder = tmp_path_factory.mktemp("facts")
    (folder / "cycle.svg").write_text(PICTURE)
    (folder / "sea.mp3").write_bytes(b"ID3\x04waves")
    head = "schema: quizgen-facts/1\nsource: {id: k, title: Water}\n"
    (folder / "kinds.yaml").write_text(f"{head}{ENTITIES}facts:\n{FACTS}")
    found = {}
    for path in (folder / "kinds.yaml", *sorted((ROOT / "facts").glob("*.yaml"))):
        loaded, _ = load_collection(path)
        assert loaded is not None
        found[path.stem] = loaded.collection
    return found


def made(name: str, material: Material, **said: Any) -> list[Worksheet | Shortcoming]:
    kind = WORKSHEETS.get(name)()
    return list(kind.make(kind.recipe(**said), material))


def sheets(
    name: str, collections: dict[str, Collection], **said: Any
) -> Iterator[tuple[Worksheet, list[KeyLine], Context]]:
    """The sheet of each collection that carries it, by some seeds."""
    for collection in collections.values():
        for seed in SEEDS:
            for each in made(name, Material([collection], (), seed), **said):
                if isinstance(each, Worksheet):
                    key: Any = each.content.get("key", [])
                    yield each, key, Context(collection)


def right(line: KeyLine, context: Context) -> frozenset[str]:
    """Everything that the facts give as an answer where ``line`` gives its own."""
    names = frozenset(map(fold, (str(line.answer), *line.accept)))
    slots = [slot for slot in line.fact.slots if names & set(map(fold, (slot.shown, slot.value, *slot.accept)))]
    return names.union(*(answering(Part(line.fact, slot, line.prompt, line.answer), context) for slot in slots))


def test_of_a_matching_each_has_one_counterpart_and_one_is_left_over(collections: dict[str, Collection]) -> None:
    found = 0
    for sheet, key, context in sheets("matching", collections, letters=False):
        rest = list(key)
        exercises: Any = sheet.content["exercises"]
        for exercise in exercises:
            lines, rest = rest[: len(exercise.left)], rest[len(exercise.left) :]
            assert [line.prompt for line in lines] == list(exercise.left)
            assert lines[0].label == f"{exercise.start}"
            for line in lines:
                fitting = [str(text) for text in exercise.right if fold(str(text)) in right(line, context)]
                assert fitting == [str(line.answer)]
            assert len(exercise.right) == len(exercise.left) + (len(exercise.left) > 3 or len(exercise.right) > 3)
            found += 1
        assert rest == []
    assert found > 3 * len(SEEDS)


def test_letters_are_those_of_the_right_side(collections: dict[str, Collection]) -> None:
    for sheet, key, _ in sheets("matching", collections):
        rest = iter(key)
        exercises: Any = sheet.content["exercises"]
        for exercise in exercises:
            for _ in exercise.left:
                letter, answer = str(next(rest).answer).split(". ", 1)
                assert str(exercise.right["ABCDEFGHIJKLM".index(letter)]) == answer


def test_of_a_passage_each_gap_is_filled_by_one_word_of_the_bank(collections: dict[str, Collection]) -> None:
    found = 0
    for sheet, key, context in sheets("word-bank", collections):
        bank: Any = sheet.content["bank"]
        sentences: Any = sheet.content["sentences"]
        assert [f"{sentence.number}" for sentence in sentences] == [line.label for line in key]
        passage = fold(" ".join(str(piece) for sentence in sentences for piece in sentence.pieces))
        for line in key:
            assert [str(word) for word in bank if fold(str(word)) in right(line, context)] == [str(line.answer)]
            assert fold(str(line.answer)) not in passage
        assert bool(len(bank) - len(key)) == sheet.content["spares"]
        found += 1
    assert found == 3 * len(SEEDS)


def test_a_passage_is_about_one_topic(collections: dict[str, Collection]) -> None:
    (sheet,) = made("word-bank", Material([collections["waves"]], (), 1), topic="sound")
    assert isinstance(sheet, Worksheet)
    assert all("sound" in fact.tags for fact in sheet.facts)
    (none,) = made("word-bank", Material([collections["waves"]], (), 1), topic="cooking")
    assert isinstance(none, Shortcoming)
    assert "no sentence about 'cooking' has a word to fill in" in none.message


def test_what_is_empty_in_a_table_follows_from_its_row(collections: dict[str, Collection]) -> None:
    found = 0
    for sheet, key, context in sheets("table", collections):
        rows: Any = sheet.content["rows"]
        numbered = [cell for row in rows for cell in row if cell and cell.number]
        assert [f"{cell.number}" for cell in numbered] == [line.label for line in key]
        assert [cell.text for cell in numbered] == [line.answer for line in key]
        for column in zip(*rows, strict=True):
            for cell in (cell for cell in column if cell and cell.number):
                fitting = {str(other.text) for other in column if other and _fits(other, key[cell.number - 1], context)}
                assert fitting == {str(cell.text)}
        for row in rows:
            shown = [cell for cell in row if cell]
            assert any(cell.number for cell in shown)
            assert any(not cell.number for cell in shown)
            if row[0].number:  # then something in the row is said of this thing alone
                assert str(key[row[0].number - 1].prompt) in [str(cell.text) for cell in shown if not cell.number]
        for line in key:
            assert {str(line.prompt), str(line.answer)} <= {slot.shown for slot in line.fact.slots} | {
                slot.value for slot in line.fact.slots
            }
        found += 1
    assert found == 3 * len(SEEDS)  # the relations of waves speak of different things


def _fits(cell: Any, line: KeyLine, context: Context) -> bool:
    return fold(str(cell.text)) in right(line, context)


def test_the_head_of_a_column_is_its_relation_or_what_the_recipe_says(collections: dict[str, Collection]) -> None:
    (sheet,) = made("table", Material([collections["kazakhstan-azerbaijan"]], (), 1))
    assert isinstance(sheet, Worksheet)
    assert sheet.content["heads"] == ["Country", "Capital of: city", "President of: person"]
    headings = {"capital-of": "Its capital", "country": "State"}
    (sheet,) = made("table", Material([collections["kazakhstan-azerbaijan"]], (), 1), headings=headings)
    assert isinstance(sheet, Worksheet)
    assert sheet.content["heads"] == ["State", "Its capital", "President of: person"]


def test_an_order_is_reported_step_by_step(collections: dict[str, Collection]) -> None:
    for sheet, key, _ in sheets("ordering", collections):
        exercises: Any = sheet.content["exercises"]
        for number, exercise in enumerate(exercises, 1):
            lines = [line for line in key if line.label.startswith(f"{number}: ")]
            order = [str(step.text) for step in sorted(exercise.steps, key=lambda step: step.position)]
            assert [line.label for line in lines] == [f"{number}: {index}" for index in range(1, len(order) + 1)]
            assert all(str(line.answer).startswith(text) for line, text in zip(lines, order, strict=True))
            assert order != [str(step.text) for step in exercise.steps]


def test_events_are_at_their_times(collections: dict[str, Collection]) -> None:
    for sheet, key, _ in sheets("timeline", collections):
        ticks: Any = sheet.content["ticks"]
        events: Any = sheet.content["events"]
        assert [(str(tick.time), tick.letter) for tick in ticks] == [(str(line.answer), line.label) for line in key]
        years = [int(str(tick.time)[-4:]) for tick in ticks]
        assert years == sorted(years)
        assert sum(tick.since for tick in ticks) == pytest.approx(100)
        assert [events["ABCDEFGHIJKL".index(line.label)] for line in key] == [line.prompt for line in key]


def test_labels_are_numbered_in_reading_order(collections: dict[str, Collection]) -> None:
    (sheet,) = made("labelling", Material([collections["kinds"]], (), 1), bank=True)
    assert isinstance(sheet, Worksheet)
    key: Any = sheet.content["key"]
    assert [(line.label, str(line.answer), line.accept) for line in key] == [
        ("1", "cloud", ("clouds", "a cloud")),
        ("2", "vapour", ("vapor",)),
        ("3", "lake", ()),
    ]
    diagrams: Any = sheet.content["diagrams"]
    assert diagrams[0].bank == ("cloud", "lake", "vapour")


@pytest.mark.parametrize("count", [2, 3])
def test_a_ticket_asks_about_different_facts(collections: dict[str, Collection], count: int) -> None:
    for sheet, key, _ in sheets("exit-ticket", collections, questions=count):
        items: Any = sheet.content["items"]
        assert len({item.question.fact.key for item in items}) == len(items) == count
        for item, line in zip(items, key, strict=True):
            correct = [f"{option.letter}. {option.text}" for option in options_of(item.body) if option.correct]
            assert str(line.answer) == (correct[0] if correct else item.question.slot.shown)


def test_a_guide_has_every_fact_once(collections: dict[str, Collection]) -> None:
    for name, collection in collections.items():
        (sheet,) = made("study-guide", Material([collection], (), 1))
        assert isinstance(sheet, Worksheet)
        assert not sheet.has_key
        chapters: Any = sheet.content["chapters"]
        ids = [fact.id for chapter in chapters for fact, _ in chapter.facts]
        assert sorted(ids) == sorted(fact.id for fact in collection.facts if fact.status != "retired"), name
    (tagged,) = made("study-guide", Material([collections["waves"]], ("sound",), 1))
    assert isinstance(tagged, Worksheet)
    assert all("sound" in fact.tags for fact in tagged.facts)


def test_a_guide_goes_by_sections_where_there_are_any(project: Callable[..., Project]) -> None:
    facts = "".join(
        f'- id: f{n}\n  statement: "{n} is {{x{n}}}."\n{section}'
        for n, section in enumerate(("  section: B\n", "", "  section: A\n", "  section: B\n"))
    )
    loaded, _ = load_collection(project(facts).collections()[0])
    assert loaded is not None
    (sheet,) = made("study-guide", Material([loaded.collection], (), 1))
    assert isinstance(sheet, Worksheet)
    chapters: Any = sheet.content["chapters"]
    assert [(chapter.heading, [fact.id for fact, _ in chapter.facts]) for chapter in chapters] == [
        ("", ["f1"]),
        ("B", ["f0", "f3"]),
        ("A", ["f2"]),
    ]


@pytest.mark.parametrize(
    ("licence", "copied"),
    [
        ("CC BY 4.0", True),
        ("CC-BY-SA-4.0", True),
        ("cc0", True),
        ("CC0-1.0", True),
        ("Creative Commons Attribution-NonCommercial 4.0", True),
        ("https://creativecommons.org/licenses/by-sa/4.0/", True),
        ("Public domain", True),
        ("MIT", True),
        ("", False),
        ("All rights reserved", False),
        ("© The Platform, not CC BY", False),
        ("Mitteilung", False),
        ("https://example.org/cc-by", False),
    ],
)
def test_a_text_is_copied_only_where_its_licence_lets_it(licence: str, copied: bool) -> None:
    assert may_be_copied(licence) == copied
    collection = Collection(Source("s", "T", licence=licence), ())
    article = Article("t.txt", ("T", "Words."), "")
    (given,) = made("source", Material([collection], (), 1, articles={"s": article}))
    assert isinstance(given, Worksheet) == copied
    if isinstance(given, Shortcoming):
        assert "the text of 'T' is not printed" in given.message
    (absent,) = made("source", Material([collection], (), 1))
    assert isinstance(absent, Shortcoming)


def test_what_cannot_be_made_says_why(project: Callable[..., Project]) -> None:
    loaded, _ = load_collection(project('- id: f\n  statement: "It is {so}."\n').collections()[0])
    assert loaded is not None
    for name in NEW[:-2]:
        (short,) = made(name, Material([loaded.collection], (), 1))
        assert isinstance(short, Shortcoming), name
        assert name in short.message
        assert short.hint
