"""The lock of a project: what learners have of its Anki cards, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

# The parts of a card's key: collection, fact, slot, the member of a list or label of a picture if it asks for one,
# and the form in which it asks.
Key = tuple[str, ...]


NO_TEXT: Mapping[str, str] = MappingProxyType({})


class LockedNote(NamedTuple):
    """A note as it was last built: a digest of its fields and tags, when it was ``created`` and changed (``mod``).

    Both are in seconds; a change may be dated a week ahead (see `dated_note`). ``slot_digest`` is a digest of its
    slot's answer and question, which finds the slot again if it is renamed. ``recipes`` make it now, ``past`` ones did
    once. ``before`` is the digest that it had at the last release if the note was corrected since, "" if it is new
    since, and None if neither. ``text`` has the fields that say what it asked and answered last if no recipe makes it
    any more.
    """

    digest: str
    slot_digest: str
    created: int
    mod: int
    recipes: tuple[str, ...]
    past: tuple[str, ...] = ()
    before: str | None = None
    text: Mapping[str, str] = NO_TEXT


@dataclass(frozen=True, slots=True)
class LockedType:
    """A note type as it was last built: a digest of its fields, templates and style, and when it last changed."""

    digest: str
    mod: int


@dataclass(frozen=True, slots=True)
class Lock:
    """The notes of a project by their keys, its note types by their names, and what must never change.

    ``decks`` maps a recipe and a part of its deck to the deck's name in Anki. ``names`` maps a key without its form to
    the name that its slot, member or label has now, where that is not the last part of the key. ``release`` is the name
    of the last release.
    """

    uid: str
    notes: Mapping[Key, LockedNote] = field(default_factory=dict)
    types: Mapping[str, LockedType] = field(default_factory=dict)
    decks: Mapping[tuple[str, str], str] = field(default_factory=dict)
    names: Mapping[Key, str] = field(default_factory=dict)
    release: str = ""
    released: int = 0

    @property
    def last_change(self) -> int:
        """The latest date of a note or note type, in seconds since 1970, or 0."""
        types = [type.mod for type in self.types.values()]
        return max([0, *types, *[note.mod for note in self.notes.values()]])
