"""What a package's copy of the lock leaves out of the notes that are in the package: digests and texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.card_keys import FORMS
from quizgen.exporters.anki.note import digest_of, digest_of_slot, text_of
from quizgen.model.lock import Key, Lock, LockedNote

# The cards that ask for what their slot asks for, in its own words.
_PLAIN = frozenset((FORMS["basic"].name, FORMS["cloze"].name))


class NotOurs(ValueError):
    """The file is not a package that quizgen built."""


DATABASE = "collection.anki2"
_STEPS = 5_000_000  # of SQLite's virtual machine, which the notes of the largest deck do not need


def recovered_notes(database: bytes, lock: Lock) -> tuple[dict[Key, LockedNote], dict[Key, Mapping[str, str]]]:
    """Return the notes of the package's copy of the lock with their digests, and the texts of those in the package.

    Raises NotOurs if its database cannot be read.
    """
    texts: dict[Key, Mapping[str, str]] = {}
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database)
            connection.set_progress_handler(lambda: 1, _STEPS)  # a view in a table's place may have no end
            rows = {guid: row for guid, *row in connection.execute("select guid, flds, tags from notes")}
            notes = dict(lock.notes)
            for key, note in lock.notes.items():
                if not note.digest and (row := rows.get(guid(lock.uid, key))):
                    stored, tags = map(str, row)
                    texts[key] = text = text_of(stored)
                    is_plain = key[-1] in _PLAIN and not key[2].startswith("@")
                    slot_digest = digest_of_slot(text.get("Back", ""), text.get("Front", "")) if is_plain else ""
                    notes[key] = note._replace(digest=digest_of(stored, tags.split()), slot_digest=slot_digest)
    except (TypeError, ValueError, OverflowError, sqlite3.Error) as fault:
        raise NotOurs(str(fault)) from fault
    return notes, texts
