"""Anki packages in memory, the same bytes every time: notes, decks and presets → a database in a container.

genanki has the tables of Anki's schema 11 and a deck and a note type in the form of that schema; those are taken from
it. Notes, cards, ids, dates and the container are written here: genanki takes a note's guid from its wording, its cards
from rules that are not Anki's and dates from the clock, and writes files.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import genanki

from quizgen.archive import zip_bytes
from quizgen.errors import OutputError
from quizgen.exporters.anki.collection_rows import CARD, NOTE, CollectionRows
from quizgen.exporters.anki.fields import kept
from quizgen.exporters.anki.media import name_faults
from quizgen.exporters.anki.note import Note

_REPORTED = 20  # more faults than anybody reads
_LEVEL = 4  # zlib's usual 6 takes more than twice as long for a twentieth of the size
_PAGE = 16384  # bytes; in SQLite's usual 4096 a tenth is empty, for few notes fit
# In memory as it would be in a file, so that to serialise it makes one copy and not two; a gigabyte is the most.
_DATABASE = "file:collection?vfs=memdb"
_AT_ONCE = 500  # notes that are held while their rows are written


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck that is described in Markdown and has the preset of options with the id ``preset``; 1 is Anki's own.

    ``notes`` may be any iterable: a package reads it once and holds no more than a few notes. ``mod`` is the time of
    its last change in seconds since 1970; None: the release's.
    """

    id: int
    name: str
    description: str = ""
    notes: Iterable[Note] = ()
    mod: int | None = None
    preset: int = 1

    def to_json(self) -> dict[str, object]:
        """The deck as Anki's schema 11 holds it, studied by nobody yet."""
        entry: dict[str, object] = genanki.Deck(self.id, self.name, self.description).to_json()
        today = dict.fromkeys(("lrnToday", "newToday", "revToday", "timeToday"), (0, 0))
        return entry | today | {"md": True, "conf": self.preset, "extendRev": 0, "mod": self.mod}


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset of options that decks refer to by ``id``; who imports the package may leave it out."""

    id: int
    name: str
    new_per_day: int = 20
    desired_retention: float = 0.9
    mod: int | None = None

    def to_json(self, default: Mapping[str, dict[str, object]]) -> dict[str, object]:
        """The preset as Anki's schema 11 holds it: Anki's first one, except for what is said here."""
        return {
            **default,
            "id": self.id,
            "name": self.name,
            "mod": self.mod,
            "new": {**default["new"], "perDay": self.new_per_day},
            "desiredRetention": self.desired_retention,
        }


def package_bytes(
    decks: Sequence[Deck], released: int, media: Mapping[str, bytes], presets: Sequence[Preset] = ()
) -> bytes:
    """The .apkg file; ``released`` dates it, in seconds since 1970; ``media`` maps name → content.

    Raises OutputError for notes without a card, files that are missing and names of files that Anki would not
    keep, TemplateError for note types, and ValueError for an id that is used twice.
    """
    _check_ids(decks, presets)
    rows = CollectionRows(released, media.keys())
    try:
        with closing(sqlite3.connect(_DATABASE, uri=True)) as connection:
            _fill(connection.cursor(), decks, presets, released, rows, list(name_faults(media)))
            connection.commit()
            database = connection.serialize()
    except sqlite3.OperationalError as fault:
        raise OutputError(f"the Anki deck cannot be made: {fault}") from fault
    return zip_bytes(_entries(database, media), _LEVEL)


def _fill(
    cursor: sqlite3.Cursor,
    decks: Sequence[Deck],
    presets: Sequence[Preset],
    released: int,
    rows: CollectionRows,
    faults: Sequence[str],
) -> None:
    cursor.execute(f"pragma page_size = {_PAGE}")
    cursor.execute("pragma journal_mode = off")  # what fails is thrown away, never rolled back
    cursor.execute("pragma synchronous = off")
    genanki.Package([]).write_to_db(cursor, released, iter(()))  # the tables
    _drop_indexes(cursor)
    for deck in decks:
        _insert(cursor, rows, deck)
    _refuse([*faults, *rows.faults])
    _describe(cursor, decks, presets, released, rows)


def _check_ids(decks: Sequence[Deck], presets: Sequence[Preset]) -> None:
    _refuse_twice("decks", [deck.id for deck in decks])
    known = [1, *(preset.id for preset in presets)]
    _refuse_twice("presets", known)
    for deck in decks:
        if deck.preset not in known:
            raise ValueError(f"the deck {deck.name!r} refers to a preset {deck.preset} that is not there")


def _describe(
    cursor: sqlite3.Cursor, decks: Sequence[Deck], presets: Sequence[Preset], released: int, rows: CollectionRows
) -> None:
    """Fills in the one row about the collection."""
    entries, options = (json.loads(text) for text in cursor.execute("select decks, dconf from col").fetchone())
    for deck in decks:
        entries[str(deck.id)] = _dated(deck.to_json(), deck.mod, released)
    default = options["1"]
    for preset in presets:
        options[str(preset.id)] = _dated(preset.to_json(default), preset.mod, released)
    cursor.execute(
        "update col set decks = ?, dconf = ?, models = ?, crt = ?, mod = ?, scm = ?",
        (_json(entries), _json(options), _json(rows.models()), released, released * 1000, released * 1000),
    )


def _drop_indexes(cursor: sqlite3.Cursor) -> None:
    """Leaves no index: who imports a package reads its tables from end to end, and they are a fifth of its size."""
    cursor.execute("select name from sqlite_master where type = 'index' and sql is not null")
    for (name,) in cursor.fetchall():
        cursor.execute(f"drop index {name}")


def _insert(cursor: sqlite3.Cursor, rows: CollectionRows, deck: Deck) -> None:
    notes = iter(deck.notes)
    while some := list(islice(notes, _AT_ONCE)):
        cards: list[tuple[int, ...]] = []
        cursor.executemany(NOTE, rows.of(some, deck.id, cards))
        cursor.executemany(CARD, cards)


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        more = f"\n… and {len(faults) - _REPORTED} more" if len(faults) > _REPORTED else ""
        raise OutputError("the Anki deck cannot be made:\n" + "\n".join(faults[:_REPORTED]) + more)


def _refuse_twice(what: str, ids: Sequence[int]) -> None:
    for id in ids:
        if ids.count(id) > 1:
            raise ValueError(f"two {what} have the id {id}")


def _dated(entry: dict[str, object], mod: int | None, released: int) -> dict[str, object]:
    return entry | {"mod": released if mod is None else mod}


def _json(entries: Mapping[str, object]) -> str:
    """JSON without halves of surrogate pairs, which Anki cannot read."""
    return kept(json.dumps(entries, ensure_ascii=False))


def _entries(database: bytes, media: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    names = sorted(media)
    yield "collection.anki2", database
    yield "media", json.dumps({str(place): name for place, name in enumerate(names)}).encode()
    for place, name in enumerate(names):
        yield str(place), media[name]
