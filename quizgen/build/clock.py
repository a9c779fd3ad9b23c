"""The clock of a build, which is read only when the content of an Anki deck has changed."""

from __future__ import annotations

import os
import time

from quizgen.errors import UsageError


def now() -> int:
    """The time in seconds since 1970, or SOURCE_DATE_EPOCH; raises UsageError if that is not a number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, but it must be a number of seconds since 1970")
    return int(epoch) if epoch else int(time.time())
