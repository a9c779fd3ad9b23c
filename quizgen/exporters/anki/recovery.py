"""Recovers a lost lock from a package that quizgen built."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import Content
from quizgen.exporters.anki.releases import row_digest, type_digest
from quizgen.model.lock import Lock, LockedNote, LockedType

_DATABASE = "collection.anki2"


class NotOurs(ValueError):
    """The file is not a package that quizgen built."""


def recovered_lock(
    deck: str, contents: Sequence[Content], types: Iterable[NoteType], package: bytes
) -> tuple[Lock, int]:
    """Return the lock that ``package`` was built with, and how many of ``contents`` are in it; raises NotOurs."""
    rows, models, released = _read(package)
    notes = {}
    for content in contents:
        name = guid(content.id)
        if name in rows:
            fields, tags, mod, sort = rows[name]
            digest = row_digest(fields.split("\x1f"), tags.split())
            notes[content.id] = LockedNote(name, digest, mod, sort, "")
    looks = {
        type.name: LockedType(int(type.model_id), type_digest(entry), int(str(entry["mod"])))
        for type in types
        if (entry := models.get(str(type.model_id)))
    }
    return Lock(deck, released, notes, looks), len(notes)


def _read(package: bytes) -> tuple[dict[str, tuple[str, str, int, str]], dict[str, dict[str, object]], int]:
    """Fields, tags, time and sort field of each note by guid; the note types by id; the time of the release."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as container:
            database = container.read(_DATABASE)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            rows = connection.execute("select guid, flds, tags, mod, sfld from notes").fetchall()
            models, released = connection.execute("select models, mod from col").fetchone()
    except (KeyError, ValueError, zipfile.BadZipFile, sqlite3.Error) as fault:
        raise NotOurs(str(fault)) from fault
    notes = {name: (fields, tags, mod, str(sort)) for name, fields, tags, mod, sort in rows}
    return notes, json.loads(models), released // 1000
