"""``quizgen new``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen new volcanoes
  quizgen new "Моя тема"
  quizgen new volcanoes --sheet
  quizgen new volcanoes --article ~/volcanoes.html
"""


@click.command(epilog=EPILOG, short_help="Start a project of your own.")
@click.argument("name", type=click.Path())
@click.option("--sheet", is_flag=True, help="Keep the facts in a spreadsheet (.xlsx) instead of YAML.")
@click.option("--article", metavar="FILE", help="Your article, which is copied and described in the project.")
def new(name: str, sheet: bool, article: str | None) -> None:
    """Start a project in a new folder NAME, with a few facts, a recipe and a template that can be built at once."""
    from pathlib import Path

    from quizgen.commands.new import create
    from quizgen.project import display_path

    folder = Path(name)
    project = create(folder, sheet=sheet, article=article)
    click.echo("\n".join((f"{display_path(folder)}: a new project", *(f"  {file}" for file in project.files))))
    click.echo("Next: " + "\n      ".join(project.next_steps))
