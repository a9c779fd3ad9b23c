"""Starts the studio, and prints its address."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizgen.errors import UsageError
from quizgen.plugins import install_command
from quizgen.project import Project

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_NEEDED = ("starlette", "uvicorn")


def run(project: Project, port: int, *, browser: bool, say: Callable[[str], object]) -> None:
    """Serve the studio until Ctrl+C; ``say`` prints its address. Raises UsageError for a missing extra."""
    if any(importlib.util.find_spec(module) is None for module in _NEEDED):
        raise UsageError(f"the studio needs a few more packages:  {install_command('studio')}")
    from quizgen.serving.loopback import serve_here
    from quizgen.studio.app import application
    from quizgen.studio.workspace import Workspace, kept_key, last_project

    workspace = Workspace(project.root, kept_key(project.root))
    last = None if project.own else last_project(project.root)

    def pages_at(port: int) -> ASGIApp:
        if project.own:
            workspace.base = project.root.parent
        if project.own or last:
            workspace.open(last or project)
        return application(workspace, port)

    serve_here(pages_at, port, workspace.key, workspace.stop, browser=browser, say=say, ending="ends the studio")
