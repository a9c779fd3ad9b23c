"""``quizgen preview``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option

EPILOG = """\b
Examples:
  quizgen preview deck                     every deck's cards, into build/
  quizgen preview deck waves               one deck's
  quizgen preview deck waves -o cards.html somewhere else
"""


@click.group(short_help="Look at what would be built.")
def preview() -> None:
    """Look at what would be built, before anybody gets it."""


@preview.command(epilog=EPILOG, short_help="Show every card of a deck on one page.")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="The page; build/RECIPE/ if not given.")
@project_option
@drafts_option
def deck(recipes: tuple[str, ...], output: str | None, folder: str, drafts: bool) -> None:
    """Show every card of the deck of RECIPE (or of every recipe that makes one) on one page.

    Question and answer, by day and by night, on a phone and on a desktop. The page needs no network and no Anki.
    """
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.commands.preview import preview_decks
    from quizgen.errors import plural
    from quizgen.project import Project, display_path

    project, page = Project.at(Path(folder)), Path(output) if output else None
    sheets, problems = preview_decks(project, recipes, Path(f"{folder}/build"), page, drafts=drafts)
    print_problems(to_print(problems))
    for sheet in sheets:
        click.echo(f"{display_path(sheet.path)}: {plural(sheet.cards, 'card')}")
