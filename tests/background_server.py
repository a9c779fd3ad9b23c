"""A server of pages for this machine, in a thread of the tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from quizgen.serving.loopback import Server
from quizgen.serving.sockets import listening_sockets


class QuickServer(uvicorn.Server):
    """A server that looks a hundred times a second whether it should stop, rather than ten times."""

    loop: asyncio.AbstractEventLoop

    async def main_loop(self) -> None:
        self.loop = asyncio.get_running_loop()
        while not await self.on_tick(0):
            await asyncio.sleep(0.01)


class _QuickPages(QuickServer, Server):
    pass


@contextmanager
def in_background(
    pages_at: Callable[[int], ASGIApp], key: str, stopping: Callable[[], object] = lambda: None, port: int = 0
) -> Iterator[str]:
    """The address, with its key, of a server of what ``pages_at`` makes for its port."""
    sockets = listening_sockets(("127.0.0.1",), port)
    port = sockets[0].getsockname()[1]
    server = _QuickPages(pages_at(port), stopping)
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/#{key}"
    finally:
        server.should_exit = True
        thread.join(10)
