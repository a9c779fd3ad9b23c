"""``quizgen grade``."""

from __future__ import annotations

from typing import Any

import click

from quizgen.cli.options import is_confirmed, on_option, project_option, warn
from quizgen.cli.progress import ProgressLine

EPILOG = """\b
Examples:
  quizgen grade waves scans.pdf          read scans, into build/waves/grade/
  quizgen grade waves photos/            every scan and photograph in a folder
  quizgen grade review waves             look at what is doubtful
  quizgen grade waves                    after a decision or a change of the key
  quizgen grade forget waves             delete all that is known of students
"""


class _GradeGroup(click.Group):
    """A group whose first word is a recipe, unless it is one of its commands."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Read scans where no other command is named."""
        if args and args[0] not in self.commands:
            args = ["scans", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_GradeGroup, epilog=EPILOG, short_help="Grade scanned answer sheets.")
def grade() -> None:
    """Grade scans and photographs of answer sheets on this machine.

    \b
      quizgen grade RECIPE [SCANS]...
      quizgen grade review RECIPE
      quizgen grade forget RECIPE

    SCANS are PDF, JPEG, PNG, TIFF or HEIC files, or folders with them. The results are in build/RECIPE/grade/:
    results.csv, moodle.csv, canvas.csv, answers.csv, and rest.txt, which lists everything that a person still has to
    look at. The exit code is 5 until that list is empty. Decisions are in decisions.yaml. Without SCANS, all results
    are computed again from the pages that were read before.
    """


build_option = click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", help="The folder that was built into (default: build/)."
)


@grade.command(hidden=True)
@click.argument("recipe")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[SCANS]...")
@click.option("--marked", is_flag=True, help="Also make marked papers, and decks of what each student missed.")
@build_option
@on_option
@project_option
def scans(recipe: str, files: tuple[str, ...], marked: bool, output: str | None, on: str, folder: str) -> None:
    """Read SCANS of RECIPE, and compute all results again."""
    from pathlib import Path

    from quizgen.commands.grade import PACKAGES
    from quizgen.commands.grade import grade as run
    from quizgen.executors import workers_at
    from quizgen.project import Project

    project = Project.at(Path(folder))
    target = project.output_folder("build", output)
    with workers_at(on, PACKAGES) as workers, ProgressLine() as progress:
        report = run(project, recipe, [Path(file) for file in files], target, workers, progress, marked=marked)
    for message in report.reading.refused:
        warn(message)
    click.echo("\n".join(report.lines))
    report.refuse_open()


@grade.command(short_help="Look at what is doubtful, in a browser.")
@click.argument("recipe")
@click.option("--port", type=click.IntRange(1, 65535), default=8125, help="The port to listen on (default: 8125).")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.  [default: browser]")
@build_option
@project_option
def review(recipe: str, port: int, browser: bool, output: str | None, folder: str) -> None:
    """Look at the doubtful answers, students and pages of RECIPE in a browser, with the keyboard alone.

    What you decide is written to decisions.yaml at once. Ctrl+C ends the review and computes all results again.
    """
    from pathlib import Path

    from quizgen.commands.grade_review import review as run
    from quizgen.project import Project

    project = Project.at(Path(folder))
    target = project.output_folder("build", output)
    click.echo("\n".join(run(project, recipe, target, port, browser=browser, say=click.echo)))


@grade.command(short_help="Delete what is known of students.")
@click.argument("recipe")
@click.option("--student", default="", metavar="ID", help="Only this student.")
@click.option("--yes", is_flag=True, help="Do not ask whether to delete it.")
@build_option
@project_option
def forget(recipe: str, student: str, yes: bool, output: str | None, folder: str) -> None:
    """Delete all pages, decisions and results of RECIPE, or only those of one student. Scans stay where they are."""
    from pathlib import Path

    from quizgen.commands.grade_forget import forget as run
    from quizgen.project import Project

    project = Project.at(Path(folder))
    target = project.output_folder("build", output)
    whose = f"student {student}" if student else "all students"
    if not (yes or is_confirmed(f"What was read and decided about {whose} in {recipe} will be deleted. Delete it?")):
        return click.echo("Nothing was deleted.")
    return click.echo("\n".join(run(project, recipe, target, student)))
