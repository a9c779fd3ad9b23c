"""``quizgen export``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option, strict_option
from quizgen.cli.progress import ProgressLine

EPILOG = """\b
Examples:
  quizgen export moodle-xml               the quiz of every recipe, into export/
  quizgen export quizlet waves            the quiz of one recipe
  quizgen export moodle-xml waves --bank  every question that its facts support
  quizgen export h5p waves --into my.h5p  based on a package that your H5P exported
  quizgen list                            the formats, under "Outputs"
"""


@click.command(epilog=EPILOG, short_help="Export a quiz for another program.")
@click.argument("format_", metavar="FORMAT")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="The folder to write to (default: export/).")
@click.option("--bank", is_flag=True, help="Export every question that the facts support, not only those of the quiz.")
@click.option(
    "--into", type=click.Path(), metavar="FILE", help="For h5p and h5p-cards: an exported .h5p whose libraries to use."
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
    """Export the quiz of each RECIPE (default: every recipe in decks/) in FORMAT.

    What FORMAT cannot hold is reported, question by question, in a file beside it; with --strict it is an error.
    """
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.commands.export import export as write
    from quizgen.project import Project, display_path

    project = Project.at(Path(folder))
    target = project.output_folder("export", output)
    with ProgressLine() as progress:
        files, problems = write(
            project, format_, recipes, target, bank=bank, strict=strict, progress=progress, into=into, drafts=drafts
        )
    print_problems(to_print(problems))
    for file in files:
        click.echo(display_path(file))
