"""A teacher's laptop: `quizgen review` as a process that can lose its power, and pages that look at it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from classroom.classroom import Classroom, running, stored

from quizgen.classroom.lesson import Lesson, LessonRules
from quizgen.classroom.session_files import begin_session
from quizgen.classroom.store import SUFFIX, Store
from quizgen.project import Project


@dataclass
class Laptop:
    """The laptop with a project on it."""

    project: Path
    port: int = 0
    host: str = ""
    projector: str = ""
    phone: str = ""
    camera: str = ""
    pin: str = ""
    classroom: Classroom = field(init=False, repr=False)
    _server: subprocess.Popen[str] | None = field(default=None, repr=False)

    def review(self, *words: str) -> None:
        """Runs `quizgen review` with these words, and waits until it listens."""
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "quizgen", "review", *words, "--no-browser", "--address", "127.0.0.1"]
        port = [] if "--resume" in words else ["--port", str(self.port)]
        with self._log.open("a") as log:
            self._server = subprocess.Popen(
                [*command, *port, "--project", str(self.project)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=self.project,
            )
        assert self._server.stdout
        said = "".join(self._server.stdout.readline() for _ in range(3))
        self.host = re.search(r"http\S+/host#\S+", said)[0]  # type: ignore[index]
        self.pin = re.search(r"PIN (\d+)", said)[1]  # type: ignore[index]
        address = f"http://127.0.0.1:{self.port}"
        key = urlsplit(self.host).fragment
        self.projector, self.phone = f"{address}/projector#{key}", f"{address}/#{self.pin}"
        self.classroom = Classroom(None, self.port)  # type: ignore[arg-type] # its room is in the other process

    @contextmanager
    def reviews(self, cards: str | None = None, **rules: bool) -> Iterator[None]:
        """The same for the recipe `t` in this process, until the end of the block."""
        self.port = free_port()
        project, now = Project.at(self.project), 1_700_000_000_000
        store, _ = begin_session(project, "t", LessonRules(**rules), self.port, now, cards)
        with self._running(store):
            yield

    @contextmanager
    def holds(self, lesson: Lesson) -> Iterator[None]:
        """The same with a lesson that was made by hand."""
        self.port = free_port()
        with self._running(stored(self.project / "t", lesson, self.port)):
            yield

    @contextmanager
    def _running(self, store: Store) -> Iterator[None]:
        address = f"http://127.0.0.1:{self.port}"
        self.host, self.pin = f"{address}/host#{store.access.key}", store.access.pin
        self.projector, self.phone = f"{address}/projector#{store.access.key}", f"{address}/#{self.pin}"
        with running(store, Project.at(self.project)) as self.classroom:
            yield

    def lose_power(self) -> None:
        """Ends the server as a dead battery would."""
        self.stop(signal.SIGKILL)

    def stop(self, by: signal.Signals = signal.SIGINT) -> None:
        """Ends the server, as Ctrl+C does if not otherwise said."""
        if self._server is not None:
            self.classroom.pages.close()
            self._server.send_signal(by)
            self._server.wait(timeout=20)
            assert self._server.stdout
            self._server.stdout.close()
            self._server = None

    @property
    def complaints(self) -> str:
        """What it said on standard error."""
        return self._log.read_text() if self._log.exists() else ""

    @property
    def _log(self) -> Path:
        return self.project / "standard-error.txt"

    @property
    def lesson(self) -> Lesson:
        """What the class is asked, from the session's file."""
        (path,) = (self.project / "sessions").glob(f"*{SUFFIX}")
        store = Store.open(path)
        lesson = store.lesson
        store.close()
        return lesson


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port
