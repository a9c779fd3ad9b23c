"""Starts the studio, and tells the teacher where it is."""

from __future__ import annotations

import importlib.util
import webbrowser
from collections.abc import Callable
from contextlib import suppress

from quizgen.errors import UsageError
from quizgen.plugins import install_command
from quizgen.project import Project

_NEEDED = ("starlette", "uvicorn")


def run(project: Project, port: int, *, browser: bool, say: Callable[[str], object]) -> None:
    """Serve the studio until Ctrl+C; ``say`` prints its address. Raises UsageError for a missing extra."""
    if any(importlib.util.find_spec(module) is None for module in _NEEDED):
        raise UsageError(f"the studio needs a few more packages:  {install_command('studio')}")
    from quizgen.serving.loopback import Server
    from quizgen.serving.sockets import listening_sockets
    from quizgen.studio.app import application
    from quizgen.studio.workspace import Workspace, kept_key

    sockets = listening_sockets(("127.0.0.1",), port)
    port = sockets[0].getsockname()[1]
    workspace = Workspace(project.root, kept_key(project))
    if project.own:
        workspace.open(project)
        workspace.base = project.root.parent
    link = f"http://127.0.0.1:{port}/#{workspace.key}"
    say(link)
    say("Open this address in a browser on this machine. Ctrl+C ends the studio.")
    if browser:
        webbrowser.open(link)
    with suppress(KeyboardInterrupt):  # how the studio is left
        Server(application(workspace, port), workspace.stop).run(sockets)
