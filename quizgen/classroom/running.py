"""Holding a lesson: the session opened, the server started, the teacher told where everything is."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec

from quizgen.classroom import camera
from quizgen.classroom.lesson import Rules
from quizgen.classroom.sessions import begun, found
from quizgen.classroom.store import Store
from quizgen.errors import Problem, UsageError
from quizgen.project import Project, shown

_NEEDED = ("starlette", "uvicorn", "websockets", "segno", "ifaddr")


def opened(
    project: Project,
    name: str | None,
    *,
    resume: bool,
    address: str,
    port: int,
    rules: Mapping[str, int],
    cards: str | None,
) -> tuple[Store, tuple[Problem, ...]]:
    """The session to be held, new or resumed, and what of its recipe is not quite right; raises UsageError.

    ``cards`` is the class that holds up cards, as in `begun`. No session is begun where nobody could join it: the next
    ``--resume`` would go on with that one.
    """
    if missing := [each for each in _NEEDED if find_spec(each) is None]:
        raise UsageError(f"a lesson needs {', '.join(missing)}; install it with  pip install 'quizgen[live]'")
    if resume:
        store = Store.open(found(project, name or ""))
        if store.lesson.cards:
            camera.ready()
        return store, ()
    if not name:
        raise UsageError("name a recipe, or go on with the last session by --resume")
    from quizgen.classroom.network import bound
    from quizgen.classroom.room import wall_clock

    for each in bound(_hosts(address), port):
        each.close()
    if cards is not None:
        camera.ready()
    return begun(project, name, Rules(**rules), port, wall_clock(), cards)  # type: ignore[arg-type]


def run(
    project: Project, store: Store, address: str, port: int | None, *, browser: bool, say: Callable[[str], object]
) -> None:
    """Serves the session until Ctrl+C, on its own port if none is given; ``say`` tells the teacher where."""
    from quizgen.classroom.door import camera_key
    from quizgen.classroom.joining import Joining
    from quizgen.classroom.network import bound, lan_addresses
    from quizgen.classroom.room import Room
    from quizgen.classroom.server import application, serve

    sockets = bound(_hosts(address), port or store.access.port)
    port = sockets[0].getsockname()[1]
    addresses = (address,) if address else lan_addresses()
    joining = Joining(addresses, port, store.access.pin, camera_key(store.access.key))
    app = application(Room(store), project, joining)
    link = f"http://127.0.0.1:{port}/host#{store.access.key}"
    say(f"Your page:  {link}")
    for each in addresses:
        say(f"Students:   http://{each}:{port}  PIN {store.access.pin}")
    if not addresses:
        say("This machine is in no network: join the school's Wi-Fi, or switch on its hotspot, and start again.")
    say(f"Kept in {shown(store.path)}. Ctrl+C stops the server; quizgen review --resume goes on.")
    if browser:
        webbrowser.open(link)
    try:
        with suppress(KeyboardInterrupt):  # how a lesson is left
            serve(app, sockets)
    finally:
        store.close()


def _hosts(address: str) -> tuple[str, ...]:
    """Where to listen: everywhere, or on ``address`` and for the teacher's own pages."""
    return ("127.0.0.1", address) if address and address != "127.0.0.1" else (address or "0.0.0.0",)  # noqa: S104
