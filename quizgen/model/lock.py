"""The lock of a project: what learners have of its Anki cards, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The parts of a card's key: collection, fact, slot, the member of a list or label of a picture if it asks for one,
# and the form in which it asks.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LockedNote:
    """A note as it was last built: a digest of its fields and tags, when it was ``made`` and last changed (seconds).

    ``recipes`` make it now, ``past`` ones did once. ``text`` has the fields that say what it asks and answers;
    ``before`` has those of the last release if the note was corrected since, nothing if it is new since, and is None if
    neither.
    """

    digest: str
    made: int
    mod: int
    recipes: tuple[str, ...]
    past: tuple[str, ...]
    text: Mapping[str, str]
    before: Mapping[str, str] | None


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
    def changed(self) -> int:
        """When something last changed, in seconds since 1970, or 0."""
        types = [type.mod for type in self.types.values()]
        return max([0, *types, *[note.mod for note in self.notes.values()]])
