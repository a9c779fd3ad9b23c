"""A session's file: its lesson, its pictures and the log of what happened, in SQLite.

One writer, its owner, only appends to the log; others may read meanwhile. What is committed is on the disk: WAL with
``synchronous=FULL`` waits for it. So a session whose machine lost power can be resumed after its last acknowledged
answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from quizgen.classroom.engine import Session
from quizgen.classroom.events import EVENTS, Event
from quizgen.classroom.lesson import Lesson
from quizgen.errors import OutputError, UsageError
from quizgen.project import display_path
from quizgen.writing.owner_lock import OwnerLock, Taken

SUFFIX = ".quizgen-session"
_FORMAT = "quizgen-session/2"
_SCHEMA = """
create table about (name text primary key, value text not null);
create table picture (name text primary key, content blob not null);
create table event (number integer primary key, at integer not null, event text not null);
"""
_PAGES = 1000  # of the log before a checkpoint: SQLite's default, 4 MB
_LESSON: TypeAdapter[Lesson] = TypeAdapter(Lesson)


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a session: the teacher's key, the class's PIN, and its port."""

    key: str
    pin: str
    port: int


class Store:
    """An open session file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock: OwnerLock | None = None

    @classmethod
    def new(cls, path: Path, lesson: Lesson, media: Mapping[str, bytes], access: Access, began: int) -> Store:
        """Create the file, and own it; ``began`` is in milliseconds since 1970.

        Raises OutputError, and leaves no file, if it cannot be created.
        """
        with _output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=False)
            try:
                return cls._new_store(path, lesson, media, access, began)
            except BaseException:
                remove_session_file(path)
                raise

    @classmethod
    def _new_store(cls, path: Path, lesson: Lesson, media: Mapping[str, bytes], access: Access, began: int) -> Store:
        store = cls(path, _connect(path))
        about = {
            "format": _FORMAT,
            "lesson": _LESSON.dump_json(lesson).decode(),
            "key": access.key,
            "pin": access.pin,
            "port": str(access.port),
            "began": str(began),
        }
        try:
            store.own()
            with store._connection as connection:
                connection.executescript(_SCHEMA)
                connection.executemany("insert into about values (?, ?)", about.items())
                connection.executemany("insert into picture values (?, ?)", media.items())
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open an existing file to read it; raises UsageError if it is damaged, or is not a session."""
        if not path.is_file():
            raise UsageError(f"there is no session {display_path(path)!r}; see  quizgen sessions list")
        if not path.stat().st_size:
            raise UsageError(
                f"{display_path(path)} is empty: it could not be written when its lesson began, perhaps because the "
                f"disk was full; delete it with  quizgen sessions purge {path.name.removesuffix(SUFFIX)}"
            )
        with _usage_errors(path):
            connection = _connect(path)
            try:
                store = cls(path, connection)
                if store._about("format") != _FORMAT:
                    raise UsageError(f"{display_path(path)} was written by another version of quizgen")
            except BaseException:
                connection.close()
                raise
        return store

    def own(self) -> None:
        """Become the one who may write to the file, until it is closed; raises UsageError if another process is."""
        if self._lock is not None:
            return
        try:
            self._lock = OwnerLock(self.path)
        except Taken as fault:
            raise UsageError(
                f"the session {self.path.name.removesuffix(SUFFIX)!r} is in use: quizgen review is running in another "
                "window. Go on there, or end it with Ctrl+C first"
            ) from fault
        with _output_errors(self.path):
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = full")

    @property
    def access(self) -> Access:
        """How to reach the session."""
        return Access(self._about("key"), self._about("pin"), int(self._about("port")))

    @property
    def began(self) -> int:
        """When the file was created, in milliseconds since 1970."""
        return int(self._about("began"))

    @property
    def lesson(self) -> Lesson:
        """What the class is asked; raises UsageError if the file is damaged."""
        with _usage_errors(self.path):
            return _LESSON.validate_json(self._about("lesson"))

    @property
    def media(self) -> dict[str, bytes]:
        """The pictures, by name."""
        return dict(self._connection.execute("select name, content from picture"))

    def events(self) -> Iterator[tuple[int, Event]]:
        """Yield all events in order, each with its time in milliseconds since 1970.

        Raises UsageError if the file is damaged.
        """
        with _usage_errors(self.path):
            for at, text in self._connection.execute("select at, event from event order by number"):
                yield int(at), EVENTS.validate_json(text)

    def append(self, events: Iterable[tuple[int, Event]]) -> None:
        """Append events and return when they are on the disk; if OutputError is raised, none is written."""
        rows = [(at, event.model_dump_json()) for at, event in events]
        with _output_errors(self.path), self._connection as connection:
            connection.executemany("insert into event (at, event) values (?, ?)", rows)

    def grow_log(self) -> None:
        """Grow the log's file to its maximum length between two checkpoints; raises OutputError.

        Then a commit overwrites existing blocks, and the disk need not also record new ones: an answer waits about half
        as long for its acknowledgement.
        """
        with _output_errors(self.path), closing(self._connection.cursor()) as cursor:
            cursor.execute("pragma wal_checkpoint(truncate)")  # what is in the log is safe, whatever happens to it now
            cursor.execute(f"pragma wal_autocheckpoint = {2 * _PAGES}")
            cursor.execute("pragma synchronous = off")
            try:
                for number in range(_PAGES):
                    cursor.execute(f"pragma user_version = {number}")  # a commit of one page
            finally:
                cursor.execute("pragma synchronous = full")
                cursor.execute(f"pragma wal_autocheckpoint = {_PAGES}")
            cursor.execute("pragma wal_checkpoint(restart)")

    def close(self) -> None:
        """Close the file, which merges its log into it, and let others own it."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _about(self, name: str) -> str:
        (value,) = self._connection.execute("select value from about where name = ?", (name,)).fetchone()
        return str(value)


def session_after(lesson: Lesson, events: Iterable[tuple[int, Event]]) -> Session:
    """Return the session that results from these events, all of which were accepted once."""
    session = Session(lesson)
    for at, event in events:
        session.replay(event, at)
    return session


def remove_session_file(path: Path) -> None:
    """Delete a session and SQLite's files beside it."""
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        file.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    # One thread at a time uses it: the writer's, once the server runs.
    return sqlite3.connect(path, check_same_thread=False, timeout=5)


@contextmanager
def _usage_errors(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file into a UsageError that names it."""
    try:
        yield
    except (sqlite3.DatabaseError, ValidationError, TypeError, ValueError, LookupError) as fault:
        reason = str(fault).splitlines()[0]
        raise UsageError(f"{display_path(path)} is damaged, or is not a quizgen session: {reason}") from fault


@contextmanager
def _output_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        hint = "Is the disk full or the folder read-only?"
        raise OutputError(f"cannot write to {display_path(path)}: {fault}. {hint}") from fault
