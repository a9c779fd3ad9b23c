"""``quizgen new``."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Examples:
  quizgen new volcanoes
  quizgen new "Моя тема"
"""


@click.command(epilog=EPILOG)
@click.argument("name", type=click.Path(path_type=Path))
def new(name: Path) -> None:
    """Begin a project in a new folder NAME, with a few facts, a recipe and a template that build at once."""
    import shlex

    from quizgen.resources import shown
    from quizgen.scaffold import create

    files = create(name)
    click.echo(f"{shown(name)}: a new project\n" + "".join(f"  {file}\n" for file in files), nl=False)
    click.echo(f"Next: cd {shlex.quote(shown(name))} && quizgen build")
