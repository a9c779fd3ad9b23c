"""``quizgen format``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

EPILOG = """\b
Examples:
  quizgen format               every collection in facts/
  quizgen format waves         one collection
  quizgen format --check       only list those that would change
  quizgen format waves --yaml  print it as YAML, even if it is a spreadsheet
"""


@click.command(name="format", epilog=EPILOG, short_help="Reformat collections consistently.")
@click.argument("names", nargs=-1, metavar="[COLLECTION]...")
@click.option("--check", is_flag=True, help="Write nothing, and exit with 3 if a collection would change.")
@click.option(
    "--yaml", "as_yaml", is_flag=True, help="Print collections as YAML, even spreadsheets, and write nothing."
)
@project_option
@click.pass_context
def format_(context: click.Context, names: tuple[str, ...], check: bool, as_yaml: bool, folder: str) -> None:
    """Reformat collections consistently: text in quotes, keys in a fixed order, short records on one line.

    Comments are kept, and no content is changed.
    """
    from pathlib import Path

    from quizgen.commands.format import write_formatted, yaml_of
    from quizgen.project import Project

    if as_yaml:
        for text in yaml_of(Project.at(Path(folder)), names):
            click.echo(text, nl=False)
        return
    lines = write_formatted(Project.at(Path(folder)), names, check=check)
    for line in lines:
        click.echo(line)
    if check and lines:
        context.exit(3)
