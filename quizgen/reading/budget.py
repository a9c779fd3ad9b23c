"""What one job may take of the machine, however many files it reads.

A small file can become a large one: a container, a picture, a compressed profile. So what a part may take is not
enough: all files of a job, an import or a build, take from one budget, and stop where it is used up.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.errors import ContentError, plural
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.project import display_path

# What a job may take: with less, a collection of photographs or a large bank would be refused; with more, what is held
# at once would be over 300 MB.
MOST_UNPACKED = 500_000_000  # bytes of all containers, most of which are never held at once
MOST_KEPT = 150_000_000  # bytes of questions, pictures and recordings, which are
MOST_PIXELS = 200_000_000  # of all pictures: unpacked for printing, each takes four bytes
MOST_QUESTIONS = 50_000
MOST_CELLS = 1_000_000
MOST_SECONDS = 300.0


class OverBudget(Exception):
    """The job would take more than it may; the message says of what, ``hint`` what can be done."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Budget:
    """What a job has taken so far; every method raises OverBudget where it would be too much."""

    def __init__(self) -> None:
        self._unpacked = self._kept = self._pixels = self._questions = self._cells = 0
        self._held: dict[bytes, bytes] = {}
        self._end = time.monotonic() + MOST_SECONDS

    def unpack(self, size: int) -> None:
        """Take ``size`` bytes that a container unpacks."""
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            message = f"unpacked, the files have more than {MOST_UNPACKED // 1_000_000} MB together"
            raise OverBudget(message, "take fewer at a time; a small file that becomes this large may be built to harm")
        self._check_time()

    def keep(self, size: int) -> None:
        """Take ``size`` bytes that stay in memory."""
        self._kept += size
        if self._kept > MOST_KEPT:
            message = f"questions, pictures and recordings have more than {MOST_KEPT // 1_000_000} MB together"
            raise OverBudget(message, "make the pictures smaller, or take fewer at a time")

    def hold(self, content: bytes) -> bytes:
        """Take the bytes of a picture, once however often it comes; return those that are held."""
        digest = hashlib.sha256(content).digest()
        if digest not in self._held:
            self.keep(len(content))
            self._held[digest] = content
        return self._held[digest]

    def draw(self, pixels: int) -> None:
        """Take the ``pixels`` of a picture."""
        self._pixels += pixels
        if self._pixels > MOST_PIXELS:
            message = f"the pictures have more than {MOST_PIXELS // 1_000_000} million pixels together"
            raise OverBudget(message, "make them smaller: 2000 pixels are enough for the width of a page")

    def add_question(self) -> None:
        """Take a question."""
        self._questions += 1
        if self._questions > MOST_QUESTIONS:
            raise OverBudget(f"there are more than {MOST_QUESTIONS:,} questions", "take fewer at a time")
        self._check_time()

    def add_cells(self, count: int) -> None:
        """Take ``count`` cells of a sheet."""
        self._cells += count
        if self._cells > MOST_CELLS:
            raise OverBudget(f"the sheets have more than {MOST_CELLS:,} cells", "split them, or delete empty columns")
        self._check_time()

    def _check_time(self) -> None:
        if time.monotonic() > self._end:
            raise OverBudget(f"reading takes longer than {plural(int(MOST_SECONDS), 'second')}", "take fewer at a time")


@contextmanager
def of_file(path: Path) -> Iterator[None]:
    """Turn OverBudget into a ContentError that names the file at ``path``."""
    try:
        yield
    except OverBudget as fault:
        raise ContentError([UNREADABLE_FILE.problem(display_path(path), str(fault), fault.hint)]) from fault
