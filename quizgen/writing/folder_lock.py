"""A lock on a folder, that lasts as long as its process and leaves no file behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Hold a lock on ``folder`` that ends with this process, however it ends, and leaves no file.

    On systems other than Windows it is a lock on the folder itself; there, a file that Windows deletes. A file system
    that cannot lock is written to without one.
    """
    handle = _lock(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


if sys.platform == "win32":

    def _lock(folder: Path) -> int | None:
        while True:
            try:
                return os.open(folder / ".quizgen-lock", os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
            except FileExistsError:
                time.sleep(0.05)
            except OSError:
                return None

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            os.close(handle)
            return None
        return handle
