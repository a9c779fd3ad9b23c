"""The lock of a project, ``decks/anki.lock``: read, proven whole, merged after a conflict, written.

It has one line for each note, deck and note type, sorted, so that git can merge it: a JSON list and its checksum. Where
git has kept the lines of both sides, the newer of two lines about one thing counts, and the recipes of both. Lines are
never removed, so the number of them that a header line gives is the least that there must be.

A deck may have very many notes: lines are read and written one by one, and what is alike in them is kept once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from quizgen.errors import ContentError, Problem
from quizgen.errors.problem_kinds import LOCK
from quizgen.model.lock import NO_TEXT, Key, Lock, LockedNote, LockedType
from quizgen.project import Project, display_path, read_text

SCHEMA = "quizgen-lock/1"
ABOUT = b"# Written by quizgen build. Keep it in version control: it is how learners keep their progress in Anki.\n"
# What git writes between the lines of two sides that it could not merge.
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>", "#")
_AT_ONCE = 500  # lines that are packed together: one by one takes a third longer
_PIECE = 1 << 16  # characters that are read together
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
    merged, number = _Merged(), 1
    for lines in _pieces_of(text):
        try:
            merged.add_lines(lines, checked=checked)
        except _NOT_OURS:  # which line it is need not be known before
            raise ContentError([_line_problem(path, lines, number, checked=checked)]) from None
        number += len(lines)
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


def lock_file(lock: Lock) -> bytes:
    """The file of ``lock``."""
    file = BytesIO()
    file.write(ABOUT)
    file.writelines(b"%b %08x\n" % (line, crc32(line)) for line in map(str.encode, _lines(lock)))
    return file.getvalue()


def lock_copy(lock: Lock, packed: Container[Key]) -> Iterator[bytes]:
    """The lines of ``lock`` without checksums, many at a time; those of ``packed`` notes have no digests.

    Their fields give these.
    """
    lines = _lines(lock, packed)
    while some := list(islice(lines, _AT_ONCE)):
        yield "\n".join([*some, ""]).encode()


def _pieces_of(text: str) -> Iterator[list[str]]:
    """The lines of a text, many at a time; its other line ends are its own characters."""
    start = 0
    while (end := text.find("\n", start + _PIECE)) >= 0:
        yield text[start:end].split("\n")
        start = end + 1
    yield text[start:].split("\n")


def _line_problem(path: Path, lines: Sequence[str], first: int, *, checked: bool) -> Problem:
    """The problem of the first of the ``lines`` that has one; ``first`` is the number of the first of them."""
    for number, line in enumerate(lines, first):
        try:
            _Merged().add_lines([line], checked=checked)
        except _Edited:
            return _problem(path, f"line {number} is not as quizgen wrote it", RESTORE)
        except _NOT_OURS:
            break
    return _problem(path, f"line {number} is not of a lock that quizgen wrote", RESTORE)


def _lines(lock: Lock, packed: Container[Key] = ()) -> Iterator[str]:
    """The lines without their checksums, sorted by what they are about."""
    for (recipe, part), name in sorted(lock.decks.items()):
        yield json_of(["deck", recipe, part, name])
    yield json_of(["lock", SCHEMA, lock.uid, len(lock.notes) + len(lock.types) + len(lock.decks)])
    for key, name in sorted(lock.names.items()):
        yield json_of(["name", key, name])
    known: dict[object, str] = {}
    for key in sorted(lock.notes):
        # Written by hand, because the encoder takes twice as long.
        note = lock.notes[key]
        digests = '"",""' if key in packed else f'"{note.digest}","{note.slot_digest}"'
        recipes = known.get(note.recipes) or known.setdefault(note.recipes, json_of(note.recipes))
        past = known.get(note.past) or known.setdefault(note.past, json_of(note.past))
        more = f",{json_of(note.before)}" if note.before is not None or note.text else ""
        more += f",{json_of({**note.text})}" if note.text else ""
        yield f'["note",{key_json(key)},{digests},{note.created},{note.mod},{recipes},{past}{more}]'
    if lock.release:
        yield json_of(["release", lock.release, lock.released])
    for name, type in sorted(lock.types.items()):
        yield json_of(["type", name, type.digest, type.mod])


def key_json(key: Key) -> str:
    """The key as it is written in a line."""
    joined = '","'.join(key)
    if joined.isprintable() and "\\" not in joined and joined.count('"') == 2 * (len(key) - 1):
        return f'["{joined}"]'  # as nearly every key, and quicker
    return json_of(key)


def key_of(written: str) -> Key:
    """The key that `key_json` has written; raises ValueError or TypeError for what it has not."""
    if written.startswith('["') and written.endswith('"]') and "\\" not in written:
        return tuple(written[2:-2].split('","'))
    return tuple(json.loads(written))


json_of = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Edited(ValueError):
    """A line has another checksum."""


_NOT_OURS = (ValueError, TypeError, KeyError, IndexError, AttributeError)


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
        self._shared: dict[Any, Any] = {}  # the first of values that are equal, so that the others need no memory

    def add_lines(self, lines: Iterable[str], *, checked: bool) -> None:
        """Adds lines, which are decoded together: one by one takes twice as long. Raises one of `_NOT_OURS`."""
        contents = []
        for line in lines:
            if not line.startswith("["):
                if line.strip("\r") and not line.startswith(_MARKERS):
                    raise _Edited(line) if checked else ValueError(line)
            elif not checked:
                contents.append(line)
            else:
                content, _, checksum = line.rpartition(" ")
                if checksum.removesuffix("\r") != f"{crc32(content.encode()):08x}":
                    raise _Edited(line)
                contents.append(content)
        entries = json.loads(f"[{','.join(contents)}]")
        if len(entries) != len(contents):
            raise ValueError(entries)
        for entry in entries:
            self._add(*entry)

    def _add(self, what: str, *values: Any) -> None:
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
        slot_digest: str,
        created: int,
        mod: int,
        recipes: list[str],
        past: list[str],
        before: str | None = None,
        text: Mapping[str, str] = NO_TEXT,
    ) -> None:
        collection, fact, *rest = parts
        key = (sys.intern(collection), fact, *map(sys.intern, rest))
        now, past_recipes = tuple(recipes), tuple(past)
        shared = self._shared.setdefault
        note = LockedNote(
            digest,
            slot_digest,
            shared(created, created),
            shared(mod, mod),
            shared(now, now),
            shared(past_recipes, past_recipes),
            before,
            text or NO_TEXT,
        )
        other = self.notes.setdefault(key, note)
        if other is not note:
            self.notes[key] = _newer_note(other, note)

    @property
    def missing(self) -> int:
        """How many lines there must have been more."""
        return self.count - len(self.notes) - len(self._types) - len(self._decks)

    def lock(self) -> Lock:
        """The lock."""
        (uid,) = self.uids
        return Lock(uid, self.notes, self._types, self._decks, self._names, *self._release)


def _newer_note(one: LockedNote, other: LockedNote) -> LockedNote:
    """The newer of two states of a note, with the recipes of both.

    If both changed in the same second, learners may have either: without a digest the next build counts as a change.
    """
    newer, older = (one, other) if one.mod >= other.mod else (other, one)
    digest = "" if newer.mod == older.mod and newer.digest != older.digest else newer.digest
    recipes = _union(one.recipes, other.recipes)
    past = tuple(name for name in _union(one.past, other.past) if name not in recipes)
    before = older.before if newer.before is None else newer.before
    text = newer.text or older.text  # the next build decides whether it is retired
    return LockedNote(
        digest, newer.slot_digest, min(one.created, other.created), newer.mod, recipes, past, before, text
    )


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _problem(path: Path, message: str, hint: str) -> Problem:
    return LOCK.problem(display_path(path), message, hint)
