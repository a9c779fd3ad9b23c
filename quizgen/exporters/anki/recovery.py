"""What the notes of a package that quizgen built ask and answer, which the package's copy of the lock leaves out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note import TEXT_FIELDS
from quizgen.exporters.anki.note_types import FIELDS
from quizgen.model.lock import Key


class NotOurs(ValueError):
    """The file is not a package that quizgen built."""


def texts_in(package: bytes, uid: str, keys: Iterable[Key]) -> dict[Key, dict[str, str]]:
    """Return the fields that say what a note asks and answers, for those of the ``keys`` in the package.

    Raises NotOurs if its database cannot be read.
    """
    try:
        with ZipFile(BytesIO(package)) as container, closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(container.read("collection.anki2"))
            rows = dict(connection.execute("select guid, flds from notes").fetchall())
    except (KeyError, ValueError, sqlite3.Error) as fault:
        raise NotOurs(str(fault)) from fault
    texts = {}
    for key in keys:
        if (row := rows.get(guid(uid, key))) is not None:
            fields = dict(zip(FIELDS, row.split("\x1f"), strict=True))
            texts[key] = {name: fields[name] for name in TEXT_FIELDS if fields[name]}
    return texts
