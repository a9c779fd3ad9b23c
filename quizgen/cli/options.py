"""Options that several commands share, and what they all print.

Nothing here or in the commands imports pathlib at the top: it costs a fifth of what click does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizgen.errors import Problem

project_option = click.option(
    "--project",
    "folder",
    type=click.Path(),
    default=".",
    metavar="DIR",
    help="The project's folder; the current one if not given.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def print_problems(problems: Iterable[Problem]) -> None:
    """Prints problems to stderr, errors in red and warnings in yellow where that is a terminal."""
    for problem in problems:
        colour = {"error": "red", "warning": "yellow"}.get(problem.level, "blue")
        place, _, rest = str(problem).partition(f": {problem.level}[")
        click.echo(f"{place}: {click.style(problem.level, fg=colour)}[{rest}", err=True)


def plural(count: int, noun: str) -> str:
    """``3 facts``, ``1 fact``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
