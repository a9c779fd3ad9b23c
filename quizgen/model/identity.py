"""Identities that outlive wording: everything derives from an id, nothing from a text or a position."""

from __future__ import annotations

import hashlib
import random


def hash_of(*parts: str) -> bytes:
    """The SHA-256 of ``parts``, 32 bytes."""
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def digest(*parts: str) -> int:
    """A 256-bit number from ``parts``, the same on every machine."""
    return int.from_bytes(hash_of(*parts), "big")


def seeded_random(seed: int, *names: str) -> random.Random:
    """A random generator for each purpose and id, so that questions do not affect one another."""
    return random.Random(digest(str(seed), *names))
