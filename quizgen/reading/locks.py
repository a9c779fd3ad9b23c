"""The lock of a project, ``decks/anki.lock``: read, proven whole, merged after a conflict, written.

It has one line for each note, deck and note type, sorted, so that git can merge it: a JSON list and its checksum. Where
git has kept the lines of both sides, the newer of two lines about one thing counts, and the recipes of both. Lines are
never removed, so the number of them that a header line gives is the least that there must be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from quizgen.errors import ContentError, Problem
from quizgen.errors.problem_kinds import LOCK
from quizgen.model.lock import Key, Lock, LockedNote, LockedType
from quizgen.project import Project, display_path, read_text

SCHEMA = "quizgen-lock/1"
ABOUT = "# Written by quizgen build. Keep it in version control: it is how learners keep their progress in Anki.\n"
# What git writes between the lines of two sides that it could not merge.
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>", "#")
RESTORE = (
    "restore it from a backup or version control, "
    "or run  quizgen release --recover FILE  with the newest deck.apkg that learners have"
)


def lock_path(project: Project) -> Path:
    """Where the lock of the project is."""
    return project.content / "decks/anki.lock"


def history_path(project: Project) -> Path:
    """Where the release notes of the project are."""
    return project.content / "decks/releases.md"


def read_lock(project: Project, uid: str) -> Lock | None:
    """The project's lock, or None if it has neither a ``uid`` nor a lock yet; raises ContentError."""
    path = lock_path(project)
    if not path.is_file():
        if not uid:
            return None
        hint = f"{RESTORE}; if nobody has a deck of this project, delete the line  uid  in quizgen.yaml instead"
        raise ContentError([_problem(path, "it is missing, although the project has a uid", hint)])
    lock = lock_of(read_text(path), path)
    if lock.uid != uid:
        hint = (
            f"if learners have decks of this project, write  uid: {lock.uid}  there; if it is a copy, delete the lock"
        )
        raise ContentError(
            [_problem(path, "it is the lock of another project than the uid in quizgen.yaml names", hint)]
        )
    return lock


def lock_of(text: str, path: Path, *, checked: bool = True) -> Lock:
    """The lock in ``text``, the content of ``path``; lines are ``checked`` against their checksums.

    Raises ContentError if a line was edited or removed, or if two sides cannot be merged.
    """
    merged = _Merged()
    # Other line ends may be in a line's texts.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line or line.startswith(_MARKERS):
            continue
        content, _, checksum = line.rpartition(" ") if checked else (line, "", "")
        if checked and checksum != _checksum(content):
            raise ContentError([_problem(path, f"line {number} is not as quizgen wrote it", RESTORE)])
        try:
            merged.add(*json.loads(content))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            raise ContentError(
                [_problem(path, f"line {number} is not of a lock that quizgen wrote", RESTORE)]
            ) from None
    if len(merged.uids) != 1:
        message = "it has no header" if not merged.uids else "it holds the locks of two projects"
        raise ContentError([_problem(path, message, RESTORE)])
    if merged.missing > 0:
        message = f"{merged.missing} of its lines are missing"
        raise ContentError([_problem(path, message, RESTORE)])
    if merged.clashes:
        key, one, other = merged.clashes[0]
        message = f"after a merge, both {one!r} and {other!r} continue the card {'/'.join(key)!r}"
        hint = 'delete the line  ["name",…]  of the one that fewer learners have, and build again'
        raise ContentError([_problem(path, message, hint)])
    return merged.lock()


def lock_text(lock: Lock, *, checked: bool = True) -> str:
    """The file of ``lock``; without ``checked`` its lines have no checksums, and notes that are not retired no text."""
    lines = sorted(map(_json, _entries(lock, with_text=checked)))
    if not checked:
        return "".join([f"{line}\n" for line in lines])
    return ABOUT + "".join([f"{line} {_checksum(line)}\n" for line in lines])


def _entries(lock: Lock, *, with_text: bool) -> Iterator[list[object]]:
    yield ["lock", SCHEMA, lock.uid, len(lock.notes) + len(lock.types) + len(lock.decks)]
    if lock.release:
        yield ["release", lock.release, lock.released]
    for (recipe, part), name in lock.decks.items():
        yield ["deck", recipe, part, name]
    for key, name in lock.names.items():
        yield ["name", key, name]
    for name, type in lock.types.items():
        yield ["type", name, type.digest, type.mod]
    for key, note in lock.notes.items():
        text = note.text if with_text or not note.recipes else {}
        yield ["note", key, note.digest, note.made, note.mod, note.recipes, note.past, text, note.before]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _checksum(content: str) -> str:
    return f"{crc32(content.encode('utf-8', 'surrogatepass')):08x}"


class _Merged:
    """The lines of a lock, or of both sides of a merge."""

    def __init__(self) -> None:
        self.uids: set[str] = set()
        self.count = 0
        self.notes: dict[Key, LockedNote] = {}
        self.clashes: list[tuple[Key, str, str]] = []
        self._types: dict[str, LockedType] = {}
        self._decks: dict[tuple[str, str], str] = {}
        self._names: dict[Key, str] = {}
        self._release = ("", 0)

    def add(self, what: str, *values: Any) -> None:
        """Adds a line; of two about one thing the newer counts, and if they are as new, neither is the last state."""
        match what:
            case "note":
                self._add_note(*values)
            case "type":
                name, type = values[0], LockedType(*values[1:])
                known = self._types.get(name, type)
                self._types[name] = type if known.mod < type.mod else known
                if known.mod == type.mod and known.digest != type.digest:
                    self._types[name] = LockedType("", type.mod)
            case "deck":
                self._decks.setdefault((values[0], values[1]), values[2])
            case "name":
                key, name = tuple(values[0]), values[1]
                if self._names.setdefault(key, name) != name:
                    self.clashes.append((key, self._names[key], name))
            case "release":
                self._release = max(self._release, (values[0], values[1]), key=lambda release: release[1])
            case "lock":
                if values[0] != SCHEMA:
                    raise ValueError(values[0])
                self.uids.add(values[1])
                self.count = max(self.count, values[2])
            case _:
                raise ValueError(what)

    def _add_note(
        self,
        parts: list[str],
        digest: str,
        made: int,
        mod: int,
        recipes: list[str],
        past: list[str],
        text: dict[str, str],
        before: dict[str, str] | None,
    ) -> None:
        key = tuple(parts)
        note = LockedNote(digest, made, mod, tuple(recipes), tuple(past), text, before)
        known = self.notes.get(key)
        self.notes[key] = note if known is None else _united(known, note)

    @property
    def missing(self) -> int:
        """How many lines there must have been more."""
        return self.count - len(self.notes) - len(self._types) - len(self._decks)

    def lock(self) -> Lock:
        """The lock."""
        (uid,) = self.uids
        return Lock(uid, self.notes, self._types, self._decks, self._names, *self._release)


def _united(one: LockedNote, other: LockedNote) -> LockedNote:
    """The newer of two states of a note, with the recipes of both.

    If both changed in the same second, learners may have either: without a digest the next build counts as a change.
    """
    newer, older = (one, other) if one.mod >= other.mod else (other, one)
    digest = "" if newer.mod == older.mod and newer.digest != older.digest else newer.digest
    recipes = _union(one.recipes, other.recipes)
    past = tuple(name for name in _union(one.past, other.past) if name not in recipes)
    before = older.before if newer.before is None else newer.before
    return LockedNote(digest, min(one.made, other.made), newer.mod, recipes, past, newer.text, before)


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _problem(path: Path, message: str, hint: str) -> Problem:
    return LOCK.problem(display_path(path), message, hint)
