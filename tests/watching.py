"""A watch over Python code: what it opens, starts or connects to, and whether it asks the clock or chance."""

from __future__ import annotations

import _random
import gc
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

import typst

# Audit events of the outside world: https://docs.python.org/3/library/audit_events.html
_OUTSIDE = (
    *("open", "os.", "tempfile.", "shutil.", "glob.", "pathlib.", "socket.", "urllib.", "subprocess.", "sqlite3."),
    *("ctypes.dlopen", "_thread.start_new_thread"),
)
_IN_MEMORY = (":memory:", "file:collection?vfs=memdb")
# What Python reports no audit event for, as far as a library may be tempted.
_SYSTEM = (os.stat, os.lstat, os.getcwd, os.urandom, os.getpid, os.getenv)
_CLOCK = (time.time, time.time_ns, time.monotonic, time.monotonic_ns, time.perf_counter, time.localtime, time.sleep)
_UNWANTED = frozenset((*_SYSTEM, *_CLOCK))
_TODAY = frozenset(("now", "today", "utcnow"))
_OF_RANDOM = vars(random)  # which its functions are called with
_GLOBAL_RANDOM = random._inst  # what random.random() and random.shuffle() draw from
# The names of what counts: most calls are of something else, and the watch has to be quick.
_NAMES = _TODAY | {function.__name__ for function in _UNWANTED}
_NAMES |= {*vars(_random.Random), *vars(typst.Compiler), typst.Compiler.__name__}


class Watch:
    """Collects in ``seen`` what is done while it is on; threads that run already when it is switched on may do it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = False
        self._others: frozenset[int | None] = frozenset()
        sys.addaudithook(self._audited)  # there is no way to remove one

    @contextmanager
    def __call__(self) -> Iterator[list[str]]:
        """What the block does with the world outside of it, as it happens."""
        self.seen = []
        self._others = frozenset(thread.ident for thread in threading.enumerate()) - {threading.get_ident()}
        profile, collecting = sys.getprofile(), gc.isenabled()
        gc.disable()  # hypothesis asks the clock at each collection
        self._on = True
        sys.setprofile(self._called)
        try:
            yield self.seen
        finally:
            sys.setprofile(profile)
            self._on = False
            if collecting:
                gc.enable()

    def _audited(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._on or not event.startswith(_OUTSIDE) or threading.get_ident() in self._others:
            return
        if event == "sqlite3.connect/handle" or (event == "sqlite3.connect" and arguments[0] in _IN_MEMORY):
            return
        self.seen.append(f"{event} {arguments[:2]}")

    def _called(self, frame: FrameType, event: str, function: object) -> None:
        """Receives every call by the interpreter: unlike an audit hook, it sees functions in C too."""
        if event == "c_call":
            name = getattr(function, "__name__", "")
            if name not in _NAMES:
                return
            receiver = getattr(function, "__self__", None)
            today = name in _TODAY and isinstance(receiver, type) and issubclass(receiver, date)
            engine = function is typst.Compiler or isinstance(receiver, typst.Compiler)
            if function in _UNWANTED or receiver is _GLOBAL_RANDOM or today or engine:
                self.seen.append(f"{name} {frame.f_code.co_filename}:{frame.f_lineno}")
        elif event == "call" and frame.f_globals is _OF_RANDOM:
            values = frame.f_locals
            unseeded = frame.f_code.co_name == "__init__" and values.get("x") is None
            if unseeded or values.get("self") is _GLOBAL_RANDOM:
                self.seen.append(f"random.{frame.f_code.co_name}")


watch = Watch()
