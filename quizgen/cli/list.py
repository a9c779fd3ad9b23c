"""``quizgen list``."""

from __future__ import annotations

import click

from quizgen.cli.options import print_problems, project_option

EPILOG = """\b
Examples:
  quizgen list            every fact with the questions it supports, then kinds and outputs
  quizgen list waves      one collection
  quizgen list --why      also why a fact does not support a kind
"""


@click.command(name="list", epilog=EPILOG, short_help="List facts, question kinds, outputs and recipes.")
@click.argument("names", nargs=-1, metavar="[COLLECTION]...")
@click.option("--why", is_flag=True, help="Explain why a fact does not support a kind.")
@project_option
def list_(names: tuple[str, ...], why: bool, folder: str) -> None:
    """List the facts with the questions that each supports, the question kinds, the outputs and the recipes."""
    from pathlib import Path

    from quizgen.commands.list import listing_lines
    from quizgen.project import Project

    lines, problems = listing_lines(Project.at(Path(folder)), names, why=why)
    print_problems(problems)
    for line in lines:
        click.echo(line)
