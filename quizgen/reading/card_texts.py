"""What the cards of a project asked and answered when they were last built, ``decks/anki.texts``.

The lock holds only digests of that. The words are needed when a fact is removed, whose cards are then retired with what
they asked last, and for the notes of a release, which say what a card was. So a build adds what it has changed: sorted
lines of a note's key, its digest and its text, which git can merge like the lock's. A line goes when its note changes
again, unless that was its text at the last release. What is lost of the file is written again by the next build of the
decks that have the cards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from quizgen.model.lock import Key, Lock, LockedNote
from quizgen.project import Project
from quizgen.reading.locks import json_of, key_json, key_of

Text = Mapping[str, str]
_SEPARATOR = b"\t"  # JSON escapes it in what it separates


def texts_path(project: Project) -> Path:
    """Where the texts of the project are."""
    return project.content / "decks/anki.texts"


def read_texts(path: Path, notes: Iterable[Key]) -> dict[tuple[Key, str], Text]:
    """Return the texts of the ``notes`` by their keys and digests."""
    keys = set(map(_key, notes))
    texts: dict[tuple[Key, str], Text] = {}
    for line in _lines(path):
        key, digest, text = line.split(_SEPARATOR)
        if key in keys:
            with suppress(ValueError):  # an edit
                texts[tuple(json.loads(key)), digest.decode()] = json.loads(text)
    return texts


def notes_without_text(path: Path, digests: Iterable[tuple[Key, str]]) -> list[Key]:
    """Return the notes of which there is no text with the digest that they have now."""
    lacking = dict(digests)
    for line in _lines(path):
        written, digest, _ = line.split(_SEPARATOR)
        try:
            key = key_of(written.decode())
            if lacking.get(key) == digest.decode():
                del lacking[key]
        except (ValueError, TypeError):  # an edit
            continue
    return list(lacking)


def with_texts(path: Path, lock: Lock, texts: Iterable[tuple[Key, Text]]) -> Iterator[bytes]:
    """Yield the file at ``path`` with the ``texts`` of notes as they are in ``lock`` now."""
    new = {_key(key): (lock.notes[key], text) for key, text in texts}
    waiting = sorted(new, reverse=True)
    for line in _lines(path):
        key, _, rest = line.partition(_SEPARATOR)
        while waiting and waiting[-1] < key:
            yield _line(waiting[-1], *new[waiting.pop()])
        if key not in new or rest.startswith(f"{new[key][0].before or ''}\t".encode()):
            yield line
    for key in reversed(waiting):
        yield _line(key, *new[key])


def _key(key: Key) -> bytes:
    return key_json(key).encode()


def _line(key: bytes, note: LockedNote, text: Text) -> bytes:
    return _SEPARATOR.join((key, note.digest.encode(), json_of({**text}).encode())) + b"\n"


def _lines(path: Path) -> Iterator[bytes]:
    """The lines as quizgen wrote them; others, of a merge or an editor, are left out."""
    if path.is_file():
        with path.open("rb") as file:
            for line in file:
                if line.count(_SEPARATOR) == 2:
                    yield line if line.endswith(b"\n") else line + b"\n"
