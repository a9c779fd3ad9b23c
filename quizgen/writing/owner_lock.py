"""A lock on a file that one process keeps open for long, such as the session of a lesson."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class Taken(Exception):
    """Another process owns the file."""


class OwnerLock:
    """Says that this process owns the file ``path``, until `release` or until the process ends, however it ends.

    The lock is on a file beside it, which is deleted in the end: SQLite has locks of its own on a database, and some
    systems do not tell the two apart. A file system that cannot lock is written to without one. Raises Taken.
    """

    def __init__(self, path: Path) -> None:
        self._place = path.with_name(f"{path.name}-lock")
        self._handle = _lock(self._place)

    def release(self) -> None:
        """Let others own the file."""
        if self._handle is not None:
            _unlock(self._place, self._handle)
            self._handle = None


if sys.platform == "win32":

    def _lock(path: Path) -> int | None:
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
        except FileExistsError as fault:
            raise Taken from fault
        except OSError:
            return None

    def _unlock(path: Path, handle: int) -> None:
        os.close(handle)  # Windows deletes it

else:
    import fcntl

    def _lock(path: Path) -> int | None:
        while True:
            try:
                handle = os.open(path, os.O_CREAT | os.O_RDONLY, 0o600)
            except OSError:
                return None
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                os.close(handle)
                raise Taken from fault
            except OSError:
                os.close(handle)
                return None
            if _is_at(path, handle):
                return handle
            os.close(handle)  # the last owner deleted it meanwhile

    def _is_at(path: Path, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            return False

    def _unlock(path: Path, handle: int) -> None:
        path.unlink(missing_ok=True)
        os.close(handle)
