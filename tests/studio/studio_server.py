"""A studio's server in this process, for tests that look at it with a browser or with requests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.project import Project
from quizgen.serving.loopback import Server
from quizgen.serving.sockets import listening_sockets
from quizgen.studio.app import application
from quizgen.studio.workspace import Workspace

KEY = "k" * 22


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a studio over ``folder``, with its key."""
    sockets = listening_sockets(("127.0.0.1",), port)
    port = sockets[0].getsockname()[1]
    workspace = Workspace(folder, KEY)
    if Project.at(folder).own:
        workspace.open(Project.at(folder))
    server = Server(application(workspace, port), workspace.stop)
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/#{KEY}"
    finally:
        server.should_exit = True
        thread.join(10)
