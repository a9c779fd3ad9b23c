"""The notes of an Anki package: its database, of schema 11 or 18, which may have been built to do harm."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard

from quizgen.errors import ContentError
from quizgen.importers.protobuf import fields
from quizgen.reading.containers import ZipContainer

# The newest first: a package may also have one for older programs, which only says that they are too old.
DATABASES = ("collection.anki21b", "collection.anki21", "collection.anki2")
LARGEST_DATABASE = 400_000_000  # bytes, in a temporary file
LONGEST_ROW = 8_000_000  # bytes of one note
MOST_NOTES = 200_000
_STEPS = 1_000_000  # of SQLite's virtual machine between two checks
_MOST_CHECKS = 2_000
_WINDOW = 1 << 25  # bytes that Zstandard may look back
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class ImportedNoteType:
    """A note type: its fields, and the two sides of each of its cards as templates."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A note: what its fields hold, in HTML, and the deck of its first card."""

    guid: str
    type: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    deck: str


@contextmanager
def open_database(package: ZipContainer) -> Iterator[Database]:
    """The package's database, unpacked to a temporary file that is removed; raises ContentError."""
    name = next((name for name in DATABASES if name in package), "")
    if not name:
        raise package.refusal("it contains no Anki collection", "export it again from Anki")
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / "collection"
        with path.open("wb") as file:
            file.writelines(unpack(package, name, LARGEST_DATABASE))
        database = Database(path, package)
        try:
            yield database
        except (sqlite3.Error, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as fault:
            message = f"its database cannot be read: {str(fault)[:120] or type(fault).__name__}"
            raise package.refusal(message, "export it again from Anki") from fault
        finally:
            database.close()


def unpack(package: ZipContainer, name: str, most: int) -> Iterator[bytes]:
    """A file's content piece by piece, without Zstandard's compression if it has that; ``most`` bytes of it."""
    if not package.start(name, 4).startswith(zstandard.FRAME_HEADER):
        yield from package.pieces(name, most)
        return
    size = 0
    try:
        with package.open_file(name, most) as file:
            reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(file, read_across_frames=True)
            while piece := reader.read(_PIECE):
                size += len(piece)
                package.budget.unpack(len(piece))
                if size > most:
                    raise package.refusal(
                        f"{name[:80]} has more than {most // 1_000_000} MB unpacked", "export it in parts"
                    )
                yield piece
    except zstandard.ZstdError as fault:
        raise package.refusal(f"{name[:80]} cannot be unpacked: {fault}", "export it again from Anki") from fault


class Database:
    """Reads note types and notes; every method may raise sqlite3.Error."""

    def __init__(self, path: Path, package: ZipContainer) -> None:
        self._package = package
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        self._connection.text_factory = lambda content: content.decode("utf-8", "replace")
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_ROW)
        self._connection.create_collation(
            "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
        )
        self._checks = 0
        self._connection.set_progress_handler(self._check, _STEPS)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _check(self) -> int:
        """Ends a query that never ends by itself, as a view in a table's place may not."""
        self._checks += 1
        return int(self._checks > _MOST_CHECKS)

    def _tables(self) -> frozenset[str]:
        rows = self._rows("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        return frozenset(str(name) for (name,) in rows)

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(query))

    def note_types(self) -> dict[int, ImportedNoteType]:
        """Every note type by its id."""
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA cell_size_check = ON")
        tables = self._tables()
        if not {"notes", "cards", "col"} <= tables:
            raise self._package.refusal("its database has no notes", "export it again from Anki")
        return self._modern() if {"notetypes", "fields", "templates"} <= tables else self._legacy()

    def _legacy(self) -> dict[int, ImportedNoteType]:
        """Schema 11: one cell of JSON."""
        models: Mapping[str, Any] = json.loads(next(self._rows("SELECT models FROM col"))[0])
        return {
            int(id): ImportedNoteType(
                str(model["name"]),
                model.get("type") == 1,
                tuple(str(field["name"]) for field in model["flds"]),
                tuple((str(card["qfmt"]), str(card["afmt"])) for card in model["tmpls"]),
            )
            for id, model in models.items()
        }

    def _modern(self) -> dict[int, ImportedNoteType]:
        """Schema 18: tables, some of whose columns are Protocol Buffers."""
        types = {}
        for id, name, config in list(self._rows("SELECT id, name, config FROM notetypes")):
            names = self._rows(f"SELECT name FROM fields WHERE ntid = {int(id)} ORDER BY ord")  # noqa: S608 - a number
            cards = self._rows(f"SELECT config FROM templates WHERE ntid = {int(id)} ORDER BY ord")  # noqa: S608
            types[int(id)] = ImportedNoteType(
                str(name),
                fields(config).get(1, [0])[-1] == 1,
                tuple(str(field) for (field,) in names),
                tuple((_text(card, 1), _text(card, 2)) for (card,) in cards),
            )
        return types

    def notes(self) -> Iterator[ImportedNote]:
        """Every note, in the order in which they were added."""
        decks = self._decks()
        self._connection.execute("CREATE TEMP TABLE deck_of (nid INTEGER PRIMARY KEY, did INTEGER)")
        self._connection.execute("INSERT OR IGNORE INTO deck_of SELECT nid, did FROM cards ORDER BY nid, ord")
        query = "SELECT guid, mid, tags, flds, did FROM notes LEFT JOIN deck_of ON nid = id ORDER BY id"
        for count, (guid, type, tags, flds, deck) in enumerate(self._rows(query)):
            if count >= MOST_NOTES:
                raise self._package.refusal(f"it has more than {MOST_NOTES:,} notes", "export a deck at a time")
            yield ImportedNote(
                str(guid), int(type), tuple(str(tags).split()), tuple(str(flds).split("\x1f")), decks.get(deck, "")
            )

    def _decks(self) -> dict[int, str]:
        if "decks" in self._tables():
            return {int(id): str(name).replace("\x1f", "::") for id, name in self._rows("SELECT id, name FROM decks")}
        decks: Mapping[str, Any] = json.loads(next(self._rows("SELECT decks FROM col"))[0])
        return {int(id): str(deck["name"]) for id, deck in decks.items()}


def _text(message: bytes, number: int) -> str:
    value = fields(message).get(number, [b""])[-1]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


class PackageMedia:
    """The package's pictures, by the names that its notes use."""

    def __init__(self, package: ZipContainer) -> None:
        self._package = package
        self._entries = dict(_entries(package)) if "media" in package else {}

    def read(self, name: str, most: int) -> bytes | None:
        """The content of the file called ``name``, or None where it is not there, too large or broken."""
        entry = self._entries.get(name)
        if entry is None or entry not in self._package:
            return None
        try:
            return b"".join(unpack(self._package, entry, most))
        except ContentError:
            return None


_LARGEST_LIST = 4_000_000  # bytes of the list of media: some 60,000 files


def _entries(package: ZipContainer) -> Iterator[tuple[str, str]]:
    """Each file's name with that of its entry: JSON, or since 2022 a compressed Protocol Buffer."""
    content = b"".join(unpack(package, "media", _LARGEST_LIST))
    try:
        if content.lstrip().startswith(b"{"):
            yield from ((str(name), str(entry)) for entry, name in json.loads(content).items())
            return
        for index, message in enumerate(fields(content).get(1, [])):
            entry = fields(message) if isinstance(message, bytes) else {}
            name = entry.get(1, [b""])[-1]
            if isinstance(name, bytes):
                yield name.decode("utf-8", "replace"), str(entry.get(255, [index])[-1])
    except (ValueError, AttributeError) as fault:
        raise package.refusal(f"its list of media cannot be read: {fault}", "export it again from Anki") from fault
