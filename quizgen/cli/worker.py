"""Commands that run somebody's templates, or draw SVG, do so in a process of their own, which cannot take the machine.

Where a project brings such files, the command is run again in a child process with the limits of `confinement`, and
with a watch that ends it when nothing gets done. What is written is written at the end, all or nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import NoReturn

import click

from quizgen.cli.progress import seconds_since_last_step
from quizgen.confinement import PATIENCE, end_with_parent, limit_memory, limited_environment, own_command


def run_in_worker(*, watched: bool) -> NoReturn:
    """Run this process's command in a child, and exit as it does; one that ends by itself is ``watched``."""
    command = [*own_command(), *sys.argv[1:]]
    environment = limited_environment(watched=watched)
    with subprocess.Popen(command, env=environment) as child:  # noqa: S603 - the command that this process is
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        while True:
            try:
                code = child.wait()
                break
            except KeyboardInterrupt:
                continue  # the child got it too, and ends
    if code == -signal.SIGTERM:
        sys.exit(128 + signal.SIGTERM)  # as shells count it; it was sent on
    if code < 0:
        click.echo(
            f"quizgen: the project's templates or SVG were stopped by the system (signal {-code}): they need too much "
            "memory, or broke the PDF engine. Nothing was written",
            err=True,
        )
        sys.exit(4)
    sys.exit(code)


def limit_worker(*, watched: bool) -> None:
    """Set the limits of this process, which is such a child."""
    limit_memory()
    if watched:
        threading.Thread(target=_watch, name="watch", daemon=True).start()
    end_with_parent()


def _watch() -> None:
    while seconds_since_last_step() < PATIENCE:
        time.sleep(0.2)
    click.echo(
        f"quizgen: the project's templates or SVG did not finish a step in {PATIENCE:.0f} seconds, and were stopped. "
        "Nothing was written",
        err=True,
    )
    os._exit(4)
