"""What changed in a deck since its last release, and when each note and note type last changed.

Anki's importer replaces a learner's note only by a newer one. So a note that did not change keeps its time, and the
learner keeps their own edits; a note that changed gets a later time. A correction that is built but not yet released is
one second later than what it corrects, and the release is at least two seconds later, so that it replaces both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.fields import stored_text
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import RETIRED, Content
from quizgen.model.lock import Lock, LockedNote, LockedType


@dataclass(frozen=True, slots=True)
class Changes:
    """How a deck's notes differ from its last release; ``corrected`` and ``retired`` also have the released notes.

    ``dropped`` are the released notes, by id, that no longer exist; ``types`` are the note types that look different.
    """

    new: tuple[Content, ...]
    corrected: tuple[tuple[Content, LockedNote], ...]
    retired: tuple[tuple[Content, LockedNote], ...]
    dropped: Mapping[str, LockedNote]
    types: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The changes in words: ``3 new, 1 corrected``."""
        counts = ((self.new, "new"), (self.corrected, "corrected"), (self.retired, "retired"))
        parts = [f"{len(notes)} {word}" for notes, word in counts if notes]
        if self.types:
            parts.append(f"a new look of {', '.join(self.types)}")
        return ", ".join(parts)

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.retired or self.types)


def changes(contents: Sequence[Content], types: Iterable[NoteType], lock: Lock) -> Changes:
    """Return how what would be built differs from what was released."""
    known = [(content, lock.notes[content.id]) for content in contents if content.id in lock.notes]
    changed = [(content, note) for content, note in known if note_digest(content) != note.digest]
    ids = {content.id for content in contents}
    return Changes(
        new=tuple(content for content in contents if content.id not in lock.notes),
        corrected=tuple((content, note) for content, note in changed if RETIRED not in content.tags),
        retired=tuple((content, note) for content, note in changed if RETIRED in content.tags),
        dropped={id: note for id, note in lock.notes.items() if id not in ids},
        types=tuple(type.name for type in types if _looks_new(type, lock)),
    )


def note_dates(contents: Iterable[Content], lock: Lock) -> dict[str, int]:
    """Return the time of each note's last change, by id: the released one, or a second later for a new change."""
    dates = {}
    for content in contents:
        note = lock.notes.get(content.id)
        if note is None:
            dates[content.id] = lock.released + 1
        elif note_digest(content) == note.digest:
            dates[content.id] = note.mod
        else:
            dates[content.id] = note.mod + 1
    return dates


def type_date(type: NoteType, lock: Lock) -> int:
    """Return the time of the note type's last change, as in `note_dates`."""
    known = lock.types.get(type.name)
    if known is None:
        return lock.released + 1
    return known.mod + 1 if _looks_new(type, lock) else known.mod


def next_lock(
    deck: str, contents: Iterable[Content], types: Iterable[NoteType], lock: Lock | None, moment: int
) -> Lock:
    """Return the lock of a release at ``moment`` (seconds since 1970); dropped notes stay in it."""
    notes = dict(lock.notes) if lock else {}
    for content in contents:
        known, digest = notes.get(content.id), note_digest(content)
        if known is None or known.digest != digest:
            mod = _after(known.mod if known else lock.released if lock else None, moment)
            name = known.guid if known else guid(content.id)
            notes[content.id] = LockedNote(name, digest, mod, content.sort, content.answer)
    looks = dict(lock.types) if lock else {}
    for type in types:
        before, digest = looks.get(type.name), type_digest(type.to_json(0, 0))
        if before is None or before.digest != digest:
            mod = _after(before.mod if before else lock.released if lock else None, moment)
            looks[type.name] = LockedType(int(type.model_id), digest, mod)
    return Lock(deck, max(moment, lock.released if lock else 0), notes, looks)


def _after(before: int | None, moment: int) -> int:
    return moment if before is None else max(moment, before + 2)


def _looks_new(type: NoteType, lock: Lock) -> bool:
    known = lock.types.get(type.name)
    return known is not None and known.digest != type_digest(type.to_json(0, 0))


def note_digest(content: Content) -> str:
    """Return a digest of what a learner would see change: the fields in order, whatever their names, and the tags."""
    return row_digest(content.values, content.tags)


def row_digest(values: Sequence[str], tags: Iterable[str]) -> str:
    """Return the digest of a note with these fields and tags, as Anki stores them."""
    return _digest([[stored_text(value) for value in values], sorted(map(stored_text, tags))])


def type_digest(entry: Mapping[str, object]) -> str:
    """Return a digest of a note type as Anki stores it: the names of its fields, its cards and its style."""
    fields, cards = entry["flds"], entry["tmpls"]
    assert isinstance(fields, list)
    assert isinstance(cards, list)
    shapes = [[card[key] for key in ("name", "qfmt", "afmt", "bqfmt", "bafmt")] for card in cards]
    return _digest([[field["name"] for field in fields], shapes, entry["css"]])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:32]
