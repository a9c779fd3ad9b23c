"""genanki's decks and package, made reproducible, checked and quick: no clock, no chance, no file left behind.

genanki takes a note's guid from its wording, the time of day for every date, a note's cards from rules that are not
Anki's, writes the database row by row to a file that it leaves behind, and stores it uncompressed under today's date.
Its classes are kept, with its schema and its form of decks and note types; what it does with them is done anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import genanki

from quizgen.archive import zip_bytes
from quizgen.errors import OutputError
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.fields import kept
from quizgen.exporters.anki.media import name_faults
from quizgen.exporters.anki.rows import CARD, NOTE, Rows

_TOLD = 20  # more faults than anybody reads
_LEVEL = 4  # zlib's usual 6 takes more than twice as long for a twentieth of the size
_PAGE = 16384  # bytes; in SQLite's usual 4096 a tenth lies empty, for few notes fit
_PIECE = 1 << 18  # bytes
_AT_ONCE = 500  # notes that are held while their rows are written


class Note(genanki.Note):  # type: ignore[misc] # genanki has no annotations
    """A note that is known by an id, sorted by plain text and dated, in seconds, by itself or by the release."""

    # Attributes in place of genanki's properties, which a writer of many notes would wait for.
    guid, sort_field, tags = "", "", ()

    def __init__(
        self,
        id: str,
        model: genanki.Model,
        fields: list[str],
        *,
        sort: str,
        tags: Sequence[str],
        due: int,
        mod: int | None = None,
    ) -> None:
        super().__init__(model=model, fields=fields, sort_field=sort, tags=tags, guid=guid(id), due=due)
        self.id, self.mod = id, mod


class Deck(genanki.Deck):  # type: ignore[misc] # genanki has no annotations
    """A deck that is described in Markdown and may have a preset of options.

    ``notes`` may be any iterable: a package reads it once and holds no more than a few notes.
    """

    def __init__(
        self,
        id: int,
        name: str,
        description: str = "",
        *,
        notes: Iterable[Note] | None = None,
        mod: int | None = None,
        preset: int = 1,
    ) -> None:
        super().__init__(id, name, description)
        self.mod, self.preset = mod, preset
        self.notes = [] if notes is None else notes

    def to_json(self) -> dict[str, object]:
        """The deck as Anki's schema 11 holds it, studied by nobody yet."""
        entry: dict[str, object] = super().to_json()
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
        """The preset as Anki's schema 11 holds it: Anki's first one, but for what is said here."""
        return {
            **default,
            "id": self.id,
            "name": self.name,
            "mod": self.mod,
            "new": {**default["new"], "perDay": self.new_per_day},
            "desiredRetention": self.desired_retention,
        }


class Package(genanki.Package):  # type: ignore[misc] # genanki has no annotations
    """A package of one deck or several.

    The database is a file while it is made: in memory it would stand there twice, itself and the copy to be packed.
    """

    def __init__(self, decks: genanki.Deck | Iterable[genanki.Deck], *, presets: Iterable[Preset] = ()) -> None:
        super().__init__(decks if isinstance(decks, genanki.Deck) else list(decks))
        self.presets = tuple(presets)

    def content(self, released: int, media: Mapping[str, bytes]) -> bytes:
        """The .apkg file; ``released`` dates it, in seconds since 1970; ``media`` maps name → content.

        Raises OutputError for notes without a card, files that are missing and names of files that Anki would not
        keep, TemplateError for note types, and ValueError for an id that is used twice.
        """
        self._check_ids()
        rows = Rows(released, media.keys())
        try:
            with TemporaryDirectory() as folder:
                database = Path(folder, "collection.anki2")
                with closing(sqlite3.connect(database)) as connection:
                    self._fill(connection.cursor(), released, rows, list(name_faults(media)))
                    connection.commit()
                return zip_bytes(_entries(database, media), _LEVEL)
        except (OSError, sqlite3.OperationalError) as fault:
            raise OutputError(f"the Anki deck cannot be made: {fault}") from fault

    def _fill(self, cursor: sqlite3.Cursor, released: int, rows: Rows, faults: list[str]) -> None:
        cursor.execute(f"pragma page_size = {_PAGE}")
        cursor.execute("pragma journal_mode = off")  # what fails is thrown away, never rolled back or recovered
        cursor.execute("pragma synchronous = off")
        genanki.Package([]).write_to_db(cursor, released, iter(()))  # the schema
        _drop_indexes(cursor)
        for deck in self.decks:
            _insert(cursor, rows, deck)
        _raise([*faults, *rows.faults])
        self._describe(cursor, released, rows)

    def _check_ids(self) -> None:
        _refuse_twice("decks", [deck.deck_id for deck in self.decks])
        presets = [1, *(preset.id for preset in self.presets)]
        _refuse_twice("presets", presets)
        for deck in self.decks:
            if isinstance(deck, Deck) and deck.preset not in presets:
                raise ValueError(f"the deck {deck.name!r} refers to a preset {deck.preset} that is not there")

    def _describe(self, cursor: sqlite3.Cursor, released: int, rows: Rows) -> None:
        """Fills in the one row about the collection."""
        decks, presets = (json.loads(text) for text in cursor.execute("select decks, dconf from col").fetchone())
        for deck in self.decks:
            decks[str(deck.deck_id)] = _dated(deck.to_json(), getattr(deck, "mod", None), released)
        default = presets["1"]
        for preset in self.presets:
            presets[str(preset.id)] = _dated(preset.to_json(default), preset.mod, released)
        cursor.execute(
            "update col set decks = ?, dconf = ?, models = ?, crt = ?, mod = ?, scm = ?",
            (_json(decks), _json(presets), _json(rows.models()), released, released * 1000, released * 1000),
        )


def _drop_indexes(cursor: sqlite3.Cursor) -> None:
    """Leaves no index: who imports a package reads its tables from end to end, and they are a fifth of its size."""
    cursor.execute("select name from sqlite_master where type = 'index' and sql is not null")
    for (name,) in cursor.fetchall():
        cursor.execute(f"drop index {name}")


def _insert(cursor: sqlite3.Cursor, rows: Rows, deck: genanki.Deck) -> None:
    notes = iter(deck.notes)
    while some := list(islice(notes, _AT_ONCE)):
        cards: list[tuple[int, ...]] = []
        cursor.executemany(NOTE, rows.of(some, deck.deck_id, cards))
        cursor.executemany(CARD, cards)


def _raise(faults: Sequence[str]) -> None:
    if faults:
        more = f"\n… and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        raise OutputError("the Anki deck cannot be made:\n" + "\n".join(faults[:_TOLD]) + more)


def _refuse_twice(what: str, ids: Sequence[int]) -> None:
    for id in ids:
        if ids.count(id) > 1:
            raise ValueError(f"two {what} have the id {id}")


def _dated(entry: dict[str, object], mod: int | None, released: int) -> dict[str, object]:
    return entry | {"mod": released if mod is None else mod}


def _json(entries: Mapping[str, object]) -> str:
    """JSON without halves of surrogate pairs, which Anki cannot read."""
    return kept(json.dumps(entries, ensure_ascii=False))


def _entries(database: Path, media: Mapping[str, bytes]) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    names = sorted(media)
    yield database.name, _pieces(database)
    yield "media", json.dumps({str(place): name for place, name in enumerate(names)}).encode()
    for place, name in enumerate(names):
        yield str(place), media[name]


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece
