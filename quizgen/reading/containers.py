"""Zip containers from elsewhere: read within a job's budget, by name, without unpacking anything to a folder."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from quizgen.errors import ContentError
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.project import display_path
from quizgen.reading.budget import Budget

LARGEST_PACKAGE = 2_000_000_000  # bytes: an Anki collection with its pictures
LARGEST_INDEX = 8_000_000  # bytes of the container's own table: some 80,000 entries
LARGEST_ENTRY = 48_000_000  # bytes unpacked that are held at once
RATIO = 200  # how many times larger an entry of more than a megabyte may become
_SMALL = 1_000_000
_PIECE = 1 << 16
_HARM = "it may be built to do harm: ask where it comes from"
_END = b"PK\x05\x06"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class ZipContainer:
    """The zip at ``path``, unpacked within ``budget``.

    Raises ContentError where it is broken, or built to do harm, and OverBudget.
    """

    def __init__(self, path: Path, budget: Budget) -> None:
        self.where = display_path(path)
        self.budget = budget
        try:
            if path.is_dir():
                raise self.refusal("this is a folder, not a file", "name a file in it")
            if not path.is_file():
                raise self.refusal("there is no such file", "check the spelling of its name")
            size = path.stat().st_size
            if size > LARGEST_PACKAGE:
                message = f"the file has {size // 1_000_000} MB; {LARGEST_PACKAGE // 1_000_000} MB is the most"
                raise self.refusal(message, "export it in parts")
            if _index_size(path) > LARGEST_INDEX:
                raise self.refusal("it holds more files than a bank of questions does", "export it in parts")
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as fault:
            message = f"this container cannot be read: {str(fault) or type(fault).__name__}"
            raise self.refusal(message, "it may be cut short: copy or export it again") from fault
        self._infos = {info.filename.replace("\\", "/"): info for info in self._zip.infolist() if not info.is_dir()}
        for name in self._infos:
            if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name.partition("/")[0]:
                raise self.refusal(f"it holds a file that would leave its folder: {name[:80]}", _HARM)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in order."""
        return tuple(self._infos)

    @property
    def unpacked_size(self) -> int:
        """How many bytes all its files have, as it says."""
        return sum(info.file_size for info in self._infos.values())

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def checksum(self, name: str) -> int:
        """The checksum of a file's content, as the container's table says it."""
        return self._infos[name].CRC

    def read_or_none(self, name: str, most: int) -> bytes | None:
        """The content of a file, or None where it is not there, too large or broken."""
        try:
            return self.read(name, most) if name in self else None
        except ContentError:
            return None

    def read(self, name: str, most: int = LARGEST_ENTRY) -> bytes:
        """The content of a file, which may have up to ``most`` bytes."""
        return b"".join(self.pieces(name, most))

    def start(self, name: str, count: int = 4096) -> bytes:
        """The first bytes of a file, by which its format may be recognised."""
        with self._with_errors_of(name), self._zip.open(self._infos[name]) as file:
            content = file.read(count)
        self.budget.unpack(len(content))
        return content

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """The content of a file piece by piece, which may have up to ``most`` bytes."""
        size = 0
        with self.open_file(name, most) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                self.budget.unpack(len(piece))
                if size > most:
                    raise self.refusal(f"{name[:80]} is larger unpacked than it says", _HARM)
                yield piece

    @contextmanager
    def open_file(self, name: str, most: int) -> Iterator[IO[bytes]]:
        """A file to read from, which says that it has no more than ``most`` bytes."""
        info = self._infos[name]
        is_bomb = info.file_size > _SMALL and info.file_size > RATIO * max(info.compress_size, 1)
        if info.file_size > most or is_bomb:
            message = f"{name[:80]} says that it has {info.file_size // 1_000_000} MB unpacked"
            raise self.refusal(f"{message}, which no bank of questions needs", _HARM)
        with self._with_errors_of(name), self._zip.open(info) as file:
            yield file

    @contextmanager
    def _with_errors_of(self, name: str) -> Iterator[None]:
        try:
            yield
        except _BROKEN as fault:
            message = f"{name[:80]} cannot be unpacked: {str(fault) or 'it is cut short'}"
            raise self.refusal(message, "copy or export it again, without a password") from fault

    def refusal(self, message: str, hint: str) -> ContentError:
        """The error for a container that is not read."""
        return ContentError([UNREADABLE_FILE.problem(self.where, message, hint)])


def _index_size(path: Path) -> int:
    """How many bytes the container's table has, as its end says; 0 where its end is unknown."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    start = tail.rfind(_END)
    if start < 0 or start + 22 > len(tail):
        return 0
    return int(struct.unpack("<L", tail[start + 12 : start + 16])[0])
