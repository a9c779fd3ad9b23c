"""Anki's guids and numeric ids, derived from a project's uid and quizgen's own ids, so that no wording matters."""

from __future__ import annotations

from base64 import b64encode

from quizgen.model.identity import digest, hash_of
from quizgen.model.lock import Key

# Anki reads ids of note types and decks as times in milliseconds; these are in 2001-2106.
_FIRST_ID = 1_000_000_000_000
_ID_RANGE = 1 << 41


def guid(uid: str, key: Key) -> str:
    """Return the Anki guid of the project's note with this key: twelve base64 characters, 72 bits of a SHA-256."""
    return b64encode(hash_of("quizgen note", uid, *key)[:9]).decode()


def anki_id(uid: str, kind: str, name: str) -> int:
    """Return the stable id of a project's deck, note type, field or template as Anki requires it: 13 digits."""
    return _FIRST_ID + digest("quizgen", uid, kind, name) % _ID_RANGE
