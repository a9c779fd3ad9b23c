"""``quizgen distractors``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

EPILOG = """\b
Examples:
  quizgen distractors crest                      the fact's wrong options, and suggestions for more
  quizgen distractors waves/crest --slot term    for one slot of a fact in one collection
  quizgen distractors crest --approve ridge      add one to the facts; it can be any text
"""


@click.command(epilog=EPILOG, short_help="Show and approve a fact's wrong options.")
@click.argument("name", metavar="FACT")
@click.option("--slot", default="", metavar="NAME", help="A slot of the fact (default: all).")
@click.option(
    "--approve", "texts", multiple=True, metavar="TEXT", help="Add TEXT to the slot's distractors; can be repeated."
)
@project_option
def distractors(name: str, slot: str, texts: tuple[str, ...], folder: str) -> None:
    """Show the wrong options that quizgen would offer for FACT, and add the ones you approve to the facts.

    FACT is the id of a fact, or COLLECTION/FACT. In a terminal, you are then asked which to approve.
    """
    import sys
    from pathlib import Path

    from quizgen.commands.distractor_approval import approve, can_approve, only_slot
    from quizgen.commands.distractors import offers_for, overview_lines, picked_proposals
    from quizgen.project import Project

    offers = offers_for(Project.at(Path(folder)), name, slot)
    lines = approve(offers, {only_slot(offers): texts}) if texts else overview_lines(offers)
    for line in lines:
        click.echo(line)
    if not texts and can_approve(offers) and sys.stdin.isatty():
        numbers = click.prompt("Approve which? (numbers, empty for none)", default="", show_default=False, err=True)
        for line in approve(offers, picked_proposals(offers, numbers)):
            click.echo(line)
