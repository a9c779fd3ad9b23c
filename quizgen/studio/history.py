"""What was changed, so that it can be undone, and a journal of it, so that a crash loses nothing.

A step is in the journal before its file is written. What a crash has kept from the file is written at the next start.
"""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from quizgen.writing import write_file

Kind = Literal["do", "undo", "redo"]
_MOST = 500  # steps that are kept when the journal is opened


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a collection's text: at ``start``, ``old`` became ``new``.

    ``before`` and ``after`` are the digests of the whole text, so that a step is never taken on another one. ``field``
    is what was changed of the ``fact``.
    """

    collection: str
    fact: str
    field: str
    start: int
    old: str
    new: str
    before: str
    after: str

    def redone(self, text: str) -> str | None:
        """The text with the change; None if it is not the text that was changed."""
        if digest(text) != self.before:
            return None
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def undone(self, text: str) -> str | None:
        """The text without the change; None if it was changed since."""
        if digest(text) != self.after:
            return None
        return text[: self.start] + self.old + text[self.start + len(self.new) :]


def digest(text: str) -> str:
    """What identifies a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def step_of(collection: str, fact: str, field: str, before: str, after: str) -> Change:
    """The step from one text to another."""
    start = _shared_length(before, after)
    rest = min(len(before), len(after)) - start
    shared_end = _shared_length(before[::-1][:rest], after[::-1][:rest])
    old, new = before[start : len(before) - shared_end], after[start : len(after) - shared_end]
    return Change(collection, fact, field, start, old, new, digest(before), digest(after))


def _shared_length(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    lengths = range(min(len(one), len(other)) + 1)
    return bisect_left(lengths, True, key=lambda length: one[:length] != other[:length]) - 1


class History:
    """The steps of a session and of those before it; ``path`` is the journal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.done: list[Change] = []
        self.undone: list[Change] = []
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            write_file(ignored, b"*\n")
        for kind, step in _read(path):
            self._take(kind, step)
        self._last: Change | None = None
        if self.done or self.undone:
            self._rewrite()

    def add(self, kind: Kind, step: Change) -> None:
        """Note a step in the journal, before the file is written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as journal:
            journal.write(_line(kind, step))
            journal.flush()
            os.fsync(journal.fileno())
        self._take(kind, step)

    def pending(self, collection: str, text: str) -> str | None:
        """The text that a crash kept from a file that holds ``text``, or None."""
        last = self._last
        if last is None or last.collection != collection:
            return None
        return last.redone(text) if last in self.done[-1:] else last.undone(text)

    def _take(self, kind: Kind, step: Change) -> None:
        self._last = step
        match kind:
            case "do":
                self.done.append(step)
                self.undone.clear()
            case "undo":
                self.undone.append(self.done.pop())
            case "redo":
                self.done.append(self.undone.pop())

    def _rewrite(self) -> None:
        """Keep only the last steps in the journal."""
        if self.done:
            self._last = self.done[-1]
        self.done = self.done[-_MOST:]
        lines = [_line("do", step) for step in (*self.done, *reversed(self.undone))]
        lines += [_line("undo", step) for step in self.undone]
        write_file(self._path, "".join(lines).encode())
        self._path.chmod(0o600)


def _line(kind: Kind, step: Change) -> str:
    return json.dumps({"kind": kind, **asdict(step)}, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[tuple[Kind, Change]]:
    """The steps in a journal up to the first line that a crash cut off."""
    if not path.is_file():
        return
    to_undo = to_redo = 0
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):  # a text may have other line ends in it
        if not line:
            return
        try:
            fields = json.loads(line)
            kind: Kind = fields.pop("kind")
            step = Change(**fields)
        except (ValueError, TypeError, KeyError):
            return
        if (kind == "undo" and not to_undo) or (kind == "redo" and not to_redo):
            return
        match kind:
            case "do":
                to_undo, to_redo = to_undo + 1, 0
            case "undo":
                to_undo, to_redo = to_undo - 1, to_redo + 1
            case "redo":
                to_undo, to_redo = to_undo + 1, to_redo - 1
        yield kind, step
