"""Admission: by the class's PIN, by a phone's token, or by the teacher's key; and how often somebody may try."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable

from quizgen.classroom.limits import Bucket
from quizgen.serving.access_keys import digest, is_same

COOKIE = "quizgen-device"
# A whole year's phones may be behind one router, and come within a minute.
_JOINS, _JOINS_A_SECOND = 500.0, 2.0  # of an address
_JOINS_OF_A_DEVICE, _JOINS_OF_A_DEVICE_A_SECOND = 3.0, 1 / 60
_TRIES, _TRIES_A_SECOND = 30.0, 0.5  # of the PIN: of a device, or of all devices at an address that took no cookie


def camera_key(key: str) -> str:
    """Return the key of the teacher's phone, which may only photograph cards; ``key`` cannot be derived from it."""
    return digest(f"camera {key}")[:32]


def new_pin() -> str:
    """Return six random digits, the first of them not 0."""
    return str(100_000 + secrets.randbelow(900_000))


class Door:
    """Counts what each address and each device tries; nothing of it is stored.

    A device is known by a random number in a cookie. One that takes none counts as one with all such at its address.
    ``is_kicked`` says of a player whether the teacher has removed them.
    """

    def __init__(self, key: str, is_kicked: Callable[[str], bool]) -> None:
        self._key, self._is_kicked = key, is_kicked
        self._cookies = _buckets(_JOINS, _JOINS_A_SECOND)
        self._joins = _buckets(_JOINS, _JOINS_A_SECOND)
        self._joins_of_devices = _buckets(_JOINS_OF_A_DEVICE, _JOINS_OF_A_DEVICE_A_SECOND)
        self._tries = _buckets(_TRIES, _TRIES_A_SECOND)
        self._players: dict[str, set[str]] = defaultdict(set)  # by address: those without a cookie

    def new_cookie(self, address: str, now: float) -> str:
        """Return the cookie of a new device, or "" if the address has had too many."""
        if not self._cookies[address].take(now):
            return ""
        number = secrets.token_hex(8)
        return f"{number}.{self._seal(number)}"

    def device(self, cookie: str) -> str:
        """Return the device that has this cookie, "" if it is not one of this session's."""
        number, _, seal = cookie.partition(".")
        return digest(number)[:16] if is_same(seal, self._seal(number)) else ""

    def pin_fits(self, typed: str, right: str, address: str, now: float, device: str = "") -> bool:
        """Whether the PIN is right; after too many wrong ones a device, or an address, must wait for a while."""
        tries = self._tries[device or address]
        if not tries.has(now):
            return False
        if is_same(typed, right):
            return True
        tries.take(now)
        return False

    def let_join(self, address: str, device: str, now: float) -> bool:
        """Count somebody who joins, and return whether they may."""
        if device and not self._joins_of_devices[device].has(now):
            return False
        if not self._joins[address].take(now):
            return False
        return not device or self._joins_of_devices[device].take(now)

    def undo_join(self, address: str, device: str) -> None:
        """Count somebody no longer who could not join."""
        self._joins[address].put_back()
        if device:
            self._joins_of_devices[device].put_back()

    def record_join(self, player: str, address: str, device: str) -> None:
        """Say that a player came from this address."""
        if not device:
            self._players[address].add(player)

    def is_barred(self, address: str, device: str) -> bool:
        """Whether it is a device without a cookie, and all such that came from this address were removed.

        Those with one, as every browser has, are told apart where a school's router gives all the same address.
        """
        players = set() if device else self._players.get(address, set())
        return bool(players) and all(map(self._is_kicked, players))

    def _seal(self, number: str) -> str:
        return digest(f"device {number} {self._key}")[:32]


def _buckets(most: float, rate: float) -> dict[str, Bucket]:
    return defaultdict(lambda: Bucket(most, rate))


def player_id(token: str) -> str:
    """Return the id of the player whose phone has this token; the token cannot be derived from it."""
    return digest(token)[:32]
