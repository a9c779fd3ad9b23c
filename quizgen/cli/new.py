"""``quizgen new``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen new volcanoes
  quizgen new "Моя тема"
  quizgen new volcanoes --sheet
"""


@click.command(epilog=EPILOG, short_help="Start a project of your own.")
@click.argument("name", type=click.Path())
@click.option("--sheet", is_flag=True, help="Keep the facts in a spreadsheet (.csv) instead of YAML.")
def new(name: str, sheet: bool) -> None:
    """Start a project in a new folder NAME, with a few facts, a recipe and a template that can be built at once."""
    import shlex
    from pathlib import Path

    from quizgen.commands.new import create
    from quizgen.project import display_path

    folder = Path(name)
    files = create(folder, sheet=sheet)
    click.echo(f"{display_path(folder)}: a new project\n" + "".join(f"  {file}\n" for file in files), nl=False)
    click.echo(f"Next: cd {shlex.quote(display_path(folder))} && quizgen build")
