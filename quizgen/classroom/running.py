"""Runs a lesson: starts the server, and tells the teacher where everything is."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress

from quizgen.classroom.store import Store
from quizgen.project import Project, display_path


def run(
    project: Project, store: Store, address: str, port: int | None, *, browser: bool, say: Callable[[str], object]
) -> None:
    """Serve the session until Ctrl+C, on its own port if none is given; ``say`` prints the addresses."""
    from quizgen.classroom.door import camera_key
    from quizgen.classroom.joining import Joining
    from quizgen.classroom.network import lan_addresses
    from quizgen.classroom.room import Room
    from quizgen.classroom.server import application, serve
    from quizgen.serving.sockets import listening_sockets

    with closing(store):
        room = Room(store)
        sockets = listening_sockets(hosts_of(address), port or store.access.port)
        port = sockets[0].getsockname()[1]
        addresses = (address,) if address else lan_addresses()
        joining = Joining(addresses, port, store.access.pin, camera_key(store.access.key))
        app = application(room, project, joining)
        link = f"http://127.0.0.1:{port}/host#{store.access.key}"
        say(f"Your page:  {link}")
        for host in addresses:
            say(f"Students:   http://{host}:{port}  PIN {store.access.pin}")
        if not addresses:
            say("This machine is not in a network: join the school's Wi-Fi, or switch on its hotspot, and start again.")
        say(f"Saved in {display_path(store.path)}. Ctrl+C stops the server; quizgen review --resume continues.")
        if browser:
            webbrowser.open(link)
        with suppress(KeyboardInterrupt):  # how a lesson is left
            serve(app, sockets)


def hosts_of(address: str) -> tuple[str, ...]:
    """Return where to listen: everywhere, or on ``address`` and, for the teacher's own pages, on this machine."""
    return ("127.0.0.1", address) if address and address != "127.0.0.1" else (address or "0.0.0.0",)  # noqa: S104
