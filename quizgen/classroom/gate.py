"""Which connections to the laptop may stay open: those who are in come before strangers.

A connection is a stranger's until its page has shown the PIN, a token or the teacher's key. A stranger must do so soon.
Where there are too many connections the oldest stranger is put out, of the address that has most of them, so that
neither half-open connections nor silent ones keep a class or its teacher out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from quizgen.serving.sockets import LOOPBACK

_PATIENCE = 20.0  # seconds in which a stranger must ask for something, and a page say who it is
_MOST = 4000  # connections: those of the largest class, and of the pictures that it loads
_RESERVE = 200  # of them, for those who come back and for the teacher
_MOST_STRANGERS = 400  # of an address: a whole year's phones may be behind one router
_LONGEST_REPLY = 120.0  # seconds; a slow phone may need long for a picture

Client = tuple[str, int]  # the address and port from which somebody connects, which no two open connections share


class Closable(Protocol):
    """A transport of asyncio."""

    def abort(self) -> None:
        """Close it at once."""
        ...


@dataclass(slots=True, eq=False)
class _Stranger:
    transport: Closable
    is_answered: Callable[[], bool]  # whether it is waiting for nothing
    opened: float
    timer: asyncio.TimerHandle


class Gate:
    """The open connections."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: set[Client] = set()
        self._strangers: dict[str, dict[Client, _Stranger]] = {}

    @property
    def is_full(self) -> bool:
        """Whether there is no room for somebody new, but only for those who come back and for the teacher."""
        return len(self._known) >= self._most - _RESERVE

    def enter(self, client: Client, transport: Closable, is_answered: Callable[[], bool]) -> None:
        """Admit a connection, for which another may be closed; close it if nobody else can make room."""
        address = client[0]
        strangers = self._strangers.get(address, {})
        if len(strangers) >= _MOST_STRANGERS and address not in LOOPBACK:
            self._put_out(strangers)
        elif self._count() >= self._most:
            if not self._strangers:
                transport.abort()
                return
            self._put_out(max(self._strangers.values(), key=len))
        loop = asyncio.get_running_loop()
        timer = loop.call_later(_PATIENCE, self._lose_patience, client)
        self._strangers.setdefault(address, {})[client] = _Stranger(transport, is_answered, loop.time(), timer)

    def know(self, client: Client | None) -> None:
        """Say that somebody who is in, or the teacher, has this connection."""
        if client and self._forget((client[0], client[1])):
            self._known.add((client[0], client[1]))

    def leave(self, client: Client) -> None:
        """Say that a connection was closed."""
        self._forget(client)
        self._known.discard(client)

    def _count(self) -> int:
        return len(self._known) + sum(map(len, self._strangers.values()))

    def _put_out(self, strangers: dict[Client, _Stranger]) -> None:
        """Close the oldest of some connections, or rather the oldest to which nothing is being sent."""
        oldest = next(iter(strangers))
        client = next((client for client, stranger in strangers.items() if stranger.is_answered()), oldest)
        strangers[client].transport.abort()
        self._forget(client)

    def _lose_patience(self, client: Client) -> None:
        stranger = self._strangers[client[0]][client]
        loop = asyncio.get_running_loop()
        if not stranger.is_answered() and loop.time() - stranger.opened < _LONGEST_REPLY:
            stranger.timer = loop.call_later(_PATIENCE, self._lose_patience, client)
            return
        stranger.transport.abort()
        self._forget(client)

    def _forget(self, client: Client) -> bool:
        """Count a stranger no longer; return whether it was one."""
        strangers = self._strangers.get(client[0], {})
        stranger = strangers.pop(client, None)
        if stranger is None:
            return False
        stranger.timer.cancel()
        if not strangers:
            del self._strangers[client[0]]
        return True


def most_connections() -> int:
    """Return how many connections the system lets this process have, after asking it for as many as may be needed."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return _MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = 2 * _MOST if hard == resource.RLIM_INFINITY else min(hard, 2 * _MOST)
    if soft != resource.RLIM_INFINITY and soft < limit:
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
        soft = limit
    return _MOST if soft == resource.RLIM_INFINITY else min(_MOST, max(soft // 2, soft - 300))
