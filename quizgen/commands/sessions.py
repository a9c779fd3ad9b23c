"""Listing, exporting and deleting the sessions of past lessons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizgen.classroom.result_files import MISSED, tables
from quizgen.classroom.results import missed_facts
from quizgen.classroom.session_files import deck_of_missed, session_path, session_paths
from quizgen.classroom.store import SUFFIX, Store, session_after
from quizgen.errors import UsageError
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.writing import remove_folder, write_folders

_DAY = 86_400_000  # milliseconds


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A line in the list of sessions."""

    name: str
    title: str
    phase: str
    students: int
    answers: int


def session_summaries(project: Project) -> Iterator[SessionSummary]:
    """The saved sessions, the most recently used one last."""
    for name, path in session_paths(project).items():
        with closing(Store.open(path)) as store:
            session = session_after(store.lesson, store.events())
            answers = sum(len(turn.first) + len(turn.second) for turn in session.turns)
            yield SessionSummary(name, session.lesson.title, session.phase, len(session.present), answers)


def export(project: Project, name: str, target: Path | None, *, names: bool, student: str) -> list[Path]:
    """Writes the results of a session into ``target``, or next to it; returns the files.

    The deck has what the class, or the ``student``, missed. Raises UsageError, ContentError and OutputError.
    """
    path = session_path(project, name)
    name = path.name.removesuffix(SUFFIX)
    with closing(Store.open(path)) as store:
        session, began = session_after(store.lesson, store.events()), store.began
    files = tables(session, name, began, Templates(project), names=names)
    if student or missed_facts(session):
        files[MISSED] = deck_of_missed(project, session, student)
    folder = target or path.parent / name
    write_folders(folder.parent, {folder.name: files})
    return [folder / file for file in files]


def purge(project: Project, names: Sequence[str], older: int | None, now: int) -> list[str]:
    """Deletes sessions and their results: those in ``names``, and those not used for ``older`` days.

    ``now`` is in milliseconds since 1970. Returns their names; raises UsageError if there is none of a name.
    """
    if not names and older is None:
        raise UsageError("name the sessions to delete, or give  --older-than DAYS; quizgen sessions list shows them")
    paths = {name: session_path(project, name) for name in names}
    if older is not None:
        paths |= {
            name: path
            for name, path in session_paths(project).items()
            if now - path.stat().st_mtime_ns // 1_000_000 >= older * _DAY
        }
    for name, path in paths.items():
        remove_folder(path.parent / name)
        for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            file.unlink(missing_ok=True)
    return list(paths)
