"""A lesson that the studio starts: ``quizgen review`` in a process of its own, which says where its page is."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from queue import Empty, Queue

from quizgen.errors import OutputError
from quizgen.project import Project

_LINK = re.compile(r"http://127\.0\.0\.1:\d+/host#\S+")
_PATIENCE = 60.0  # seconds in which a lesson starts


class LessonProcess:
    """A lesson in a process of its own; ``link`` opens the teacher's page."""

    def __init__(self, project: Project, recipe: str, *, resume: bool) -> None:
        """Start the lesson, or continue the last one; raises OutputError with what it says if it does not start."""
        command = [sys.executable, "-m", "quizgen", "review", "--no-browser", "--project", str(project.root)]
        command += ["--resume"] if resume else [recipe]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.link = self._found_link()

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
        with self._process.stdout as said:
            for line in said:
                self._lines.put(line)
        self._lines.put("")

    def _found_link(self) -> str:
        said: list[str] = []
        try:
            while line := self._lines.get(timeout=_PATIENCE):
                if link := _LINK.search(line):
                    return link[0]
                said.append(line.strip())
        except Empty:
            self.end()
        raise OutputError(" ".join(said).removeprefix("quizgen: ") or "the lesson did not start")
