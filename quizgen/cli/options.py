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

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def _recovered(context: click.Context, parameter: click.Parameter, folder: str) -> str:
    """Finish or undo what an interrupted command left in the project, before anything in it is read."""
    from pathlib import Path

    from quizgen.writing.transaction import recover

    for part in (".", "build", "decks", "facts", "sessions"):
        if line := recover(Path(folder) / part):
            click.echo(line, err=True)
    return folder


project_option = click.option(
    "--project",
    "folder",
    type=click.Path(),
    default=".",
    metavar="DIR",
    callback=_recovered,
    help="The project's folder (default: the current folder).",
)
drafts_option = click.option("--drafts", is_flag=True, help="Use drafts too, this once.")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to stderr, in colour if that is a terminal."""
    for line in problem_lines(problems):
        click.echo(line, err=True)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """The lines for the problems, sorted by file, with a heading for each file if there are several.

    Every line has the full path, line and column, because terminals and editors make it a link.
    """
    from quizgen.errors import in_order
    from quizgen.model.characters import with_hidden_escaped

    files = [list(group) for _, group in groupby(in_order(problems), key=lambda problem: problem.path)]
    for number, group in enumerate(files):
        if len(files) > 1:
            heading = f"{group[0].path}: {_counts(group)}"
            yield ("\n" if number else "") + click.style(heading, bold=True)
        for problem in group:
            level = click.style(problem.level, fg=COLOURS[problem.level], bold=True)
            message = with_hidden_escaped(problem.message_with_id)
            yield f"{problem.where}: {level}[{problem.rule}] {message}"
            if problem.hint:
                yield click.style(f"    → {problem.hint}", dim=True)


def _counts(problems: Sequence[LocatedProblem]) -> str:
    """Counts such as ``3 errors, 1 warning, 2 notes``, without those that are zero."""
    from quizgen.errors import plural

    counts = [
        (sum(problem.level == level for problem in problems), noun)
        for level, noun in (("error", "error"), ("warning", "warning"), ("info", "note"))
    ]
    return ", ".join(plural(count, noun) for count, noun in counts if count)
