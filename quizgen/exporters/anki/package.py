"""genanki's package, made reproducible: no clock, no chance, no temporary file.

genanki takes a note's guid from its wording, the time of day for every date, writes the database to a
file that it leaves behind, and stores it uncompressed under today's date. Each of these is lifted here
by overriding the method that does it.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping

import genanki

from quizgen.archive import zip_bytes
from quizgen.model.identity import guid


class Note(genanki.Note):  # type: ignore[misc] # genanki has no annotations
    """A note that is known by an id, sorted by plain text and dated by the release."""

    def __init__(
        self,
        id: str,
        model: genanki.Model,
        fields: list[str],
        *,
        sort: str,
        tags: list[str],
        due: int,
        mod: int | None = None,
    ) -> None:
        super().__init__(model=model, fields=fields, sort_field=sort, tags=tags, guid=guid(id), due=due)
        self.mod = mod

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, ids: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp if self.mod is None else self.mod, deck_id, ids)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing to look for: every field was made by our own renderer."""


class Package(genanki.Package):  # type: ignore[misc] # genanki has no annotations
    """A package made in memory."""

    def content(self, released: int, media: Mapping[str, bytes]) -> bytes:
        """The .apkg file; ``released`` dates it, in seconds since 1970; ``media`` maps name → content."""
        connection = sqlite3.connect(":memory:")
        try:
            cursor = connection.cursor()
            # Ids of notes and cards are times in milliseconds to Anki; a count from the release keeps them apart.
            self.write_to_db(cursor, released, itertools.count(released * 1000))
            self._date(cursor, released)
            connection.commit()
            connection.execute("vacuum")
            database = connection.serialize()
        finally:
            connection.close()
        return zip_bytes(self._entries(database, media))

    def _date(self, cursor: sqlite3.Cursor, released: int) -> None:
        (decks,) = cursor.execute("select decks from col").fetchone()
        dated = {id: deck | {"mod": released} if id != "1" else deck for id, deck in json.loads(decks).items()}
        cursor.execute(
            "update col set decks = ?, crt = ?, mod = ?, scm = ?",
            (json.dumps(dated), released, released * 1000, released * 1000),
        )

    def _entries(self, database: bytes, media: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        names = sorted(media)
        yield "collection.anki2", database
        yield "media", json.dumps({str(place): name for place, name in enumerate(names)}).encode()
        for place, name in enumerate(names):
            yield str(place), media[name]
