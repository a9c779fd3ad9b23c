"""Anki's guids and numeric ids, derived from a project's uid and quizgen's own ids, so that no wording matters."""

from __future__ import annotations

from quizgen.model.identity import digest
from quizgen.model.lock import Key

# Anki's own alphabet for guids.
_BASE91 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
_PAIRS = [low + high for high in _BASE91 for low in _BASE91]  # two digits at a time, the lowest first
_FOUR, _GUIDS = 91**4, 91**10
# Anki reads ids of note types and decks as times in milliseconds; these are in 2001-2106.
_FIRST_ID = 1_000_000_000_000
_ID_RANGE = 1 << 41


def guid(uid: str, key: Key) -> str:
    """Return the Anki guid of the project's note with this key: ten base-91 characters, 65 bits of a SHA-256."""
    # For speed the numbers fit a machine word: a deck has very many guids.
    rest, low = divmod(digest("quizgen note", uid, *key) % _GUIDS, _FOUR)
    high, middle = divmod(rest, _FOUR)
    return _PAIRS[low % 8281] + _PAIRS[low // 8281] + _PAIRS[middle % 8281] + _PAIRS[middle // 8281] + _PAIRS[high]


def anki_id(uid: str, kind: str, name: str) -> int:
    """Return the stable id of a project's deck, note type, field or template as Anki requires it: 13 digits."""
    return _FIRST_ID + digest("quizgen", uid, kind, name) % _ID_RANGE
