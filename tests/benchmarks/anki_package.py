"""How long an Anki package takes to write, how much memory it needs and how large it is, beside other ways to write it.

    python tests/benchmarks/anki_package.py [NOTES ...]

For each number of notes (default 1000, 10000 and 100000), half of them a question and half a gap, all of quizgen's own
note type with the shipped facts' texts, numbered so that no two notes are alike.
Each names its source with address and licence, and has feedback: where a fact has none, its statement.

- genanki, as its users write it: notes added to a deck, `write_to_file`; fields not escaped;
- quizgen, the package alone: notes from a generator, fields escaped by `stored_content`;
- quizgen, with all that a build does for the notes: the last lock read, each note compared with it (a hundredth were
  corrected), the package with its copy of the lock, the lock, and the texts of what was corrected;
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import genanki
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

from quizgen.build.anki_notes import dated_note
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.deck import LOCK_COPY
from quizgen.exporters.anki.note import Content, Note, digest_of_slot, stored_content
from quizgen.exporters.anki.note_types import FIELDS, NoteType, note_type
from quizgen.exporters.anki.package import Deck, Package
from quizgen.model.fact import Fact
from quizgen.model.lock import Lock
from quizgen.model.text import Marked, Text, Words
from quizgen.project import Project, shipped_folder
from quizgen.reading.card_texts import notes_without_text, with_texts
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.locks import lock_copy, lock_file, lock_of
from quizgen.rendering.citations import citation
from quizgen.rendering.environments import Templates
from quizgen.rendering.html import anki_html

UID = "0123456789abcdef" * 2
RELEASED = 1_790_000_000


class Texts(NamedTuple):
    """What one note says, as a teacher typed it: ``fields`` by their names in the note type.

    A gap has a ``statement`` in three parts instead of its field Front: the first is the gap.
    """

    key: str
    fields: Mapping[str, str]
    statement: tuple[str, ...]
    tags: tuple[str, ...]


@cache
def facts() -> list[Fact]:
    """The shipped facts that ask something."""
    return [
        fact
        for name in ("kazakhstan-azerbaijan", "waves")
        if (loaded := load_collection(shipped_folder() / f"facts/{name}.yaml")[0])
        for fact in loaded.collection.facts
        if fact.slots
    ]


def texts(count: int) -> Iterator[Texts]:
    """As many as wanted, made one by one while they are used."""
    for n in range(count):
        fact = facts()[n // 2 % len(facts())]
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
            fields |= {"Back": f"{first} {n}"}
            yield Texts(key, fields, (f"{first} {n}", f" {' '.join(words[:half])} ", " ".join(words[half:])), tags)
        else:
            fields |= {"Front": f"{slot.ask or statement} ({n})", "Back": f"{slot.answer} {n}"}
            yield Texts(key, fields, (), tags)


def card_type() -> NoteType:
    return note_type("card", Templates(Project(shipped_folder())), UID)


def typed_fields(texts: Texts) -> list[str]:
    """What the fields hold, not escaped."""
    front = "".join(("[…]", *texts.statement[1:]))
    fields = {"Front": front, "Context": "".join(texts.statement), **texts.fields} if texts.statement else texts.fields
    return [fields.get(name, "") for name in FIELDS]


def by_genanki(count: int, target: Path) -> Callable[[], object]:
    ours = card_type()
    model = genanki.Model(
        ours.model_id,
        ours.name,
        fields=[{"name": name} for name in FIELDS],
        templates=[{key: template[key] for key in ("name", "qfmt", "afmt")} for template in ours.templates],
        css=ours.css,
    )

    def write() -> None:
        deck = genanki.Deck(1, "Benchmark")
        for each in texts(count):
            deck.add_note(genanki.Note(model, typed_fields(each), tags=each.tags))
        genanki.Package(deck).write_to_file(target)

    return write


def content(each: Texts, *, corrected: bool = False) -> Content:
    fields: dict[str, str] = {}
    if each.statement:
        first, middle, last = each.statement
        statement = Text((Marked(Text((Words(first),))), Words(middle), Words(last)))
        fields = {"Front": anki_html(statement, gap=True), "Context": anki_html(statement)}
    if corrected:
        fields["Feedback"] = "corrected"
    collection, fact = each.key.split("/")
    stored = stored_content(fields, each.fields)
    return Content((collection, fact, "answer", "ask"), "card", stored, each.tags, {}, each.key)


def by_quizgen(count: int, target: Path) -> Callable[[], object]:
    type = card_type()

    def write() -> None:
        notes = (
            Note(said.id, guid(UID, said.key), type, said.stored, said.tags, due, RELEASED)
            for due, said in enumerate(map(content, texts(count)), 1)
        )
        target.write_bytes(Package([Deck(1, "Benchmark", notes=notes)], RELEASED, {}).content())

    return write


def apart(*arguments: str) -> None:
    """Writes files by another process, so that its memory is not taken for ours."""
    subprocess.run([sys.executable, __file__, *arguments], check=True)


def write(what: str, count: str, *paths: str) -> None:
    """Writes what `apart` is asked for."""
    if what == "--last":
        write_last(int(count), *map(Path, paths))
    else:
        by_quizgen(int(count), *map(Path, paths))()


def write_last(count: int, lock_path: Path, texts_path: Path) -> None:
    """The lock and the texts of the build before, in which a hundredth of the notes said something else."""
    lock = Lock(UID)
    said = {}
    for n, each in enumerate(texts(count)):
        was = content(each, corrected=n % 100 == 0)
        lock.notes[was.key] = dated_note(None, was, ("benchmark",), asked(each), lambda: RELEASED - 9)
        said[was.key] = was.text
    lock_path.write_bytes(lock_file(lock))
    texts_path.write_bytes(b"".join(with_texts(texts_path, lock, said.items())))


def asked(each: Texts) -> str:
    """The digest of what a note's slot asks for, of which a build knows only that it is short."""
    return digest_of_slot(each.fields["Back"], each.fields["FactID"])


def by_quizgen_with_a_lock(count: int, target: Path) -> Callable[[], object]:
    type = card_type()
    path, texts_path = target.with_suffix(".lock"), target.with_suffix(".texts")
    apart("--last", str(count), str(path), str(texts_path))

    def write() -> None:
        lock = lock_of(path.read_text(encoding="utf-8"), path)
        notes, said_last = lock.notes, {}

        def rows() -> Iterator[Note]:
            for due, each in enumerate(texts(count), 1):
                said = content(each)
                known = notes[said.key]
                notes[said.key] = note = dated_note(known, said, ("benchmark",), asked(each), lambda: RELEASED)
                if note is not known:
                    said_last[said.key] = said.text
                yield Note(said.id, guid(UID, said.key), type, said.stored, said.tags, due, note.mod)

        copy = {LOCK_COPY: lock_copy(lock, notes)}
        target.write_bytes(Package([Deck(1, "Benchmark", notes=rows())], RELEASED, {}, (), copy).content())
        path.write_bytes(lock_file(lock))
        with target.with_suffix(".new").open("wb") as file:
            lacking = notes_without_text(texts_path, ((key, note.digest) for key, note in notes.items()))
            file.writelines(with_texts(texts_path, lock, [(key, said_last[key]) for key in lacking]))

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
        apart("--package", str(count), str(package))
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
            database.execute("pragma page_size = 65536")
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
    ours = card_type()
    folder = tempfile.mkdtemp(dir=target.parent)
    collection = Collection(str(Path(folder, "collection.anki2")))
    note_type = collection.models.new(ours.name)
    for name in FIELDS:
        collection.models.add_field(note_type, collection.models.new_field(name))
    sides = {side: ours.templates[0][side] for side in ("qfmt", "afmt")}
    collection.models.add_template(note_type, collection.models.new_template("Card") | sides)
    type = collection.models.get(collection.models.add_dict(note_type).id)

    def write() -> None:
        deck = collection.decks.add_normal_deck_with_name("Benchmark").id
        held = []
        for each in texts(count):
            note = collection.new_note(type)
            note.fields, note.tags = typed_fields(each), list(each.tags)
            held.append(AddNoteRequest(note, deck))
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
    "quizgen, with the lock": by_quizgen_with_a_lock,
    "floor, stored": lambda count, target: floor(count, target, zipfile.ZIP_STORED),
    "floor, deflated": lambda count, target: floor(count, target, zipfile.ZIP_DEFLATED),
    "floor, deflated quickly": lambda count, target: floor(count, target, zipfile.ZIP_DEFLATED, 2),
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
    if sys.argv[1:2] in (["--last"], ["--package"]):
        write(*sys.argv[1:])
    elif sys.argv[1:2] == ["--one"]:
        print(json.dumps(figures(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000])
