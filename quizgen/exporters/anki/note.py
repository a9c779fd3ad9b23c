"""A note of Anki: what it says, and its row in a package. One note is one card."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.note_types import FIELDS, NoteType
from quizgen.model.lock import Key

RETIRED = "quizgen::retired"  # the tag of notes that learners should no longer study

# The fields that say what a note asks and answers; the others prove and explain it.
TEXT_FIELDS = ("Front", "Options", "Picture", "Back", "FactID", "Lang", "Dir")


@dataclass(frozen=True, slots=True)
class Content:
    """What a note says: the contents of its fields by name, without empty ones, and its tags.

    ``type`` is a key of `TYPES`. ``media`` are the files that its fields name. ``fact`` is the key of the fact that it
    asks about, and ``part`` the part of the deck that its card is put in, or "".
    """

    key: Key
    type: str
    fields: Mapping[str, str]
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
        """Whether learners should no longer study it: it has no card in a package."""
        return RETIRED in self.tags

    @property
    def values(self) -> list[str]:
        """The content of each field, in order."""
        get = self.fields.get
        return [get(name, "") for name in FIELDS]

    @property
    def text(self) -> dict[str, str]:
        """The fields that say what it asks and answers."""
        return {name: self.fields[name] for name in TEXT_FIELDS if name in self.fields}

    @property
    def digest(self) -> str:
        """A digest of its fields and tags: what a learner would see change."""
        named = [text for pair in sorted(self.fields.items()) for text in pair]
        return hashlib.blake2b("\x1f".join([*named, *self.tags]).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Note:
    """A row of a package: a note that Anki identifies by ``guid``; messages call it ``id``.

    ``due`` is its card's position in the queue of new cards, or None if it has no card; ``mod`` is the time of its last
    change in seconds since 1970.
    """

    id: str
    guid: str
    model: NoteType
    fields: list[str]
    tags: Sequence[str]
    due: int | None
    mod: int
