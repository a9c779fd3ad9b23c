"""``quizgen explain``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen explain                  every rule
  quizgen explain longest-key      one rule: what it asks for, how to mend it, who says so
"""


@click.command(epilog=EPILOG, short_help="Explain the rules that check applies.")
@click.argument("rules", nargs=-1, metavar="[RULE]...")
def explain(rules: tuple[str, ...]) -> None:
    """Explain what each RULE asks for, how to mend what it finds, and where it comes from."""
    from quizgen.commands.explain import explain as explanation

    for line in explanation(rules):
        click.echo(line)
