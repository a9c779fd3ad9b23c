"""``quizgen approve``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

EPILOG = """\b
Examples:
  quizgen approve pool                 every draft of the collection pool
  quizgen approve facts/pool.yaml f1   one fact
"""


@click.command(epilog=EPILOG, short_help="Mark drafts as reviewed, so that they are used.")
@click.argument("file", metavar="FILE")
@click.argument("facts", nargs=-1, metavar="[FACT]...")
@project_option
def approve(file: str, facts: tuple[str, ...], folder: str) -> None:
    """Mark the drafts in FILE as reviewed, so that decks, papers, exports and lessons use them.

    FILE is a collection's file or its name. Read the facts first: nobody else does. Drafts that copy more than six
    words of their quotes in a row stay drafts, except those that you name.
    """
    from pathlib import Path

    from quizgen.commands.approve import approve as run
    from quizgen.project import Project

    for line in run(Project.at(Path(folder)), file, facts):
        click.echo(line)
