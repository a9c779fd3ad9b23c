"""Identities that outlive wording: everything derives from an id, nothing from a text or a position."""

from __future__ import annotations

import hashlib
import random

# Anki's own alphabet for guids.
_BASE91 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
_PAIRS = [low + high for high in _BASE91 for low in _BASE91]  # two digits at a time, the lowest first
_FOUR, _GUIDS = 91**4, 91**10
# Anki reads ids of note types and decks as times in milliseconds; these lie in 2001-2106.
_FIRST_ID = 1_000_000_000_000
_ID_RANGE = 1 << 41


def digest(*parts: str) -> int:
    """A 256-bit number from ``parts``, the same on every machine."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest(), "big")


def guid(note: str) -> str:
    """The Anki guid of the note with this id: ten base-91 characters, 65 bits of its SHA-256."""
    # Numbers of one machine word each: a deck has a great many guids.
    rest, low = divmod(digest("quizgen note", note) % _GUIDS, _FOUR)
    high, middle = divmod(rest, _FOUR)
    return _PAIRS[low % 8281] + _PAIRS[low // 8281] + _PAIRS[middle % 8281] + _PAIRS[middle // 8281] + _PAIRS[high]


def anki_id(sort: str, name: str) -> int:
    """The stable id of a deck, note type, field or template, as Anki wants it: a 13-digit number."""
    return _FIRST_ID + digest("quizgen", sort, name) % _ID_RANGE


def seeded(seed: int, *names: str) -> random.Random:
    """A random source of its own for each purpose and id, so that no question disturbs another."""
    return random.Random(digest(str(seed), *names))
