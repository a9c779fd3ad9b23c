"""Admission: by the class's PIN, by a phone's token, or by the teacher's key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter, defaultdict

from quizgen.classroom.limits import Bucket

_MOST_OF_AN_ADDRESS = 400  # pages: a whole year's phones may be behind one router
_MOST = 3200
_TRIES, _TRIES_A_SECOND = 30, 0.5  # of the PIN, for an address


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(given: str, right: str) -> bool:
    """Whether two secrets are equal, compared in constant time; they may have any characters."""
    return hmac.compare_digest(digest(given), digest(right))


def new_token() -> str:
    """Return a random token of 128 bits."""
    return secrets.token_urlsafe(16)


def camera_key(key: str) -> str:
    """Return the key of the teacher's phone, which may only photograph cards; ``key`` cannot be derived from it."""
    return digest(f"camera {key}")[:32]


def new_pin() -> str:
    """Return six random digits, the first of them not 0."""
    return str(100_000 + secrets.randbelow(900_000))


class Door:
    """Counts each address's open pages and attempts at the PIN."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._tries: dict[str, Bucket] = defaultdict(lambda: Bucket(_TRIES, _TRIES_A_SECOND))

    def enter(self, address: str, *, local: bool) -> bool:
        """Admit a page unless there are too many, and return whether it was admitted; it must `leave` later."""
        if self._open.total() >= _MOST or (self._open[address] >= _MOST_OF_AN_ADDRESS and not local):
            return False
        self._open[address] += 1
        return True

    def leave(self, address: str) -> None:
        """Count a page as closed."""
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def pin_fits(self, given: str, right: str, address: str, now: float) -> bool:
        """Whether the PIN is right; after too many wrong ones an address must wait for a while."""
        tries = self._tries[address]
        if not tries.has(now):
            return False
        if same(given, right):
            return True
        tries.take(now)
        return False


def player_id(token: str) -> str:
    """Return the id of the player whose phone has this token; the token cannot be derived from it."""
    return digest(token)[:32]
