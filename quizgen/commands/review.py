"""Opening the session of a lesson, new or resumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from quizgen.classroom import camera
from quizgen.classroom.lesson import LessonRules
from quizgen.classroom.running import hosts_of
from quizgen.classroom.session_files import begin_session, open_session_file
from quizgen.classroom.store import Store
from quizgen.errors import Problem, UsageError
from quizgen.plugins import install_command
from quizgen.project import Project

USUAL_PORT = 8123
_NEEDED = ("starlette", "uvicorn", "websockets", "segno", "ifaddr")


def open_session(
    project: Project,
    name: str | None,
    *,
    resume: bool,
    address: str,
    port: int | None,
    rules: Mapping[str, int],
    cards: str | None,
    drafts: bool = False,
    warn: Callable[[str], object] = lambda message: None,
) -> tuple[Store, tuple[Problem, ...]]:
    """A new or resumed session, and the warnings about its recipe; raises UsageError.

    ``cards`` is the class that holds up cards, as in `begin_session`. If nobody could join it, no session is begun,
    because the next ``--resume`` would continue it. ``warn`` gets a message for each later session that is damaged.
    """
    if any(find_spec(module) is None for module in _NEEDED):
        raise UsageError(f"to hold a lesson:  {install_command('live')}")
    if resume:
        store, damaged = open_session_file(project, name or "")
        try:
            store.own()
            if store.lesson.cards:
                camera.require_libraries()
        except UsageError:
            store.close()
            raise
        for message in damaged:
            warn(message)
        return store, ()
    if not name:
        raise UsageError("name a recipe, or continue the last session with --resume")
    from quizgen.classroom.room import wall_clock
    from quizgen.serving.sockets import listening_sockets

    port = port or USUAL_PORT
    for listening_socket in listening_sockets(hosts_of(address), port):
        listening_socket.close()
    if cards is not None:
        camera.require_libraries()
    return begin_session(project, name, LessonRules(**rules), port, wall_clock(), cards, drafts=drafts)  # type: ignore[arg-type]
