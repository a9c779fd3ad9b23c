"""Options that several commands share, and the printing of problems.

Neither this module nor the commands import pathlib at the top: it takes a fifth as long as click.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizgen.errors import LocatedProblem, Problem

FEWEST_ALIKE = 4  # warnings that say the same are one line from here on
SHOWN_LINES = 8  # of such a group
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

MAY_START_WORKER = "may start a worker"  # the commands' `obj` where they are the whole process
_OPEN_ENDED = ("review", "distractors", "purge")  # commands that wait for people


def _open_project(context: click.Context, parameter: click.Parameter, folder: str) -> str:
    """Finish or undo what an interrupted command left in the project; start a worker for its templates and drawings."""
    from pathlib import Path

    from quizgen.project import Project
    from quizgen.writing.transaction import interrupted_folders, recover

    for interrupted in interrupted_folders(Path(folder)):
        if line := recover(interrupted):
            click.echo(line, err=True)
    project, watched = Project(Path(folder)), context.info_name not in _OPEN_ENDED
    if context.find_root().obj == MAY_START_WORKER and (
        project.has_own_templates or (watched and project.has_drawings)
    ):
        from quizgen.cli.worker import run_in_worker

        run_in_worker(watched=watched)
    return folder


project_option = click.option(
    "--project",
    "folder",
    type=click.Path(),
    default=".",
    metavar="DIR",
    callback=_open_project,
    help="The project's folder (default: the current folder).",
)
on_option = click.option(
    "--on", default="", metavar="ADDRESS", help="The Dask cluster that does the work, as in tcp://10.0.0.5:8786."
)
drafts_option = click.option("--drafts", is_flag=True, help="Use drafts too, this once.")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def is_confirmed(question: str) -> bool:
    """Whether the user answers yes; raises UsageError where nobody can answer."""
    try:
        return click.confirm(question, err=True)
    except click.Abort as fault:
        from quizgen.errors import UsageError

        raise UsageError("nobody answered, so nothing was done; to do it without being asked, add  --yes") from fault


def warn(message: str) -> None:
    """Print a warning that is not about a place in a file."""
    click.echo(f"quizgen: {message}", err=True)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to stderr, in colour if that is a terminal."""
    for line in problem_lines(problems):
        click.echo(line, err=True)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """The lines for the problems, sorted by file, with a heading for each file if there are several.

    In each file errors come first, and what is the same in many facts is one line with a count, except for errors.
    Every line has the full path, line and column, because terminals and editors make it a link.
    """
    from quizgen.errors import first_few, in_order
    from quizgen.model.characters import with_hidden_escaped

    files = [list(group) for _, group in groupby(in_order(problems), key=lambda problem: problem.path)]
    for number, group in enumerate(files):
        if len(files) > 1:
            heading = f"{group[0].path}: {_counts(group)}"
            yield ("\n" if number else "") + click.style(heading, bold=True)
        alike = _alike(group)
        for same in sorted(alike, key=lambda same: same[0].level != "error"):
            problem = same[0]
            level = click.style(problem.level, fg=COLOURS[problem.level], bold=True)
            message = problem.message_with_id
            if len(same) > 1:
                others = first_few([other.cell or str(other.line) for other in same[1:]], SHOWN_LINES - 1)
                where = "cells" if problem.cell else "lines"
                message = f"{problem.message} ({len(same)} times; also in the {where} {others})"
            message = with_hidden_escaped(message)
            yield f"{problem.where}: {level}[{problem.rule}] {message}"
            if problem.hint:
                yield click.style(f"    → {problem.hint}", dim=True)


def _alike(problems: Sequence[LocatedProblem]) -> list[list[LocatedProblem]]:
    """The problems in their order, in groups: those that say the same of many facts, errors each on its own."""
    groups: dict[object, list[LocatedProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.level, problem.rule, problem.message, problem.hint), []).append(problem)
    lines = []
    for same in groups.values():
        together = len(same) >= FEWEST_ALIKE and same[0].level != "error"
        lines += [same] if together else [[problem] for problem in same]
    return sorted(lines, key=lambda same: (same[0].line, same[0].column))


def _counts(problems: Sequence[LocatedProblem]) -> str:
    """Counts such as ``3 errors, 1 warning, 2 notes``, without those that are zero."""
    from quizgen.errors import plural

    counts = [
        (sum(problem.level == level for problem in problems), noun)
        for level, noun in (("error", "error"), ("warning", "warning"), ("info", "note"))
    ]
    return ", ".join(plural(count, noun) for count, noun in counts if count)
