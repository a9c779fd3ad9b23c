"""``quizgen import``."""

from __future__ import annotations

from typing import Any

import click

from quizgen.cli.options import print_problems

EPILOG = """\b
Examples:
  quizgen import bank.xml -o facts/optics.yaml
  quizgen import quiz.zip pool.gift -o facts/optics.yaml
  quizgen import bank.xml -o facts/optics.yaml --reviewed --recipe
  quizgen import words.txt --format quizlet -o facts/words.yaml --language kk
"""


@click.command(name="import", epilog=EPILOG, short_help="Convert question banks into facts.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option(
    "-o", "--output", type=click.Path(), required=True, metavar="FILE", help="The collection to write (.yaml)."
)
@click.option("--format", default="", metavar="NAME", help="The format, if it cannot be recognised.")
@click.option("--language", default="", metavar="TAG", help="The questions' language (en, kk, pt-BR).")
@click.option("--encoding", default="", metavar="NAME", help="The text's encoding, if the file does not say.")
@click.option("--reviewed", is_flag=True, help="Somebody has read the questions: the facts are not drafts.")
@click.option("--recipe", is_flag=True, help="Write a recipe for the questions too, decks/NAME.yaml.")
@click.option("--force", is_flag=True, help="Replace an existing collection.")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything was lost.")
@click.pass_context
def import_(
    context: click.Context,
    /,
    files: tuple[str, ...],
    output: str,
    strict: bool,
    **options: Any,
) -> None:
    """Convert banks of questions exported by other programs into one collection of facts.

    Every fact is a draft without evidence: read it, then approve it with  quizgen approve. Pictures are put beside the
    collection, and so is a report of everything that was lost. A question that cannot be imported is reported with its
    line; the others are imported.
    """
    from pathlib import Path

    from quizgen.commands.import_ import import_banks

    outcome = import_banks([Path(file) for file in files], Path(output), **options)
    print_problems(outcome.warnings)
    for line in outcome.lines:
        click.echo(line)
    if strict and outcome.lost:
        context.exit(3)
