"""``quizgen check``."""

from __future__ import annotations

import click

from quizgen.cli.options import plural, print_problems, project_option, strict_option

EPILOG = """\b
Examples:
  quizgen check              everything in facts/ and decks/
  quizgen check volcanoes    one collection or recipe
"""


@click.command(epilog=EPILOG, short_help="Find everything that is wrong.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@project_option
@strict_option
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], folder: str, strict: bool) -> None:
    """Find everything that is wrong in the facts and recipes, or in those named, and write nothing.

    Each problem comes with its file, line and column, and what to write instead. Exits with 3 if there is
    an error (with --strict, a warning too).
    """
    from pathlib import Path

    from quizgen.build import check as run
    from quizgen.resources import Project

    content = run(Project.at(Path(folder)), names)
    print_problems(content.problems)
    errors = sum(problem.level == "error" for problem in content.problems)
    warnings = len(content.problems) - errors
    facts = sum(len(loaded.collection.facts) for loaded in content.collections.values())
    collections, recipes = len(content.collections), len(content.recipes)
    read = f"{plural(facts, 'fact')} in {plural(collections, 'collection')}, {plural(recipes, 'recipe')}"
    click.echo(f"{read}: {plural(errors, 'error')}, {plural(warnings, 'warning')}.")
    if errors or (strict and warnings):
        context.exit(3)
