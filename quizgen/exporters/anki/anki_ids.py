"""Anki's guids and numeric ids, derived from quizgen's own ids, so that no change of wording changes them."""

from __future__ import annotations

from quizgen.model.identity import digest

# Anki's own alphabet for guids.
_BASE91 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
_PAIRS = [low + high for high in _BASE91 for low in _BASE91]  # two digits at a time, the lowest first
_FOUR, _GUIDS = 91**4, 91**10
# Anki reads ids of note types and decks as times in milliseconds; these are in 2001-2106.
_FIRST_ID = 1_000_000_000_000
_ID_RANGE = 1 << 41


def guid(note: str) -> str:
    """Return the Anki guid of the note with this id: ten base-91 characters, 65 bits of its SHA-256."""
    # For speed the numbers fit a machine word: a deck has very many guids.
    rest, low = divmod(digest("quizgen note", note) % _GUIDS, _FOUR)
    high, middle = divmod(rest, _FOUR)
    return _PAIRS[low % 8281] + _PAIRS[low // 8281] + _PAIRS[middle % 8281] + _PAIRS[middle // 8281] + _PAIRS[high]


def anki_id(kind: str, name: str) -> int:
    """Return the stable id of a deck, note type, field or template as Anki requires it: a 13-digit number."""
    return _FIRST_ID + digest("quizgen", kind, name) % _ID_RANGE
