"""What changed in the Anki cards of a project for those who have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.model.lock import Key, Lock


@dataclass(frozen=True, slots=True)
class LockChanges:
    """The keys of the cards that were corrected, retired and added, and whether they look different."""

    corrected: tuple[Key, ...] = ()
    retired: tuple[Key, ...] = ()
    new: tuple[Key, ...] = ()
    has_new_look: bool = False

    @property
    def summary(self) -> str:
        """The changes in words, or "": ``3 corrected, 1 retired, 2 new``."""
        counts = ((self.corrected, "corrected"), (self.retired, "retired"), (self.new, "new"))
        parts = [f"{len(keys)} {word}" for keys, word in counts if keys]
        if self.has_new_look:
            parts.append("a new look")
        return ", ".join(parts)


def changes_between(before: Lock, after: Lock, keys: Iterable[Key]) -> LockChanges:
    """Return what changed from one lock to the next in the notes with these keys."""
    new, corrected, retired = [], [], []
    for key in keys:
        old, note = before.notes.get(key), after.notes[key]
        if old is None:
            new.append(key)
        elif old.recipes and not note.recipes:
            retired.append(key)
        elif old.mod != note.mod:
            corrected.append(key)
    common = before.types.keys() & after.types.keys()
    has_new_look = any(before.types[name].mod != after.types[name].mod for name in common)
    return LockChanges(tuple(corrected), tuple(retired), tuple(new), has_new_look)
