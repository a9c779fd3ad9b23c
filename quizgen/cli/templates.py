"""``quizgen templates``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

LIST_EPILOG = """\b
Examples:
  quizgen templates list      every template, and which file wins
"""
COPY_EPILOG = """\b
Examples:
  quizgen templates copy print/own.typ                  to change colours and fonts
  quizgen templates copy anki/style.css review/style.css
"""


@click.group(short_help="List templates, and copy them to change them.")
def templates() -> None:
    """List templates, and copy shipped ones into the project's templates/, where yours win."""


@templates.command(name="list", epilog=LIST_EPILOG, short_help="List every template and which file wins.")
@project_option
def list_(folder: str) -> None:
    """List every template, the file that wins, and why."""
    from pathlib import Path

    from quizgen.commands.templates import listed_templates
    from quizgen.project import Project

    for line in listed_templates(Project.at(Path(folder))):
        click.echo(line)


@templates.command(epilog=COPY_EPILOG, short_help="Copy shipped templates into the project.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@project_option
def copy(names: tuple[str, ...], folder: str) -> None:
    """Copy shipped templates into the project's templates/, and say which blocks they have.

    To change a block, `extends` is better than a copy: later corrections reach it.
    """
    from pathlib import Path

    from quizgen.commands.templates import copy_templates
    from quizgen.project import Project

    for line in copy_templates(Project.at(Path(folder)), names):
        click.echo(line)
