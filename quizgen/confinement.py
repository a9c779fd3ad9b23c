"""What a process may do that runs somebody's templates or draws somebody's pictures, and when it ends.

Templates can loop, ask for all memory, and import packages from the network; a filter can take minutes. Such a process
has a limit on its memory, where the system has such limits, and no network, and it does not outlive the one that
started it.
"""

from __future__ import annotations

import os
import sys
import threading
import time

IN_WORKER = "QUIZGEN_WORKER"  # the variable that such a process finds in its environment
STARTED_BY = "QUIZGEN_STARTED_BY"  # and the one with the id of the process that started it
MOST_MEMORY = 4_000_000_000  # bytes of address space; a build of the largest quizzes takes a quarter of it
PATIENCE = 120.0  # seconds in which a step must be finished
_NOWHERE = "http://127.0.0.1:9"  # the port of the discard service, where nothing listens
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def own_command() -> list[str]:
    """The command that starts quizgen again: not with -m, which would look for modules in the current folder first."""
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - pathlib is slow to import
    start = f"import sys; sys.path.append({package!r}); from quizgen.cli import main; main()"
    return [sys.executable, "-P", "-c", start]


def limited_environment(*, watched: bool) -> dict[str, str]:
    """The environment of such a process, which is ``watched`` where it ends by itself."""
    own = {IN_WORKER: "watched" if watched else "unwatched", STARTED_BY: str(os.getpid())}
    return {**os.environ, **dict.fromkeys(_PROXIES, _NOWHERE), **own}


def limit_memory(most: int = MOST_MEMORY) -> None:
    """Limit this process to ``most`` bytes of address space, or to fewer where it has such a limit already."""
    try:
        import resource

        _, allowed = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY:
            most = min(most, allowed)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        pass  # Windows has none, and macOS refuses it


def end_with_parent() -> None:
    """End this process soon after the one that started it, which may be killed, also before this is called."""
    if os.name == "posix":  # elsewhere a child has no other parent once its own is gone
        # A process of a pool, which would wait for work for ever, has imported this to start.
        pools = sys.modules.get("multiprocessing")
        parent_process = pools.parent_process() if pools else None
        parent = parent_process.pid if parent_process else int(os.environ.get(STARTED_BY, os.getppid()))
        threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()


def _end_with(parent: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)
