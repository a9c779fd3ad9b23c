"""A note of Anki: what it says, and its row in a package. One note is one card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from quizgen.exporters.anki.fields import SEPARATOR, are_stored, stored_fields
from quizgen.exporters.anki.note_types import FIELDS, NoteType
from quizgen.model.lock import Key
from quizgen.rendering.html import anki_escaped, anki_htmls

RETIRED = "quizgen::retired"  # the tag of notes that learners should no longer study

# The fields that say what a note asks and answers; the others prove and explain it.
TEXT_FIELDS = ("Front", "Options", "Picture", "Back", "FactID", "Lang", "Dir")
_EMPTY = dict.fromkeys(FIELDS, "")
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
# What stands for a field while others are escaped: a text with such characters is none that Anki stores.
_MARKS = {name: f"\0{name}\0" for name in FIELDS}
_NOTHING = "-" * 8


class Content(NamedTuple):
    """What a note says: its fields as Anki stores them, and its tags.

    ``type`` is a key of `TYPES`. ``media`` are the files that its fields name. ``fact`` is the key of the fact that it
    asks about, and ``part`` the part of the deck that its card is put in, or "".
    """

    key: Key
    type: str
    stored: str
    tags: tuple[str, ...]
    media: Mapping[str, bytes]
    fact: str
    part: str = ""

    @property
    def id(self) -> str:
        """Its key, as messages show it."""
        return "/".join(self.key)

    @property
    def is_retired(self) -> bool:
        """Whether learners should no longer study it."""
        return RETIRED in self.tags

    @property
    def values(self) -> list[str]:
        """The content of each field, in order."""
        return self.stored.split(SEPARATOR)

    @property
    def fields(self) -> dict[str, str]:
        """The content of each field that is not empty, by its name."""
        return named_fields(self.stored)

    @property
    def text(self) -> dict[str, str]:
        """The fields that say what it asks and answers."""
        return text_of(self.stored)

    @property
    def digest(self) -> str:
        """A digest of its fields and tags: what a learner would see change."""
        return digest_of(self.stored, self.tags)


def stored_content(fields: Mapping[str, str], typed: Mapping[str, str] = _NO_FIELDS) -> str:
    """Return fields that are given by their names as Anki stores them: HTML, and words that a teacher ``typed``.

    Words are escaped here, all at once, because a deck has very many. Of a field that is in both, the HTML counts.
    """
    marks = {name: _MARKS[name] for name in fields}
    joined = SEPARATOR.join({**_EMPTY, **typed, **marks}.values())
    if typed and "\\(" not in joined:
        stored = anki_escaped(joined)
        for name, html in fields.items():
            stored = stored.replace(marks[name], html, 1)
        if are_stored(stored, len(FIELDS)):
            return stored
    return stored_fields([*{**_EMPTY, **anki_htmls(typed), **fields}.values()])


def named_fields(stored: str) -> dict[str, str]:
    """Return the fields of a note that are not empty, by their names."""
    return {name: text for name, text in zip(FIELDS, stored.split(SEPARATOR), strict=True) if text}


def text_of(stored: str) -> dict[str, str]:
    """Return the fields that say what a note asks and answers."""
    fields = named_fields(stored)
    return {name: fields[name] for name in TEXT_FIELDS if name in fields}


def digest_of(stored: str, tags: Sequence[str]) -> str:
    """Return a digest of a note's fields and tags: what a learner would see change."""
    return sha256(SEPARATOR.join((stored, *tags)).encode()).hexdigest()[:16]


def digest_of_slot(answer: str, asking: str) -> str:
    """Return a digest of a slot's answer and of how it is asked for, half of it for each; ``""`` for nothing."""
    first = f"{crc32(answer.encode()):08x}" if answer else _NOTHING
    return first + (f"{crc32(asking.encode()):08x}" if asking else _NOTHING)


def slot_parts_alike(one: str, other: str) -> tuple[bool, bool]:
    """Return whether two digests of `digest_of_slot` are of the same answer, and of the same way to ask for it."""
    first, second = one[:8] == other[:8] != _NOTHING, one[8:] == other[8:] != _NOTHING
    return bool(one) and first, bool(one) and second


@dataclass(slots=True, weakref_slot=True, eq=False)
class Note:  # not frozen, because a deck has very many, and setting the attributes would take three times as long
    """A row of a package: a note that Anki identifies by ``guid``; messages call it ``id``.

    ``due`` is its card's position in the queue of new cards; ``mod`` is the time of its last change in seconds since
    1970.
    """

    id: str
    guid: str
    model: NoteType
    stored: str
    tags: tuple[str, ...]
    due: int
    mod: int
