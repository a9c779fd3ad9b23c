"""How long an Anki package takes to write, how much memory it needs and how large it is, beside other ways to write it.

    python tests/benchmarks/anki_package.py [NOTES ...]

For each number of notes (default 1000, 10000 and 100000), half of them basic with one card and half clozes with two,
all of quizgen's own note types with the shipped facts' texts, numbered so that no two notes are alike.
Each names its source with address and licence, and has feedback: where a fact has none, its statement.

- genanki, as its users write it: notes added to a deck, `write_to_file`; fields not escaped;
- quizgen, notes from a generator and notes from a list: fields escaped by `anki_html`, the package deflated;
- floors: rows that were made before the clock started, inserted by `executemany` into the same tables, and zipped:
  stored, deflated as `zipfile` does it, and deflated at quizgen's quicker level. No text is looked at;
- Anki: `add_notes`, a thousand at a time, and `export_anki_package`.

Each runs in a process of its own, with the garbage collector off, and ends with the file on disk; the least of three
runs counts, taken in turn, but Anki runs once. Memory is the peak less what was taken when the clock started, which
the floors' rows were. Other work on the machine adds to the seconds more than to the CPU's. Goals, at 100,000 notes,
for quizgen: at most 0.75 of genanki's time, half of its memory, a sixth of its file, 2.5 times the deflated floor.
"""

from __future__ import annotations

import gc
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import genanki
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

from quizgen.exporters.anki import note_types
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note import Note
from quizgen.exporters.anki.package import Deck, package_bytes
from quizgen.model.text import Marked, Text, Words
from quizgen.project import Project, shipped
from quizgen.reading.facts.collection import load_collection
from quizgen.rendering.citations import citation
from quizgen.rendering.environments import Templates
from quizgen.rendering.html import anki_html, anki_htmls

RELEASED = 1_790_000_000


class Texts(NamedTuple):
    """What one note says, as a teacher typed it: ``fields`` by their names in the note type.

    A cloze has a ``statement`` in three parts instead of its field Text: the first and the last are gaps.
    """

    key: str
    fields: Mapping[str, str]
    statement: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def is_cloze(self) -> bool:
        return bool(self.statement)

    @property
    def sort(self) -> str:
        return "".join(self.statement) or self.fields["Question"]


FACTS = [
    fact
    for name in ("kazakhstan-azerbaijan", "waves")
    if (loaded := load_collection(shipped() / f"facts/{name}.yaml")[0])
    for fact in loaded.collection.facts
    if fact.slots
]


def texts(count: int) -> Iterator[Texts]:
    """As many as wanted, made one by one while they are used."""
    for n in range(count):
        fact = FACTS[n // 2 % len(FACTS)]
        slot, statement, key = fact.slots[0], str(fact.text()), f"{fact.key}-{n}"
        fields = {
            "Hint": f"{slot.hint} ({n})" if slot.hint else "",
            "Feedback": f"{fact.feedback or statement} ({n})",
            "Quote": f"“{fact.evidence[0].quote} {n}”" if fact.evidence else "",
            "Locator": f"paragraph {n % 90}",
            "Source": citation(fact.source),
            "URL": "https://example.org/articles/2026/the-article",
            "Licence": "Creative Commons Attribution 4.0",
            "FactID": key,
            "Lang": "en",
            "Dir": "ltr",
        }
        tags = tuple(f"topic::{tag}" for tag in fact.tags)
        if n % 2:
            first, *words = statement.split()
            half = len(words) // 2
            yield Texts(key, fields, (f"{first} {n}", f" {' '.join(words[:half])} ", " ".join(words[half:])), tags)
        else:
            fields |= {"Question": f"{slot.ask or statement} ({n})", "Answer": f"{slot.answer} {n}", "Recall": "1"}
            yield Texts(key, fields, (), tags)


def models() -> tuple[note_types.NoteType, note_types.NoteType]:
    templates = Templates(Project(shipped()))
    return note_types.note_type("qa", templates), note_types.note_type("cloze", templates)


def typed_fields(texts: Texts, names: Iterable[str]) -> list[str]:
    """What stands in the fields ``names``, not escaped."""
    if not texts.is_cloze:
        return [texts.fields.get(name, "") for name in names]
    first, middle, last = texts.statement
    fields = {"Text": f"{{{{c1::{first}}}}}{middle}{{{{c2::{last}}}}}", **texts.fields}
    return [fields.get(name, "") for name in names]


def by_genanki(count: int, target: Path) -> Callable[[], object]:
    basic, cloze = (
        genanki.Model(
            ours.model_id,
            ours.name,
            fields=[{"name": field["name"]} for field in ours.fields],
            templates=[{key: template[key] for key in ("name", "qfmt", "afmt")} for template in ours.templates],
            css=ours.css,
            model_type=ours.model_type,
        )
        for ours in models()
    )
    basic_fields, cloze_fields = (ours.names for ours in models())

    def write() -> None:
        deck = genanki.Deck(1, "Benchmark")
        for each in texts(count):
            model = cloze if each.is_cloze else basic
            names = cloze_fields if each.is_cloze else basic_fields
            deck.add_note(genanki.Note(model, typed_fields(each, names), tags=each.tags))
        genanki.Package(deck).write_to_file(target)

    return write


def note(each: Texts, basic: note_types.NoteType, cloze: note_types.NoteType) -> Note:
    if not each.is_cloze:
        fields = anki_htmls([each.fields.get(name, "") for name in basic.names])
        return Note(each.key, guid(each.key), basic, fields, each.sort, each.tags, due=1)
    first, middle, last = each.statement
    statement = Text((Marked(Text((Words(first),)), 1), Words(middle), Marked(Text((Words(last),)), 2)))
    text, *others = cloze.names
    assert text == "Text"
    fields = [anki_html(statement, cloze=True), *anki_htmls([each.fields.get(name, "") for name in others])]
    return Note(each.key, guid(each.key), cloze, fields, each.sort, each.tags, due=1)


def by_quizgen(count: int, target: Path) -> Callable[[], object]:
    types = models()

    def write() -> None:
        deck = Deck(1, "Benchmark", notes=(note(each, *types) for each in texts(count)))
        target.write_bytes(package_bytes([deck], RELEASED, {}))

    return write


def by_quizgen_from_a_list(count: int, target: Path) -> Callable[[], object]:
    types = models()

    def write() -> None:
        deck = Deck(1, "Benchmark", notes=[note(each, *types) for each in texts(count)])
        target.write_bytes(package_bytes([deck], RELEASED, {}))

    return write


class Rows(NamedTuple):
    """The statements that make a collection's tables, and what is in them."""

    schema: list[str]
    col: tuple[Any, ...]
    notes: list[tuple[Any, ...]]
    cards: list[tuple[Any, ...]]


@cache
def rows(count: int) -> Rows:
    """What quizgen writes."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "deck.apkg")
        # Made by another process, so that its memory is not taken for ours.
        subprocess.run([sys.executable, __file__, "--package", str(package), str(count)], check=True)
        with zipfile.ZipFile(package) as made:
            made.extract("collection.anki2", folder)
        database = sqlite3.connect(Path(folder, "collection.anki2"))
        notes, cards = (database.execute(f"select * from {table}").fetchall() for table in ("notes", "cards"))
        (col,) = database.execute("select * from col").fetchall()
        schema = [sql for (sql,) in database.execute("select sql from sqlite_master where sql is not null")]
        database.close()
    return Rows(schema, col, notes, cards)


def floor(count: int, target: Path, method: int, level: int | None = None) -> Callable[[], object]:
    schema, col, notes, cards = rows(count)

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "collection.anki2")
            database = sqlite3.connect(path)
            database.execute("pragma page_size = 16384")
            database.execute("pragma journal_mode = off")
            database.execute("pragma synchronous = off")
            for statement in schema:
                if statement.startswith("CREATE TABLE"):
                    database.execute(statement)
            database.execute(f"insert into col values ({', '.join('?' * len(col))})", col)
            database.executemany(f"insert into notes values ({', '.join('?' * 11)})", notes)
            database.executemany(f"insert into cards values ({', '.join('?' * 18)})", cards)
            for statement in schema:
                if statement.startswith("CREATE INDEX"):
                    database.execute(statement)
            database.commit()
            database.close()
            with zipfile.ZipFile(target, "w", method, compresslevel=level) as package:
                package.write(path, "collection.anki2")
                package.writestr("media", "{}")

    return write


def by_anki(count: int, target: Path) -> Callable[[], object]:
    ours = models()
    folder = tempfile.mkdtemp(dir=target.parent)
    collection = Collection(str(Path(folder, "collection.anki2")))
    ids = []
    for model in ours:
        made = collection.models.new(model.name)
        made["type"] = model.model_type
        for field in model.fields:
            collection.models.add_field(made, collection.models.new_field(field["name"]))
        template = collection.models.new_template("Card") | {
            side: model.templates[0][side] for side in ("qfmt", "afmt")
        }
        collection.models.add_template(made, template)
        ids.append(collection.models.add_dict(made).id)

    def write() -> None:
        deck = collection.decks.add_normal_deck_with_name("Benchmark").id
        types = [collection.models.get(id) for id in ids]
        held = []
        for each in texts(count):
            made = collection.new_note(types[each.is_cloze])
            made.fields, made.tags = typed_fields(each, ours[each.is_cloze].names), list(each.tags)
            held.append(AddNoteRequest(made, deck))
            if len(held) == 1000:
                collection.add_notes(held)
                held = []
        collection.add_notes(held)
        collection.export_anki_package(out_path=str(target), options=ExportAnkiPackageOptions(), limit=None)
        collection.close()

    return write


Figures = Callable[[str, int], list[float]]
WAYS: dict[str, Callable[[int, Path], Callable[[], object]]] = {
    "genanki": by_genanki,
    "quizgen": by_quizgen,
    "quizgen, notes in a list": by_quizgen_from_a_list,
    "floor, stored": lambda count, target: floor(count, target, zipfile.ZIP_STORED),
    "floor, deflated": lambda count, target: floor(count, target, zipfile.ZIP_DEFLATED),
    "floor, deflated quickly": lambda count, target: floor(count, target, zipfile.ZIP_DEFLATED, 4),
    "Anki": by_anki,
}


def peak() -> int:
    """The most memory that the process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def figures(way: str, count: int) -> list[float]:
    """Seconds, CPU seconds, MB more than before and MB of the file, in this process."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "deck.apkg")
        write = WAYS[way](count, target)
        before, start, start_cpu = peak(), time.perf_counter(), time.process_time()
        write()
        seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        return [seconds, cpu, (peak() - before) / 1e6, target.stat().st_size / 1e6]


def figures_of_process(way: str, count: int) -> list[float]:
    """The same, in a process of its own."""
    run = [sys.executable, __file__, "--one", way, str(count)]
    measured: list[float] = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    return measured


def main(counts: Sequence[int], *, turns: int = 3, figures: Figures = figures_of_process) -> None:
    """Prints the table."""
    print(f"{'':32}  {'':34}   of genanki's                  of the deflated floor's")
    heads = ("seconds", "CPU", "MB more", "MB file")
    print(f"{'notes':>7} {'':24}  {_row(heads)}   {_row(heads)}   {_row(heads[:2])}")
    for count in counts:
        runs: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        for turn in range(turns):
            for way in WAYS:
                if turn == 0 or way != "Anki":
                    runs[way].append(figures(way, count))
        found = {way: [min(column) for column in zip(*measured, strict=True)] for way, measured in runs.items()}
        for way, measured in found.items():
            of_genanki = list(map(_share, measured, found["genanki"]))
            of_floor = list(map(_share, measured[:2], found["floor, deflated"]))
            print(f"{count:7} {way:24}  {_row(measured)}   {_row(of_genanki)}   {_row(of_floor)}")


def _share(mine: float, its: float) -> float:
    return mine / its if its else float("nan")  # few notes need no more memory


def _row(cells: Sequence[str] | Sequence[float]) -> str:
    return " ".join(f"{cell:>7}" if isinstance(cell, str) else f"{cell:7.3f}" for cell in cells)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--package"]:
        by_quizgen(int(sys.argv[3]), Path(sys.argv[2]))()
    elif sys.argv[1:2] == ["--one"]:
        print(json.dumps(figures(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000])
