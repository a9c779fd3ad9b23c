"""A server of pages for this machine, in a thread of the tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from quizgen.serving.loopback import Server
from quizgen.serving.sockets import listening_sockets


@contextmanager
def in_background(
    pages_at: Callable[[int], ASGIApp], key: str, stopping: Callable[[], object] = lambda: None, port: int = 0
) -> Iterator[str]:
    """The address, with its key, of a server of what ``pages_at`` makes for its port."""
    sockets = listening_sockets(("127.0.0.1",), port)
    port = sockets[0].getsockname()[1]
    server = Server(pages_at(port), stopping)
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/#{key}"
    finally:
        server.should_exit = True
        thread.join(10)
