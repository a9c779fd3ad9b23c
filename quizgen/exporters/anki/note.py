"""A note of an Anki package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.note_types import NoteType


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Note:
    """A note that Anki identifies by ``guid`` and sorts by ``sort``, plain text; messages call it ``id``.

    ``due`` is its position in the queue of new cards; ``mod`` is the time of its last change in seconds since 1970, or
    None for the release's.
    """

    id: str
    guid: str
    model: NoteType
    fields: list[str]
    sort: str
    tags: Sequence[str]
    due: int
    mod: int | None = None
