"""``quizgen export``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option, strict_option
from quizgen.cli.progress import ProgressLine

EPILOG = """\b
Examples:
  quizgen export moodle-xml               every recipe's quiz, into export/
  quizgen export quizlet waves            one recipe's
  quizgen export moodle-xml waves --bank  every question that its facts carry
  quizgen export h5p waves --into my.h5p  into a package that your H5P exported
  quizgen list                            what FORMAT can be, under outputs
"""


@click.command(epilog=EPILOG, short_help="Export a quiz for another program.")
@click.argument("format_", metavar="FORMAT")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="Where to write; export/ if not given.")
@click.option("--bank", is_flag=True, help="Export every question that the facts carry, not the quiz's alone.")
@click.option(
    "--into", type=click.Path(), metavar="FILE", help="An exported .h5p whose libraries to keep (h5p, h5p-cards)."
)
@project_option
@strict_option
@drafts_option
def export(
    format_: str,
    recipes: tuple[str, ...],
    output: str | None,
    bank: bool,
    into: str | None,
    folder: str,
    strict: bool,
    drafts: bool,
) -> None:
    """Export the quiz of RECIPE (or of every recipe in decks/) in FORMAT, whatever outputs the recipe names.

    What FORMAT cannot hold is told, question by question, in a file beside the others; with --strict it is refused.
    """
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.commands.export import export as write
    from quizgen.project import Project, display_path

    project, target = Project.at(Path(folder)), Path(output or f"{folder}/export")
    host = Path(into) if into else None
    with ProgressLine() as progress:
        files, told = write(
            project, format_, recipes, target, bank=bank, strict=strict, progress=progress, into=host, drafts=drafts
        )
    print_problems(to_print(told))
    for file in files:
        click.echo(display_path(file))
