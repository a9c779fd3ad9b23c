"""Lessons that were held: listed, exported, purged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizgen.classroom.result_files import MISSED, missed_deck, tables
from quizgen.classroom.results import missed_facts
from quizgen.classroom.session_files import jobs_of, session_path, session_paths
from quizgen.classroom.store import SUFFIX, Store, session_after
from quizgen.errors import UsageError
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.writing import remove_folder, write_folders

_DAY = 86_400_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as the list shows it."""

    name: str
    title: str
    phase: str
    students: int
    answers: int


def listed(project: Project) -> Iterator[Kept]:
    """What is kept, the session that was used last at the end."""
    for name, path in session_paths(project).items():
        with closing(Store.open(path)) as store:
            session = session_after(store.lesson, store.events())
            answers = sum(len(turn.first) + len(turn.second) for turn in session.turns)
            yield Kept(name, session.lesson.title, session.phase, len(session.present), answers)


def export(project: Project, name: str, target: Path | None, *, names: bool, student: str) -> list[Path]:
    """Writes the results of a session into ``target``, or beside it; gives the files.

    The deck holds what the class missed, or the ``student``. Raises UsageError, ContentError and OutputError.
    """
    path = session_path(project, name)
    name = path.name.removesuffix(SUFFIX)
    with closing(Store.open(path)) as store:
        session, began = session_after(store.lesson, store.events()), store.began
    made = tables(session, name, began, Templates(project), names=names)
    if student or missed_facts(session):
        made[MISSED] = missed_deck(jobs_of(project, session.lesson.name)[0].cards, session, student)
    folder = target or path.parent / name
    write_folders(folder.parent, {folder.name: made})
    return [folder / each for each in made]


def purge(project: Project, names: Sequence[str], older: int | None, now: int) -> list[str]:
    """Deletes sessions and the results beside them: those named, and those not used for ``older`` days.

    ``now`` is in milliseconds since 1970. Gives their names; raises UsageError where one is not there.
    """
    if not names and older is None:
        raise UsageError("name the sessions to forget, or say  --older-than DAYS; quizgen sessions list shows them")
    paths = {name: session_path(project, name) for name in names}
    if older is not None:
        paths |= {
            name: path
            for name, path in session_paths(project).items()
            if now - path.stat().st_mtime_ns // 1_000_000 >= older * _DAY
        }
    for name, path in paths.items():
        remove_folder(path.parent / name)
        for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
    return list(paths)
