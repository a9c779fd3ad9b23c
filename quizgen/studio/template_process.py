"""Where a project's own templates and drawings are run: in a process with limits, as commands do it.

The studio stays as it is whatever they do: a process that needs too much memory, or does not finish a step, is ended.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from typing import TypeVar

from quizgen.build.exporting import Progress
from quizgen.confinement import end_with_parent, limit_memory, limited_environment
from quizgen.errors import TemplateError
from quizgen.project import Project
from quizgen.words.catalogues import read_words

R = TypeVar("R")
Step = tuple[str, int, int]
_STOPPED = (
    "the project's templates or SVG were stopped: they need too much memory, do not finish, or broke the PDF engine"
)


class TemplateProcess:
    """A process that is started when it is first needed, and again after it was ended."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._steps: SimpleQueue[Step | None] | None = None

    def run(
        self, project: Project, work: Callable[..., R], *arguments: object, progress: Progress, patience: float
    ) -> R:
        """Return what ``work`` makes of the arguments and ``progress``; they and the result are pickled.

        It runs in this process if the project has neither templates nor drawings of its own. Otherwise a step must be
        finished in ``patience`` seconds. Raises TemplateError if the process was ended.
        """
        if not project.has_own_templates and not project.has_drawings:
            return work(*arguments, progress)
        with self._turn:
            return self._run(work, arguments, progress, patience)

    def _run(self, work: Callable[..., R], arguments: tuple[object, ...], progress: Progress, patience: float) -> R:
        if self._pool is None:
            self._start()
        assert self._pool is not None and self._steps is not None
        reader = threading.Thread(target=_read, args=(self._steps, progress), daemon=True)
        reader.start()
        try:
            return self._pool.submit(_run_watched, work, arguments, patience).result()
        except (BrokenExecutor, MemoryError) as fault:
            self.end()
            raise TemplateError(_STOPPED) from fault
        finally:
            self._steps.put(None)
            reader.join()

    def end(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None

    def _start(self) -> None:
        spawning = get_context("spawn")
        self._steps = spawning.SimpleQueue()
        self._pool = ProcessPoolExecutor(1, spawning, _begin, (self._steps,))


def _read(steps: SimpleQueue[Step | None], progress: Progress) -> None:
    while step := steps.get():
        progress(*step)


# In the process itself

_reported: SimpleQueue[Step | None] | None = None
_last_step = 0.0


def _begin(steps: SimpleQueue[Step | None]) -> None:
    global _reported  # noqa: PLW0603 - a process has one parent that it reports to
    _reported = steps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the studio, which ends this
    os.environ.update(limited_environment(watched=True))
    limit_memory()
    end_with_parent()
    read_words()


def _report(what: str, done: int, of: int) -> None:
    global _last_step  # noqa: PLW0603 - one thing is done at a time
    _last_step = time.monotonic()
    assert _reported is not None
    _reported.put((what, done, of))


def _run_watched(work: Callable[..., R], arguments: tuple[object, ...], patience: float) -> R:
    global _last_step  # noqa: PLW0603
    _last_step = time.monotonic()
    finished = threading.Event()
    threading.Thread(target=_watch, args=(finished, patience), daemon=True).start()
    try:
        return work(*arguments, _report)
    finally:
        finished.set()


def _watch(finished: threading.Event, patience: float) -> None:
    while not finished.wait(0.2):
        if time.monotonic() - _last_step > patience:
            os._exit(4)
