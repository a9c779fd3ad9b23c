"""Anki packages, always the same bytes: notes, decks and presets → a database in a container.

The tables of Anki's schema 11, and the form of a deck and a note type in it, come from genanki. Notes, cards, ids,
dates and the container are written here, because genanki derives a note's guid from its wording, its cards from rules
that are not Anki's and dates from the clock.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from quizgen.archive import zip_bytes
from quizgen.errors import OutputError
from quizgen.exporters.anki.collection_rows import CARD, NOTE, CollectionRows
from quizgen.exporters.anki.fields import stored_text
from quizgen.exporters.anki.media import name_faults
from quizgen.exporters.anki.note import Note
from quizgen.exporters.anki.schema11 import create_tables, deck_entry

_REPORTED = 20  # nobody reads more faults
_LEVEL = 2  # zlib's usual 6 takes four times as long for an eighth of the size
_PAGE = 65536  # bytes, the most: in the usual 4096 a tenth is empty, and in 16384 it deflates to a tenth more
_PIECE = 1 << 18  # bytes
_AT_ONCE = 500  # notes in memory while their rows are written


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck with a description in Markdown and the id of its ``preset`` of options; 1 is Anki's own.

    ``notes`` may be any iterable: they are read once, a few at a time.
    """

    id: int
    name: str
    description: str = ""
    notes: Iterable[Note] = ()
    preset: int = 1

    def to_json(self) -> dict[str, object]:
        """Return the deck as Anki's schema 11 stores it before anybody studies it."""
        entry = deck_entry(self.id, self.name, self.description)
        today = dict.fromkeys(("lrnToday", "newToday", "revToday", "timeToday"), (0, 0))
        return entry | today | {"md": True, "conf": self.preset, "extendRev": 0}


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset of options that decks refer to by ``id``; it is optional when the package is imported."""

    id: int
    name: str
    new_per_day: int = 20
    desired_retention: float = 0.9

    def to_json(self, default: Mapping[str, dict[str, object]]) -> dict[str, object]:
        """Return the preset as Anki's schema 11 stores it: Anki's ``default`` with the fields of this one."""
        return {
            **default,
            "id": self.id,
            "name": self.name,
            "new": {**default["new"], "perDay": self.new_per_day},
            "desiredRetention": self.desired_retention,
        }


@dataclass(frozen=True, slots=True)
class Package:
    """A package before it is written; ``changed`` is its date in seconds since 1970; ``media`` maps name → content.

    ``more`` are files in the package that Anki ignores; they are read after the notes, and may come piece by piece.
    """

    decks: Sequence[Deck]
    changed: int
    media: Mapping[str, bytes]
    presets: Sequence[Preset] = ()
    more: Mapping[str, bytes | Iterable[bytes]] = field(default_factory=dict)

    def content(self) -> bytes:
        """Return the .apkg file, whose database is written to a temporary file: in memory it would be there twice.

        Raises OutputError for notes without a card, missing files and file names that Anki would change, TemplateError
        for faults of note types, and ValueError for an id that is used twice.
        """
        _check_ids(self.decks, self.presets)
        rows = CollectionRows(self.changed, self.media.keys())
        try:
            with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
                path = Path(folder, "collection.anki2")
                with closing(sqlite3.connect(path)) as connection:
                    faults = list(name_faults(self.media))
                    _fill(connection.cursor(), self.decks, self.presets, self.changed, rows, faults)
                    connection.commit()
                return zip_bytes(self._entries(path), _LEVEL)
        except (sqlite3.OperationalError, OSError) as fault:
            raise OutputError(f"the Anki deck cannot be made: {fault}") from fault

    def _entries(self, database: Path) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
        names = sorted(self.media)
        yield "collection.anki2", _pieces(database)
        yield "media", json.dumps({str(index): name for index, name in enumerate(names)}).encode()
        for index, name in enumerate(names):
            yield str(index), self.media[name]
        yield from self.more.items()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _fill(
    cursor: sqlite3.Cursor,
    decks: Sequence[Deck],
    presets: Sequence[Preset],
    changed: int,
    rows: CollectionRows,
    faults: Sequence[str],
) -> None:
    cursor.execute(f"pragma page_size = {_PAGE}")
    cursor.execute("pragma journal_mode = off")  # after a failure the database is discarded, never rolled back
    cursor.execute("pragma synchronous = off")
    create_tables(cursor, changed)
    _drop_indexes(cursor)
    for deck in decks:
        _insert(cursor, rows, deck)
    _raise_for([*faults, *rows.faults])
    _describe(cursor, decks, presets, changed, rows)


def _check_ids(decks: Sequence[Deck], presets: Sequence[Preset]) -> None:
    _raise_for_duplicates("decks", [deck.id for deck in decks])
    known = [1, *(preset.id for preset in presets)]
    _raise_for_duplicates("presets", known)
    for deck in decks:
        if deck.preset not in known:
            raise ValueError(f"the deck {deck.name!r} refers to a preset {deck.preset} that does not exist")


def _describe(
    cursor: sqlite3.Cursor, decks: Sequence[Deck], presets: Sequence[Preset], changed: int, rows: CollectionRows
) -> None:
    """Fill in the one row about the collection."""
    entries, options = (json.loads(text) for text in cursor.execute("select decks, dconf from col").fetchone())
    for deck in decks:
        entries[str(deck.id)] = {**deck.to_json(), "mod": changed}
    default = options["1"]
    for preset in presets:
        options[str(preset.id)] = {**preset.to_json(default), "mod": changed}
    cursor.execute(
        "update col set decks = ?, dconf = ?, models = ?, crt = ?, mod = ?, scm = ?",
        (_json(entries), _json(options), _json(rows.models()), changed, changed * 1000, changed * 1000),
    )


def _drop_indexes(cursor: sqlite3.Cursor) -> None:
    """Drop all indexes: an importer reads whole tables, and indexes are a fifth of the size."""
    cursor.execute("select name from sqlite_master where type = 'index' and sql is not null")
    for (name,) in cursor.fetchall():
        cursor.execute(f"drop index {name}")


def _insert(cursor: sqlite3.Cursor, rows: CollectionRows, deck: Deck) -> None:
    notes = iter(deck.notes)
    while batch := list(islice(notes, _AT_ONCE)):
        notes_of_batch, cards = rows.rows(batch, deck.id)
        cursor.executemany(NOTE, notes_of_batch)
        cursor.executemany(CARD, cards)


def _raise_for(faults: Sequence[str]) -> None:
    if faults:
        more = f"\n… and {len(faults) - _REPORTED} more" if len(faults) > _REPORTED else ""
        raise OutputError("the Anki deck cannot be made:\n" + "\n".join(faults[:_REPORTED]) + more)


def _raise_for_duplicates(what: str, ids: Sequence[int]) -> None:
    for id in ids:
        if ids.count(id) > 1:
            raise ValueError(f"two {what} have the id {id}")


def _json(entries: Mapping[str, object]) -> str:
    """JSON without unpaired surrogates, which Anki cannot read."""
    return stored_text(json.dumps(entries, ensure_ascii=False))
