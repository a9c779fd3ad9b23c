"""Options that several commands share, and what they all print.

Nothing here or in the commands imports pathlib at the top: it costs a fifth of what click does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizgen.errors import LocatedProblem, Problem

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

project_option = click.option(
    "--project",
    "folder",
    type=click.Path(),
    default=".",
    metavar="DIR",
    help="The project's folder; the current one if not given.",
)
drafts_option = click.option("--drafts", is_flag=True, help="Use drafts too, this once.")
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def print_problems(problems: Iterable[Problem]) -> None:
    """Prints problems to stderr, with colours where that is a terminal."""
    for line in problem_lines(problems):
        click.echo(line, err=True)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Problems file by file, each file's under a heading where there are several.

    Every problem keeps its whole place, for terminals and editors that open what is clicked.
    """
    from quizgen.errors import in_order

    files = [list(group) for _, group in groupby(in_order(problems), key=lambda problem: problem.path)]
    for number, group in enumerate(files):
        if len(files) > 1:
            heading = f"{group[0].path}: {_counts(group)}"
            yield ("\n" if number else "") + click.style(heading, bold=True)
        for problem in group:
            level = click.style(problem.level, fg=COLOURS[problem.level], bold=True)
            yield f"{problem.where}: {level}[{problem.rule}] {problem.message_with_id}"
            if problem.hint:
                yield click.style(f"    → {problem.hint}", dim=True)


def _counts(problems: Sequence[LocatedProblem]) -> str:
    """``3 errors, 1 warning, 2 notes``, as far as there are any."""
    from quizgen.errors import plural

    counts = [
        (sum(problem.level == level for problem in problems), noun)
        for level, noun in (("error", "error"), ("warning", "warning"), ("info", "note"))
    ]
    return ", ".join(plural(count, noun) for count, noun in counts if count)
