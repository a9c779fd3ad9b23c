"""``quizgen explain``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen explain                  every name in brackets
  quizgen explain longest-key      one of them: what it asks for, how to fix it, who says so
"""


@click.command(epilog=EPILOG, short_help="Explain problems by their names in brackets.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
def explain(names: tuple[str, ...]) -> None:
    """Explain problems by the NAME in brackets: what it asks for, how to fix them, and who says so."""
    from quizgen.commands.explain import explain as explanation

    for line in explanation(names):
        click.echo(line)
