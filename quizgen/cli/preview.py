"""``quizgen preview``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option

EPILOG = """\b
Examples:
  quizgen preview deck                     the cards of every deck, into build/
  quizgen preview deck waves               the cards of one deck
  quizgen preview deck waves -o cards.html somewhere else
"""


@click.group(short_help="Preview what would be built.")
def preview() -> None:
    """Preview what would be built."""


@preview.command(epilog=EPILOG, short_help="Show every card of a deck on one page.")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE", help="The page to write (default: in build/RECIPE/)."
)
@project_option
@drafts_option
def deck(recipes: tuple[str, ...], output: str | None, folder: str, drafts: bool) -> None:
    """Show every card of the deck of RECIPE (default: of every recipe with a deck) on one page.

    Cards are shown front and back, in light and dark mode, on a phone and on a desktop. The page works without a
    network and without Anki.
    """
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.commands.preview import preview_decks
    from quizgen.errors import plural
    from quizgen.project import Project, display_path

    project, page = Project.at(Path(folder)), Path(output) if output else None
    sheets, problems = preview_decks(project, recipes, page, drafts=drafts)
    print_problems(to_print(problems))
    for sheet in sheets:
        click.echo(f"{display_path(sheet.path)}: {plural(sheet.cards, 'card')}")
