"""A studio's server for tests that look at it with a browser or with requests: in this process, or as a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from background_server import in_background

from quizgen.project import Project
from quizgen.serving.sockets import listening_sockets
from quizgen.studio import workspace as workspaces
from quizgen.studio.app import application
from quizgen.studio.workspace import Workspace

KEY = "k" * 22


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a studio over ``folder``, with its key; it looks at its files ten times a second."""
    workspace = Workspace(folder, KEY)
    if Project.at(folder).own:
        workspace.open(Project.at(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspaces, "_LOOK", 0.1)
        with in_background(lambda port: application(workspace, port), KEY, workspace.stop, port) as address:
            yield address


def free_port() -> int:
    """A port that nothing listens on."""
    (socket,) = listening_sockets(("127.0.0.1",), 0)
    with socket:
        port: int = socket.getsockname()[1]
    return port


class Command:
    """``quizgen studio`` in a process of its own, started as a teacher does; ``said`` are its two lines."""

    def __init__(self, folder: Path, port: int) -> None:
        command = [sys.executable, "-m", "quizgen", "studio", str(folder), "--no-browser", "--port", str(port)]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.said = [self.process.stdout.readline() for _ in range(2)]

    @property
    def address(self) -> str:
        """What is opened in a browser."""
        return self.said[0].strip()

    def kill(self) -> None:
        """End it as the system does where it wants memory, without a word."""
        self.process.kill()
        self.process.communicate(timeout=30)  # its children end with it

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl+C; return its exit code and what it has said of faults."""
        self.process.send_signal(signal.SIGINT)
        _, faults = self.process.communicate(timeout=30)
        return self.process.returncode, faults
