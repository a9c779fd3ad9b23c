"""What changed in a deck since its last release, and when each note and note type last changed.

Anki's importer takes a note over a learner's own only if it is newer. So what did not change keeps its time, and with
it the learner's own edits; what did gets a later one. A correction that was built and not yet released is one second
later than what it corrects, and the release two at least, so that it wins over both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.fields import kept
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import RETIRED, Content
from quizgen.model.lock import Lock, LockedNote, LockedType


@dataclass(frozen=True, slots=True)
class Changes:
    """How a deck's notes differ from those of its last release, which ``corrected`` and ``retired`` give beside them.

    ``dropped`` were released and are no longer made, by id; ``types`` are the note types that look otherwise.
    """

    new: tuple[Content, ...]
    corrected: tuple[tuple[Content, LockedNote], ...]
    retired: tuple[tuple[Content, LockedNote], ...]
    dropped: Mapping[str, LockedNote]
    types: tuple[str, ...]

    @property
    def summary(self) -> str:
        """``3 new, 1 corrected``, as far as there are any."""
        counts = ((self.new, "new"), (self.corrected, "corrected"), (self.retired, "retired"))
        told = [f"{len(some)} {word}" for some, word in counts if some]
        return ", ".join([*told, *([f"a new look of {', '.join(self.types)}"] if self.types else [])])

    def __bool__(self) -> bool:
        return bool(self.new or self.corrected or self.retired or self.types)


def changes(contents: Sequence[Content], types: Iterable[NoteType], lock: Lock) -> Changes:
    """Compares what would be built with what was released."""
    known = [(content, lock.notes[content.id]) for content in contents if content.id in lock.notes]
    changed = [(content, note) for content, note in known if note_digest(content) != note.digest]
    made = {content.id for content in contents}
    return Changes(
        new=tuple(content for content in contents if content.id not in lock.notes),
        corrected=tuple(each for each in changed if RETIRED not in each[0].tags),
        retired=tuple(each for each in changed if RETIRED in each[0].tags),
        dropped={id: note for id, note in lock.notes.items() if id not in made},
        types=tuple(type.name for type in types if _looks_new(type, lock)),
    )


def note_dates(contents: Iterable[Content], lock: Lock) -> dict[str, int]:
    """When each note changed, by id: as was released, or for what was not yet released a second later."""
    dates = {}
    for content in contents:
        note = lock.notes.get(content.id)
        same = note is not None and note_digest(content) == note.digest
        dates[content.id] = note.mod if note and same else (note.mod if note else lock.released) + 1
    return dates


def type_date(type: NoteType, lock: Lock) -> int:
    """When the note type changed, as `note_dates`."""
    known = lock.types.get(type.name)
    if known is None:
        return lock.released + 1
    return known.mod + 1 if _looks_new(type, lock) else known.mod


def released(deck: str, contents: Iterable[Content], types: Iterable[NoteType], lock: Lock | None, moment: int) -> Lock:
    """The lock of a release at ``moment`` (seconds since 1970); what was dropped stays in it."""
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
    """A digest of what a learner would see change: fields by their place, whatever their names, and tags."""
    return row_digest(content.values, content.tags)


def row_digest(values: Sequence[str], tags: Iterable[str]) -> str:
    """The digest of a note with these fields and tags, as Anki keeps them."""
    return _digest([[kept(value) for value in values], sorted(map(kept, tags))])


def type_digest(entry: Mapping[str, object]) -> str:
    """A digest of a note type as Anki holds it: the names of its fields, its cards and its style."""
    fields, cards = entry["flds"], entry["tmpls"]
    assert isinstance(fields, list)
    assert isinstance(cards, list)
    shapes = [[card[key] for key in ("name", "qfmt", "afmt", "bqfmt", "bafmt")] for card in cards]
    return _digest([[field["name"] for field in fields], shapes, entry["css"]])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:32]
