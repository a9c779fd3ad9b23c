"""A studio's server in this process, for tests that look at it with a browser or with requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from background_server import in_background

from quizgen.project import Project
from quizgen.studio.app import application
from quizgen.studio.workspace import Workspace

KEY = "k" * 22


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a studio over ``folder``, with its key."""
    workspace = Workspace(folder, KEY)
    if Project.at(folder).own:
        workspace.open(Project.at(folder))
    with in_background(lambda port: application(workspace, port), KEY, workspace.stop, port) as address:
        yield address
