"""A lesson that the studio starts: ``quizgen review`` in a process of its own, which says where its page is.

It ends with the studio, also where that is killed; its session can be continued then.
"""

from __future__ import annotations

import re
import subprocess
import threading
from contextlib import suppress
from queue import Empty, Queue

from quizgen.classroom.running import hosts_of
from quizgen.commands.review import USUAL_PORT
from quizgen.confinement import limited_environment, own_command
from quizgen.errors import OutputError, UsageError
from quizgen.project import Project
from quizgen.serving.sockets import listening_sockets

_LINK = re.compile(r"http://127\.0\.0\.1:\d+/host#\S+")
_PATIENCE = 60.0  # seconds in which a lesson starts


def _free_port() -> int:
    """The usual port of a lesson, or another where that is taken."""
    for port in (USUAL_PORT, 0):
        with suppress(UsageError):
            sockets = listening_sockets(hosts_of(""), port)
            free: int = sockets[0].getsockname()[1]
            for taken in sockets:
                taken.close()
            return free
    return USUAL_PORT


class LessonProcess:
    """A lesson in a process of its own; ``link`` opens the teacher's page, and is "" until it is there."""

    def __init__(self, project: Project, recipe: str, *, resume: bool) -> None:
        """Start the lesson, or continue the last one."""
        command = [*own_command(), "review", "--no-browser", "--project", str(project.root)]
        command += ["--resume"] if resume else [recipe, "--port", str(_free_port())]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=limited_environment(watched=False),
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.link = ""

    @property
    def is_running(self) -> bool:
        """Whether the lesson goes on."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the lesson; its session can be continued."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                self._lines.put(line)
        self._lines.put("")

    def wait(self) -> None:
        """Wait for the teacher's page; raises OutputError with what the lesson says if it does not start."""
        lines: list[str] = []
        try:
            while line := self._lines.get(timeout=_PATIENCE):
                if link := _LINK.search(line):
                    self.link = link[0]
                    return
                lines.append(line.strip())
        except Empty:
            self.end()
        raise OutputError(" ".join(lines).removeprefix("quizgen: ") or "the lesson did not start")
