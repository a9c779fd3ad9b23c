"""Commands that run somebody's templates, or draw SVG, do so in a process of their own, which cannot take the machine.

Templates can loop, ask for all memory, and import packages from the network; a filter can take minutes. Where a project
brings such files, the command is run again in a child process with a limit on memory, where the system has such limits,
without the network, and with a watch that ends it when nothing gets done. What is written is written at the end, all or
nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

import click

from quizgen.cli.options import IN_WORKER
from quizgen.cli.progress import seconds_since_last_step

MOST_MEMORY = 4_000_000_000  # bytes of address space; a build of the largest quizzes takes a quarter of it
PATIENCE = 120.0  # seconds in which a step must be finished
_NOWHERE = "http://127.0.0.1:9"  # the port of the discard service, where nothing listens
_NO_NETWORK = dict.fromkeys(
    ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), _NOWHERE
)


def run_in_worker(*, watched: bool) -> NoReturn:
    """Run this process's command in a child, and exit as it does; one that ends by itself is ``watched``."""
    package = str(Path(__file__).parents[2])
    # Not with -m, which would look for modules in the current folder, the project's, first.
    start = f"import sys; sys.path.append({package!r}); from quizgen.cli import main; main()"
    command = [sys.executable, "-P", "-c", start, *sys.argv[1:]]
    environment = os.environ | _NO_NETWORK | {IN_WORKER: "watched" if watched else "unwatched"}
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
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows has none, and macOS refuses it
    if watched:
        threading.Thread(target=_watch, name="watch", daemon=True).start()
    if os.name == "posix":  # elsewhere a child has no other parent once its own is gone
        threading.Thread(target=_end_with, args=(os.getppid(),), name="parent", daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process soon after the one that started it, which may have been killed."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _watch() -> None:
    while seconds_since_last_step() < PATIENCE:
        time.sleep(0.2)
    click.echo(
        f"quizgen: the project's templates or SVG did not finish a step in {PATIENCE:.0f} seconds, and were stopped. "
        "Nothing was written",
        err=True,
    )
    os._exit(4)
