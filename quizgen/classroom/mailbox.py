"""What is waiting to be sent to one page: only the latest snapshots, so that a stalled phone delays nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

_MOST_REPLIES = 64

Slot = Literal["state", "you"]


class Mailbox:
    """A page's post. Replies are kept in order; of each kind of snapshot, the latest wins."""

    def __init__(self) -> None:
        self._replies: list[str] = []
        self._snapshots: dict[Slot, str] = {}
        self._ready = asyncio.Event()
        self._closed = False

    def reply(self, message: str) -> None:
        """Add something that must arrive; a page that reads none of very many is given up."""
        self._replies.append(message)
        if len(self._replies) > _MOST_REPLIES:
            self._closed = True
        self._ready.set()

    def show(self, slot: Slot, snapshot: str) -> None:
        """Replace the previous snapshot, if it has not been sent yet."""
        self._snapshots[slot] = snapshot
        self._ready.set()

    def close(self) -> None:
        """Let `deliver` end when everything has been sent."""
        self._closed = True
        self._ready.set()

    async def deliver(self, send: Callable[[str], Awaitable[None]]) -> None:
        """Send what arrives until the mailbox is closed."""
        while True:
            await self._ready.wait()
            self._ready.clear()
            replies, self._replies = self._replies, []
            snapshots, self._snapshots = self._snapshots, {}
            for message in (*replies, *snapshots.values()):
                await send(message)
            if self._closed and not self._replies:
                return
