"""Commands that run somebody's templates, or draw SVG, do so in a process of their own, which cannot take the machine.

Where a project brings such files, the command is run again in a child process with the limits of `confinement`, and
with a watch that ends it when nothing gets done. What is written is written at the end, all or nothing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import NoReturn

import click

from quizgen.cli.progress import seconds_since_last_step
from quizgen.confinement import PATIENCE, end_with_parent, limit_memory, limited_environment, own_command


def run_in_worker(*, watched: bool) -> NoReturn:
    """Run this process's command in a child, and exit as it does; one that ends by itself is ``watched``."""
    environment = limited_environment(watched=watched)
    code = _exit_code_of_fork(environment) if _can_fork() else _exit_code_of_command(environment)
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


def _can_fork() -> bool:
    """Whether a copy of this process can go on, which has none of its threads, Python's or a library's."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False  # only Linux says so; on macOS, libraries do not survive it either


def _exit_code_of_fork(environment: dict[str, str]) -> int:
    """The exit code of a copy of this process: it need not start Python and import the command line again."""
    child = os.fork()
    if not child:
        os.environ.update(environment)
        _run_and_exit()
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    while True:
        try:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        except KeyboardInterrupt:
            continue  # the child got it too, and ends


def _run_and_exit() -> NoReturn:
    """Run the command line from its beginning, and end without what the process that was copied has still to do."""
    from quizgen.cli import main

    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    except Exception:  # noqa: BLE001 - a bug, which keeps its traceback
        traceback.print_exc()
    os._exit(code if isinstance(code, int) else 1)


def _exit_code_of_command(environment: dict[str, str]) -> int:
    """The exit code of the command in a process of its own."""
    import subprocess

    command = [*own_command(), *sys.argv[1:]]
    with subprocess.Popen(command, env=environment) as child:  # noqa: S603 - the command that this process is
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the child got it too, and ends


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
