"""The lock of a deck: the notes and note types of its last release, which learners have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockedNote:
    """A note as it was released: Anki's guid, a digest of its fields and tags, when it last changed (seconds).

    ``question`` and ``answer`` are what release notes show of it.
    """

    guid: str
    digest: str
    mod: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class LockedType:
    """A note type as it was released: Anki's id, a digest of its fields, cards and style, when it last changed."""

    id: int
    digest: str
    mod: int


@dataclass(frozen=True, slots=True)
class Lock:
    """The last release of the deck of a recipe, in seconds since 1970; notes by id, note types by name."""

    deck: str
    released: int
    notes: Mapping[str, LockedNote]
    types: Mapping[str, LockedType]
