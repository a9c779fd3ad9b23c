"""Errors that end a command, and problems in people's files.

::

    QuizgenError            exit code
    ├── UsageError          2  the command or an option is wrong
    ├── ContentError        3  facts or recipes have problems (carries them all)
    ├── TemplateError       4  a template or theme cannot be rendered
    ├── OutputError         5  a file cannot be written
    └── PluginError         6  a plugin is missing, broken or clashes

Anything else that escapes is a bug: it keeps its traceback and exits with 1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar, Literal, NamedTuple, Protocol, Self

Level = Literal["error", "warning", "info"]
Names = tuple[str | int, ...]  # the keys and indices that lead to a field
KEY = "[key]"  # ends a field's names where its key is meant, not its value


def quote(text: str) -> str:
    """A teacher's text in quotes inside a message, cut where it is long."""
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"


def plural(count: int, noun: str) -> str:
    """``3 facts``, ``1 fact``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def first_few(texts: Sequence[str], count: int) -> str:
    """The first ``count`` of ``texts``, separated by commas; an ellipsis stands for the others."""
    more = ["…"] if len(texts) > count else []
    return ", ".join([*texts[:count], *more])


class Mark(NamedTuple):
    """A line and a column of a file; both count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        """Gives ``line 7``."""
        return f"line {self.line}"

    @property
    def cell(self) -> str:
        """The name of the cell that it is; "" outside of tables."""
        return ""


class CellMark(Mark):
    """A row and a column of a table, both from 1; ``sheet`` is the name of its sheet, "" where there is only one."""

    sheet: str

    def __new__(cls, row: int, column: int, sheet: str = "") -> Self:
        """Makes the mark of a cell."""
        mark = super().__new__(cls, row, column)
        mark.sheet = sheet
        return mark

    def __str__(self) -> str:
        """Gives the cell's name."""
        return self.cell

    @property
    def cell(self) -> str:
        """Its name: ``B7``, or ``Names!B7``."""
        name = cell_name(self.line, self.column)
        return f"{self.sheet}!{name}" if self.sheet else name


def cell_name(row: int, column: int) -> str:
    """The name of a cell in its sheet: B7 for row 7 and column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class MarkedNode(Protocol):
    """A part of a file as it was read, which remembers where in the file it was."""

    def mark_of(self, names: Names) -> Mark:
        """Where the field with these names is, or the nearest thing above it that is there."""
        ...


@dataclass(frozen=True, slots=True)
class FileField:
    """A field of a file, by its names from the root of ``document``."""

    names: Names
    document: MarkedNode = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its name in brackets, its usual level, what it asks for and how to fix it."""

    id: str
    level: Level
    asks: str
    _: KW_ONLY
    remedy: str

    def problem(
        self,
        path: str,
        message: str,
        hint: str = "",
        at: FileField | Mark | None = None,
        id: str = "",
        *,
        level: Level | None = None,
    ) -> Problem:
        """A problem of this kind, at its usual level unless one is given."""
        return Problem(path, message, hint, at, id, self, level or self.level)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in somebody's file, in words that a teacher can act on.

    ``at`` is the field that is wrong, or the mark of what has no field, such as a character or a row of a table;
    None means that the problem is the file's as a whole. ``id`` is the record's id (a fact, an entity), or "" where
    there is none. A problem has no line: `located_problem` finds it, where problems are printed.
    """

    path: str
    message: str
    hint: str
    at: FileField | Mark | None
    id: str
    kind: ProblemKind
    level: Level

    @property
    def rule(self) -> str:
        """The name in brackets."""
        return self.kind.id


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem as it is printed: with its line and column, which are 0 where it is the file's as a whole.

    In a table they are a row and a column, and ``cell`` is its name.
    """

    path: str
    message: str
    hint: str
    line: int
    column: int
    id: str
    rule: str
    level: Level
    cell: str = ""

    def __str__(self) -> str:
        """Gives ``path:line:column: level[rule] id: message``, and the hint on a line of its own."""
        text = f"{self.where}: {self.level}[{self.rule}] {self.message_with_id}"
        return f"{text}\n    → {self.hint}" if self.hint else text

    @property
    def where(self) -> str:
        """``path:line:column``, which editors and terminals open, ``path:cell``, or the path alone."""
        if self.cell:
            return f"{self.path}:{self.cell}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @property
    def message_with_id(self) -> str:
        """``id: message``."""
        return f"{self.id}: {self.message}" if self.id else self.message


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error."""
    return any(problem.level == "error" for problem in problems)


def mark_of(problem: Problem) -> Mark:
    """The line and column of ``problem``; both 0 where it is the file's as a whole."""
    match problem.at:
        case FileField(names, document):
            return document.mark_of(names)
        case None:
            return Mark(0, 0)
        case mark:
            return mark


def located_problem(problem: Problem) -> LocatedProblem:
    """``problem`` with its line and column."""
    mark = mark_of(problem)
    return LocatedProblem(
        problem.path,
        problem.message,
        problem.hint,
        mark.line,
        mark.column,
        problem.id,
        problem.rule,
        problem.level,
        mark.cell,
    )


def in_order(problems: Iterable[Problem]) -> list[LocatedProblem]:
    """The problems with their lines and columns, file by file, from the top of each."""
    return sorted(
        map(located_problem, problems),
        key=lambda problem: (problem.path, problem.cell.rpartition("!")[0], problem.line, problem.column),
    )


class QuizgenError(Exception):
    """The base of every error that is not a bug."""

    exit_code: ClassVar[int] = 1


class UsageError(QuizgenError):
    """The command cannot be run as it was given."""

    exit_code = 2


def no_such(what: str, known: Iterable[str]) -> UsageError:
    """The error that there is no ``what``, such as ``recipe 'x'``, with what there is instead."""
    return UsageError(f"there is no {what}. Known: {', '.join(known) or 'none yet'}.")


class ContentError(QuizgenError):
    """Facts or recipes have problems; ``problems`` holds every one that was found."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """Gives every problem, in order."""
        return "\n".join(map(str, in_order(self.problems)))


class TemplateError(QuizgenError):
    """A template or theme cannot be rendered; the message names its file and line."""

    exit_code = 4


class OutputError(QuizgenError):
    """An output cannot be written; what was there before is untouched."""

    exit_code = 5


class PluginError(QuizgenError):
    """A plugin or built-in is unknown or cannot be loaded, or two plugins have the same name."""

    exit_code = 6


def refuse(
    problems: Sequence[Problem], *, strict: bool = False, tolerated: Collection[ProblemKind] = ()
) -> tuple[Problem, ...]:
    """Raises ContentError with all ``problems`` if one of them is an error, and returns them if none is.

    Errors of the kinds ``tolerated`` do not count; with ``strict`` they do, and so does every warning.
    """
    stops: tuple[Level, ...] = ("error", "warning") if strict else ("error",)
    if any(problem.level in stops and (strict or problem.kind not in tolerated) for problem in problems):
        raise ContentError(problems)
    return tuple(problems)
