"""``quizgen analyse``."""

from __future__ import annotations

import click

from quizgen.cli.options import is_confirmed, print_problems, project_option, warn

EPILOG = """\b
Examples:
  quizgen analyse waves                     all lessons and graded papers of the recipe
  quizgen analyse waves 8b.csv              and a table of answers from Moodle or Canvas
  quizgen analyse waves --forget            delete all answers that are kept, after asking
"""


@click.command(epilog=EPILOG, short_help="Find out from answers which questions and facts need work.")
@click.argument("recipe")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="The folder to write to (default: build/).")
@click.option("--forget", is_flag=True, help="Delete the answers that are kept instead; FILE then names a session.")
@click.option("--yes", is_flag=True, help="Do not ask whether to delete them.")
@project_option
def analyse(recipe: str, files: tuple[str, ...], output: str | None, forget: bool, yes: bool, folder: str) -> None:
    """Analyse the answers to the questions of RECIPE, in lessons, on paper and in FILEs.

    The report, tables and data go to build/RECIPE/analysis/. The answers are kept in decks/RECIPE.responses/
    with numbers in place of names, so that classes and years add up.
    """
    from pathlib import Path

    from quizgen.commands import analyse as command
    from quizgen.project import Project, display_path

    project = Project.at(Path(folder))
    if forget:
        doomed = files or command.kept_sessions(project, recipe)
        question = "\n".join(["The answers of these sessions will be deleted:", *doomed, "Delete them?"])
        if doomed and not (yes or is_confirmed(question)):
            return click.echo("Nothing was deleted.")
        return click.echo("\n".join(f"{name}: deleted" for name in command.forget_answers(project, recipe, files)))
    report = command.analyse(project, recipe, files, project.output_folder("build", output), warn)
    print_problems(report.problems)
    return click.echo("\n".join([*report.lines, *map(display_path, report.files)]))
