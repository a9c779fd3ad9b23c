"""A classroom's server in this process, and pages that speak to it over real sockets."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from background_server import QuickServer
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from quizgen.classroom.joining import Joining
from quizgen.classroom.lesson import Lesson
from quizgen.classroom.room import Room
from quizgen.classroom.server import application, server_config
from quizgen.classroom.store import Access, Store
from quizgen.project import Project
from quizgen.serving.sockets import listening_sockets

KEY, PIN = "k" * 22, "123456"


class Classroom:
    """A running server."""

    def __init__(self, room: Room, port: int, server: QuickServer | None = None) -> None:
        self.room, self.port, self._server = room, port, server
        self.pages = ExitStack()
        self.url = f"http://127.0.0.1:{port}"

    def page(
        self, first: dict[str, Any] | None = None, origin: str = "", *, cookie: str = "", address: str = "127.0.0.1"
    ) -> Page:
        """A page with its first frame sent."""
        given = Origin(origin or self.url)
        opened = connect(
            f"ws://127.0.0.1:{self.port}/socket",
            origin=given,
            proxy=None,
            compression=None,
            ping_interval=None,  # which would take a thread for each
            max_queue=None,
            close_timeout=1,
            additional_headers={"Cookie": cookie} if cookie else None,
            source_address=(address, 0),
        )
        page = Page(self.pages.enter_context(opened))
        if first:
            page.send(first)
        return page

    def host(self) -> Page:
        return self.page({"t": "teach", "key": KEY, "screen": "host"})

    @contextmanager
    def silence(self) -> Iterator[None]:
        """The server does nothing until the end of the block, as one on a laptop that sleeps."""
        asleep, awake = threading.Event(), threading.Event()

        def sleep() -> None:
            asleep.set()
            awake.wait()

        assert self._server
        self._server.loop.call_soon_threadsafe(sleep)
        asleep.wait()
        try:
            yield
        finally:
            awake.set()

    def phone(self, name: str, pin: str = PIN, **more: str) -> Page:
        page = self.page({"t": "join", "pin": pin, "name": name}, **more)  # type: ignore[arg-type]
        page.token = page.until("token")["token"]
        return page


class Page:
    """One end of a socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.token = ""
        self.number = 0

    def send(self, frame: dict[str, Any]) -> None:
        self.socket.send(json.dumps(frame))

    def until(self, sort: str, **wanted: Any) -> dict[str, Any]:
        """The next message of this sort with these values."""
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv(timeout=5))
            if message["t"] == sort and all(message.get(key) == value for key, value in wanted.items()):
                return message

    def ask(self, frame: dict[str, Any]) -> dict[str, Any]:
        """What became of a frame."""
        self.number += 1
        self.send({**frame, "n": self.number})
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv(timeout=5))
            if message["t"] in ("ack", "no") and message["n"] == self.number:
                return message

    def do(self, step: str) -> dict[str, Any]:
        return self.ask({"t": "do", "event": {"do": step}})

    def answer(self, ballot: int, *value: str) -> dict[str, Any]:
        return self.ask({"t": "answer", "ballot": ballot, "value": value})


def stored(path: Path, lesson: Lesson, port: int = 0) -> Store:
    return Store.new(path, lesson, {}, Access(KEY, PIN, port), 1_700_000_000_000)


@contextmanager
def running(store: Store, project: Project) -> Iterator[Classroom]:
    """Runs the server of a session until the end of the block."""
    sockets = listening_sockets(["127.0.0.1"], store.access.port)
    port = sockets[0].getsockname()[1]
    room = Room(store)
    server = QuickServer(server_config(application(room, project, Joining(["192.0.2.7"], port, PIN))))
    thread = threading.Thread(target=server.run, args=(sockets,))
    thread.start()
    classroom = Classroom(room, port, server)
    try:
        with classroom.pages:
            yield classroom
    finally:
        server.should_exit = True
        thread.join()
        for each in sockets:
            each.close()
        store.close()
