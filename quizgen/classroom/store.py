"""A session's file: its lesson, its pictures and the log of what happened, in SQLite.

The log is only ever added to, by one writer. What was committed is on the disk: WAL with ``synchronous=FULL`` waits
for it. So a session whose machine lost its power goes on where its last acknowledged answer left it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from quizgen.classroom.engine import Session
from quizgen.classroom.events import EVENTS, Event
from quizgen.classroom.lesson import Lesson
from quizgen.errors import OutputError, UsageError
from quizgen.project import display_path

SUFFIX = ".quizgen-session"
_FORMAT = "quizgen-session/2"
_SCHEMA = """
create table about (name text primary key, value text not null);
create table picture (name text primary key, content blob not null);
create table event (number integer primary key, at integer not null, event text not null);
"""
_PAGES = 1000  # of the log before a checkpoint: SQLite's own usual number, 4 MB
_LESSON: TypeAdapter[Lesson] = TypeAdapter(Lesson)


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a session's doors: the teacher's key, the class's PIN, and the port on which it was."""

    key: str
    pin: str
    port: int


class Store:
    """An open session file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def new(cls, path: Path, lesson: Lesson, media: Mapping[str, bytes], access: Access, began: int) -> Store:
        """Makes the file; ``began`` is in milliseconds since 1970. Raises OutputError where it cannot be made."""
        with _plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=False)
            store = cls(path, _connect(path))
            about = {
                "format": _FORMAT,
                "lesson": _LESSON.dump_json(lesson).decode(),
                "key": access.key,
                "pin": access.pin,
                "port": str(access.port),
                "began": str(began),
            }
            with store._connection as connection:
                connection.executescript(_SCHEMA)
                connection.executemany("insert into about values (?, ?)", about.items())
                connection.executemany("insert into picture values (?, ?)", media.items())
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens a file that was made before; raises UsageError where it is no session."""
        if not path.is_file():
            raise UsageError(f"there is no session {display_path(path)!r}; see  quizgen sessions list")
        try:
            store = cls(path, _connect(path))
            if store._about("format") != _FORMAT:
                raise UsageError(f"{display_path(path)} was written by another version of quizgen")
        except (sqlite3.DatabaseError, TypeError) as fault:
            raise UsageError(f"{display_path(path)} is no session of quizgen: {fault}") from fault
        return store

    @property
    def access(self) -> Access:
        """What opens the session's doors."""
        return Access(self._about("key"), self._about("pin"), int(self._about("port")))

    @property
    def began(self) -> int:
        """When the file was made, in milliseconds since 1970."""
        return int(self._about("began"))

    @property
    def lesson(self) -> Lesson:
        """What the class is asked."""
        return _LESSON.validate_json(self._about("lesson"))

    @property
    def media(self) -> dict[str, bytes]:
        """The pictures, by name."""
        return dict(self._connection.execute("select name, content from picture"))

    def events(self) -> Iterator[tuple[int, Event]]:
        """Everything that happened, in order, each with its time in milliseconds since 1970."""
        for at, text in self._connection.execute("select at, event from event order by number"):
            yield at, EVENTS.validate_json(text)

    def append(self, events: Iterable[tuple[int, Event]]) -> None:
        """Writes events at the end and returns when they are on the disk; raises OutputError, and none is written."""
        rows = [(at, event.model_dump_json()) for at, event in events]
        with _plainly(self.path), self._connection as connection:
            connection.executemany("insert into event (at, event) values (?, ?)", rows)

    def grow_log(self) -> None:
        """Makes the log's file as long as it may get between two checkpoints; raises OutputError.

        Then a commit writes over blocks that the file has, and the disk need not also write where new ones are: an
        answer waits about half as long for its acknowledgement.
        """
        with _plainly(self.path), closing(self._connection.cursor()) as cursor:
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
        """Closes the file; its log is then in one piece."""
        self._connection.close()

    def _about(self, name: str) -> str:
        (value,) = self._connection.execute("select value from about where name = ?", (name,)).fetchone()
        return str(value)


def session_after(lesson: Lesson, events: Iterable[tuple[int, Event]]) -> Session:
    """The session that these events lead to."""
    session = Session(lesson)
    for at, event in events:
        session.apply(event, at)
    return session


def _connect(path: Path) -> sqlite3.Connection:
    # One thread at a time uses it: the writer's, once the server runs.
    connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    return connection


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        hint = "Is the disk full or the folder read-only?"
        raise OutputError(f"cannot write to {display_path(path)}: {fault}. {hint}") from fault
