"""``quizgen distractors``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

EPILOG = """\b
Examples:
  quizgen distractors crest                      the fact's wrong options, and more to choose from
  quizgen distractors waves/crest --slot term    of one slot of a fact in one collection
  quizgen distractors crest --approve ridge      write one into the facts; any text will do
"""


@click.command(epilog=EPILOG, short_help="Show and approve a fact's wrong options.")
@click.argument("name", metavar="FACT")
@click.option("--slot", default="", metavar="NAME", help="One slot of the fact; all if not given.")
@click.option("--approve", "texts", multiple=True, metavar="TEXT", help="Add TEXT to the slot's distractors.")
@project_option
def distractors(name: str, slot: str, texts: tuple[str, ...], folder: str) -> None:
    """Show the wrong options that quizgen would offer for FACT, and write those approved into the facts.

    FACT is a fact's id, alone or as COLLECTION/FACT. On a terminal it then asks which to approve.
    """
    import sys
    from pathlib import Path

    from quizgen.commands.distractor_approval import approve, can_approve, only_slot
    from quizgen.commands.distractors import asked, overview, picked
    from quizgen.project import Project

    fact = asked(Project.at(Path(folder)), name, slot)
    for line in approve(fact, {only_slot(fact): texts}) if texts else overview(fact):
        click.echo(line)
    if not texts and can_approve(fact) and sys.stdin.isatty():
        numbers = click.prompt("Approve which? (numbers, empty for none)", default="", show_default=False, err=True)
        for line in approve(fact, picked(fact, numbers)):
            click.echo(line)
