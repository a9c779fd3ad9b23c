"""Lock files, ``decks/<name>.lock.json``: read, proven whole, written out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from quizgen.errors import ContentError
from quizgen.errors.problem_kinds import LOCK
from quizgen.model.lock import Lock, LockedNote, LockedType
from quizgen.project import display_path, read_text

SCHEMA = "quizgen-lock/1"
ABOUT = "Written by quizgen release, and to be kept with the recipe: it is how learners keep their progress."


def lock_path(recipe: Path) -> Path:
    """Where the lock of ``recipe`` is."""
    return recipe.with_name(f"{recipe.stem}.lock.json")


def history_path(recipe: Path) -> Path:
    """Where the release notes of ``recipe`` are."""
    return recipe.with_name(f"{recipe.stem}.releases.md")


def read_lock(recipe: Path) -> Lock | None:
    """The lock of ``recipe``, or None where it was never released.

    Raises ContentError where it is lost, not whole, or was changed by anything but quizgen.
    """
    path = lock_path(recipe)
    again = f"or run  quizgen release {recipe.stem} --recover FILE  with the newest deck.apkg that learners have"
    if not path.is_file():
        if not history_path(recipe).is_file():
            return None
        message = f"it is missing, though {display_path(history_path(recipe))} lists releases"
        raise _fault(path, message, f"bring it back from a backup, {again}")
    hint = f"bring back the file as quizgen wrote it, from a backup or version control, {again}"
    try:
        document = json.loads(read_text(path))
        claimed = document.pop("sum")
        whole = claimed == _sum(document) and document["schema"] == SCHEMA
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _fault(path, "this is not a lock that quizgen wrote", hint) from None
    if not whole:
        raise _fault(path, "it was changed by hand, or is not whole", hint)
    return Lock(
        deck=document["deck"],
        released=document["released"],
        notes={id: LockedNote(**note) for id, note in document["notes"].items()},
        types={name: LockedType(**type) for name, type in document["types"].items()},
    )


def lock_text(lock: Lock) -> str:
    """The file of ``lock``, which holds a sum of itself."""
    document = {
        "schema": SCHEMA,
        "about": ABOUT,
        "deck": lock.deck,
        "released": lock.released,
        "types": {name: asdict(type) for name, type in sorted(lock.types.items())},
        "notes": {id: asdict(note) for id, note in sorted(lock.notes.items())},
    }
    return json.dumps({**document, "sum": _sum(document)}, ensure_ascii=False, indent=1) + "\n"


def _sum(document: object) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def _fault(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([LOCK.problem(display_path(path), message, hint)])
