"""``quizgen build``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, on_option, print_problems, project_option, strict_option
from quizgen.cli.progress import ProgressLine

EPILOG = """\b
Examples:
  quizgen build                       every recipe in decks/, into build/
  quizgen build waves                 one recipe
  quizgen build waves -o /tmp/paper   somewhere else
"""


@click.command(epilog=EPILOG, short_help="Build decks, quizzes, keys and reviews.")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="The folder to write to (default: build/).")
@project_option
@strict_option
@drafts_option
@on_option
@click.option("--force", is_flag=True, help="Re-create every PDF, even unchanged ones.")
@click.option(
    "--locked", is_flag=True, help="Stop if decks/anki.lock is missing or out of date, and leave it as it is."
)
def build(
    recipes: tuple[str, ...],
    output: str | None,
    folder: str,
    strict: bool,
    drafts: bool,
    on: str,
    force: bool,
    locked: bool,
) -> None:
    """Build decks, quizzes, keys and reviews for each RECIPE (default: every recipe in decks/).

    The files of a recipe go to build/RECIPE/. If there is an error, nothing is written and the last build
    is kept; an error in one student's row of a roster leaves out only that student. A PDF in which nothing
    has changed is not created again. What Anki decks need to know of the last build is in decks/anki.lock.
    """
    from pathlib import Path

    from quizgen.commands.build import build as run
    from quizgen.project import Project

    project = Project.at(Path(folder))
    target, options = project.output_folder("build", output), {"strict": strict, "force": force, "drafts": drafts}
    with ProgressLine() as progress:
        report = run(project, recipes, target, progress=progress, locked=locked, on=on, **options)
    print_problems(report.problems)
    if report.shipped:
        click.echo("No facts/ or decks/ here: built the examples that come with quizgen.", err=True)
    click.echo("\n".join(report.lines))
    report.refuse_left_out()
