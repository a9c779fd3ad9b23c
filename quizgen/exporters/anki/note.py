"""A note of an Anki package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.note_types import NoteType


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Note:
    """A note that Anki knows by ``guid`` and sorts by ``sort``, plain text; ``id`` is what we call it in messages.

    ``due`` is its place in the queue of new cards; ``mod`` the time of its last change in seconds since 1970, None: the
    release's.
    """

    id: str
    guid: str
    model: NoteType
    fields: list[str]
    sort: str
    tags: Sequence[str]
    due: int
    mod: int | None = None
