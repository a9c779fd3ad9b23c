"""A lost lock, read back from a package that quizgen built."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from quizgen.errors import ContentError, Problem
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import Content
from quizgen.exporters.anki.releases import row_digest, type_digest
from quizgen.model.lock import Lock, LockedNote, LockedType
from quizgen.project import shown

_DATABASE = "collection.anki2"


def recovered(deck: str, contents: Sequence[Content], types: Iterable[NoteType], package: Path) -> tuple[Lock, int]:
    """The lock that ``package`` was built with, and how many of ``contents`` are in it; raises ContentError."""
    rows, models, made = _read(package)
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
    return Lock(deck, made, notes, looks), len(notes)


def _read(package: Path) -> tuple[dict[str, tuple[str, str, int, str]], dict[str, dict[str, object]], int]:
    """Fields, tags, time and sort field of each note by its guid; the note types by id; when it was released."""
    try:
        with zipfile.ZipFile(package) as container, tempfile.TemporaryDirectory() as folder:
            path = container.extract(_DATABASE, folder)
            with closing(sqlite3.connect(path)) as connection:
                rows = connection.execute("select guid, flds, tags, mod, sfld from notes").fetchall()
                models, made = connection.execute("select models, mod from col").fetchone()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, sqlite3.Error) as fault:
        message = f"this is no deck that quizgen built: {fault}"
        hint = "give the newest deck.apkg from build/ that learners have; one that Anki exported will not do"
        raise ContentError([Problem(shown(package), message, hint, rule="lock")]) from fault
    notes = {name: (fields, tags, mod, str(sort)) for name, fields, tags, mod, sort in rows}
    return notes, json.loads(models), made // 1000
