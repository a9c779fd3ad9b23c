"""Garbage collection, which looks through everything that is kept for what is not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Garbage collection switched off: everything that is made meanwhile is kept, so that it would find nothing."""
    is_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_running:
            gc.enable()
