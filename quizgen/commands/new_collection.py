"""The file of a new collection: whether it can be written."""

from __future__ import annotations

from pathlib import Path

from quizgen.errors import OutputError, UsageError
from quizgen.project import display_path, name_fault

_SUFFIXES = (".yaml", ".yml")


def check_target(target: Path, *others: Path, force: bool) -> None:
    """Raises UsageError if ``target`` cannot be a collection, OutputError if it or one of ``others`` exists already.

    With ``force`` they are to be replaced.
    """
    if target.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{display_path(target)!r} cannot be the name of a collection: it must end in .yaml")
    if fault := name_fault(target.name):
        raise UsageError(f"{fault}; choose another name for the collection")
    for path in (target, *others):
        if path.exists() and not force:
            raise OutputError(f"{display_path(path)} already exists; choose another name, or replace it with --force")
