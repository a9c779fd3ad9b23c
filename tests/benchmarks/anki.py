"""How long an Anki package takes to write, how much memory it needs and how large it is, beside other ways to write it.

    python tests/benchmarks/anki.py [NOTES ...]

For each number of notes (default 1000, 10000 and 100000), half of them basic with one card and half clozes with two,
all with the fields of quizgen's own note types and the shipped facts' texts, numbered so that no two notes are alike.
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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.remove(str(Path(__file__).parent))  # this file has the name of Anki's own package
import genanki
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

from quizgen.exporters.anki import note_types
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note import Note
from quizgen.exporters.anki.package import Deck, package_bytes
from quizgen.model.fact import Fact
from quizgen.model.text import Marked, Text, Words
from quizgen.project import Project, shipped
from quizgen.reading.facts.collection import load_collection
from quizgen.rendering.citations import citation
from quizgen.rendering.html import anki_html, anki_htmls
from quizgen.rendering.templates import Templates

RELEASED = 1_790_000_000


class Texts(NamedTuple):
    """What one note says, as a teacher typed it: ``asked`` is a question and its answer, or a statement in three
    parts of which the first and the last are to be filled in."""

    key: str
    asked: tuple[str, ...]
    shared: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def is_cloze(self) -> bool:
        return len(self.asked) == 3


FACTS = [
    fact
    for name in ("kazakhstan-azerbaijan", "waves")
    if (loaded := load_collection(shipped() / f"facts/{name}.yaml")[0])
    for fact in loaded.collection.facts
    if fact.slots
]


def texts(count: int) -> Iterator[Texts]:
    """As many as wanted, made as they are asked for."""
    prepared = [_prepared(fact) for fact in FACTS]
    for n in range(count):
        key, ask, answer, (first, middle, last), feedback, quote, citation, hint, tags = prepared[n // 2 % len(FACTS)]
        shared = (
            *("", "", "", ""),  # pictures and sound
            hint and f"{hint} ({n})",
            *("", ""),  # context, other answers
            f"{feedback} ({n})",
            quote and f"“{quote} {n}”",
            f"paragraph {n % 90}",
            *citation,
            "",  # as of
            f"{key}-{n}",
            *("en", "ltr", "", ""),
        )
        asked = (f"{first} {n}", middle, last) if n % 2 else (f"{ask} ({n})", f"{answer} {n}")
        yield Texts(f"{key}-{n}", asked, shared, tags)


def _prepared(fact: Fact) -> tuple[Any, ...]:
    slot, statement = fact.slots[0], str(fact.text())
    words = statement.split()
    half = len(words) // 2
    return (
        fact.key,
        slot.ask or statement,
        str(slot.answer),
        (words[0], " ".join(words[1:half]), " ".join(words[half:])),
        fact.feedback or statement,
        fact.evidence[0].quote if fact.evidence else "",
        (citation(fact.source), "https://example.org/articles/2026/the-article", "Creative Commons Attribution 4.0"),
        slot.hint,
        tuple(f"topic::{tag}" for tag in fact.tags),
    )


def models() -> tuple[note_types.NoteType, note_types.NoteType]:
    templates = Templates(Project(shipped()))
    return note_types.note_type("qa", templates), note_types.note_type("cloze", templates)


FLAGS = ("", "", "", "1", "")  # of a card that asks and answers: no typing, no other way round


def clozed(first: str, middle: str, last: str) -> str:
    return f"{{{{c1::{first}}}}} {middle} {{{{c2::{last}}}}}"


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

    def write() -> None:
        deck = genanki.Deck(1, "Benchmark")
        for each in texts(count):
            asked = [clozed(*each.asked)] if each.is_cloze else (*each.asked, *FLAGS)
            note = genanki.Note(cloze if each.is_cloze else basic, [*asked, *each.shared], tags=each.tags)
            deck.add_note(note)
        genanki.Package(deck).write_to_file(target)

    return write


def note(each: Texts, basic: note_types.NoteType, cloze: note_types.NoteType) -> Note:
    if not each.is_cloze:
        fields = anki_htmls((*each.asked, *FLAGS, *each.shared))
        return Note(each.key, guid(each.key), basic, fields, each.asked[0], each.tags, due=1)
    first, middle, last = each.asked
    statement = Text((Marked(Text((Words(first),)), 1), Words(f" {middle} "), Marked(Text((Words(last),)), 2)))
    fields = [anki_html(statement, cloze=True), *anki_htmls(each.shared)]
    return Note(each.key, guid(each.key), cloze, fields, str(statement), each.tags, due=1)


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


def floor(count: int, target: Path, method: int, level: int | None = None) -> Callable[[], object]:
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
        kinds = [collection.models.get(id) for id in ids]
        held = []
        for each in texts(count):
            made = collection.new_note(kinds[each.is_cloze])
            asked = [clozed(*each.asked)] if each.is_cloze else each.asked
            made.fields, made.tags = [*asked, *each.shared], list(each.tags)
            held.append(AddNoteRequest(made, deck))
            if len(held) == 1000:
                collection.add_notes(held)
                held = []
        collection.add_notes(held)
        collection.export_anki_package(out_path=str(target), options=ExportAnkiPackageOptions(), limit=None)

    return write


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


def measure(way: str, count: int) -> None:
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "deck.apkg")
        write = WAYS[way](count, target)
        before, start, start_cpu = peak(), time.perf_counter(), time.process_time()
        write()
        seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        print(json.dumps([seconds, cpu, (peak() - before) / 1e6, target.stat().st_size / 1e6]))


def main() -> None:
    if sys.argv[1:2] == ["--package"]:
        by_quizgen(int(sys.argv[3]), Path(sys.argv[2]))()
        return
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]))
        return
    print(f"{'':32}  {'':34}   of genanki's                  of the deflated floor's")
    heads = ("seconds", "CPU", "MB more", "MB file")
    print(f"{'notes':>7} {'':24}  {_row(heads)}   {_row(heads)}   {_row(heads[:2])}")
    for count in [int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        runs: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        for turn in range(3):
            for way in WAYS:
                if turn == 0 or way != "Anki":
                    run = [sys.executable, __file__, "--one", way, str(count)]
                    runs[way].append(json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout))
        found = {way: [min(column) for column in zip(*measured, strict=True)] for way, measured in runs.items()}
        for way, measured in found.items():
            of_genanki = [mine / its for mine, its in zip(measured, found["genanki"], strict=True)]
            of_floor = [mine / its for mine, its in zip(measured[:2], found["floor, deflated"], strict=False)]
            print(f"{count:7} {way:24}  {_row(measured)}   {_row(of_genanki)}   {_row(of_floor)}")


def _row(cells: Sequence[str] | Sequence[float]) -> str:
    return " ".join(f"{cell:>7}" if isinstance(cell, str) else f"{cell:7.3f}" for cell in cells)


if __name__ == "__main__":
    main()
