"""Listing, exporting and deleting the sessions of past lessons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizgen.classroom.result_files import MISSED, tables
from quizgen.classroom.results import missed_facts
from quizgen.classroom.session_files import (
    deck_of_missed,
    open_session_file,
    session_path,
    session_paths,
    used_at,
)
from quizgen.classroom.store import SUFFIX, Store, remove_session_file, session_after
from quizgen.errors import UsageError
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.writing import remove_folder, write_folders
from quizgen.writing.owner_lock import OwnerLock, Taken

_DAY = 86_400_000  # milliseconds


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A line in the list of sessions; ``damage`` says what is wrong with a file that cannot be read."""

    name: str
    title: str = ""
    phase: str = ""
    students: int = 0
    answers: int = 0
    damage: str = ""


def session_summaries(project: Project) -> Iterator[SessionSummary]:
    """The saved sessions, the most recently used one last."""
    for name, path in session_paths(project).items():
        try:
            with closing(Store.open(path)) as store:
                session = session_after(store.lesson, store.events())
        except UsageError as fault:
            yield SessionSummary(name, damage=str(fault))
            continue
        answers = sum(len(turn.first) + len(turn.second) for turn in session.turns)
        yield SessionSummary(name, session.lesson.title, session.phase, len(session.present), answers)


def export(
    project: Project,
    name: str,
    target: Path | None,
    *,
    names: bool,
    student: str,
    warn: Callable[[str], object] = lambda message: None,
) -> list[Path]:
    """Writes the results of a session into ``target``, or next to it; returns the files, which only their owner reads.

    The deck has what the class, or the ``student``, missed. Without a ``name`` it is the last session that can be read,
    and ``warn`` gets a message for each later one that cannot. Raises UsageError, ContentError and OutputError.
    """
    store, damaged = open_session_file(project, name)
    with closing(store):
        path = store.path
        name = path.name.removesuffix(SUFFIX)
        session, began = session_after(store.lesson, store.events()), store.began
    for message in damaged:
        warn(message)
    files = tables(session, name, began, Templates(project), names=names)
    if student or missed_facts(session):
        files[MISSED] = deck_of_missed(project, session, student)
    folder = target or path.parent / name
    write_folders(folder.parent, {folder.name: files}, private=True)
    return [folder / file for file in files]


def sessions_to_purge(project: Project, names: Sequence[str], older: int | None, now: int) -> list[str]:
    """The sessions in ``names``, and those not used for ``older`` days; ``now`` is in milliseconds since 1970.

    Raises UsageError if there is none of a name, or nothing says which.
    """
    if not names and older is None:
        raise UsageError("name the sessions to delete, or give  --older-than DAYS; quizgen sessions list shows them")
    paths = {name: session_path(project, name) for name in names}
    if older is not None:
        paths |= {
            name: path
            for name, path in session_paths(project).items()
            if now - used_at(path) // 1_000_000 >= older * _DAY
        }
    return list(paths)


def purge(project: Project, names: Sequence[str]) -> None:
    """Deletes sessions and their results; raises UsageError, before anything is deleted, if one is in use."""
    locks = []
    try:
        for name in names:
            try:
                locks.append(OwnerLock(session_path(project, name)))
            except Taken as fault:
                raise UsageError(f"the session {name!r} is in use; end it with Ctrl+C first") from fault
        for name in names:
            path = session_path(project, name)
            remove_folder(path.parent / name)
            remove_session_file(path)
    finally:
        for lock in locks:
            lock.release()
