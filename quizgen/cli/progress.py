"""A progress line on stderr, shown only in a terminal and only when the work takes a while."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

PATIENCE = 1.0  # seconds of work before the line is shown

_last_step = time.monotonic()


def seconds_since_last_step() -> float:
    """How long ago a step was reported, or this process began."""
    return time.monotonic() - _last_step


class ProgressLine:
    """A progress bar, called with the name of a stage, how many steps are done and how many there are."""

    def __enter__(self) -> ProgressLine:
        self._start = time.monotonic()
        self._drawn = False
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draw the line again."""
        global _last_step  # noqa: PLW0603 - a process has one progress
        _last_step = time.monotonic()
        if not sys.stderr.isatty() or time.monotonic() - self._start < PATIENCE:
            return
        filled = 24 * done // max(total, 1)
        click.echo(f"\r\x1b[K[{'#' * filled}{'.' * (24 - filled)}] {done}/{total} {stage}", err=True, nl=False)
        self._drawn = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
