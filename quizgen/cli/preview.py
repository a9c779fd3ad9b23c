"""``quizgen preview``."""

from __future__ import annotations

import click

from quizgen.cli.options import print_problems, project_option

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
def deck(recipes: tuple[str, ...], output: str | None, folder: str) -> None:
    """Show every card of the deck of RECIPE (default: of every recipe with a deck) on one page.

    Cards are shown front and back, in light and dark mode, on a phone and on a desktop. The page works without a
    network and without Anki.
    """
    from pathlib import Path

    from quizgen.commands.preview import preview_decks
    from quizgen.errors import plural
    from quizgen.project import Project, shown

    target = Path(f"{folder}/build")
    sheets, problems = preview_decks(Project.at(Path(folder)), recipes, target, Path(output) if output else None)
    print_problems(problem for problem in problems if problem.level == "warning")
    for sheet in sheets:
        click.echo(f"{shown(sheet.path)}: {plural(sheet.cards, 'card')}")
