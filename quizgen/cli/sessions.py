"""``quizgen sessions``."""

from __future__ import annotations

import click

from quizgen.cli.options import is_confirmed, project_option, warn

EPILOG = """\b
Examples:
  quizgen sessions list
  quizgen sessions export                       the results of the last one
  quizgen sessions export NAME --student Ann    with a deck of what Ann missed
  quizgen sessions purge --older-than 30        delete those not used for 30 days, after asking
"""


@click.group(epilog=EPILOG, short_help="List, export and delete past lessons.")
def sessions() -> None:
    """List, export and delete the lessons held with quizgen review."""


@sessions.command(name="list", short_help="List the saved sessions.")
@project_option
def list_(folder: str) -> None:
    """List the sessions saved in sessions/, the most recent one last."""
    from pathlib import Path

    from quizgen.commands.sessions import session_summaries
    from quizgen.errors import plural
    from quizgen.project import Project

    for session in session_summaries(Project.at(Path(folder))):
        if session.damage:
            click.echo(f"{session.name}: {session.damage}")
            continue
        line = f"{session.name}: {session.title}"
        line += f", {plural(session.students, 'student')}, {plural(session.answers, 'answer')}"
        if session.phase != "end":
            line += ", not ended"
        click.echo(line)


@sessions.command(short_help="Write a session's results.")
@click.argument("session", default="")
@click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", help="The folder to write to (default: sessions/SESSION/)."
)
@click.option("--names", is_flag=True, help="Include every student's score in the report.")
@click.option("--student", default="", metavar="NAME", help="Make the deck of what this student missed.")
@project_option
def export(session: str, output: str | None, names: bool, student: str, folder: str) -> None:
    """Write the results of SESSION (default: the last): a table, all data, a report, and a deck of what was missed."""
    from pathlib import Path

    from quizgen.commands.sessions import export as write
    from quizgen.project import Project, display_path

    target = Path(output) if output else None
    project = Project.at(Path(folder))
    for path in write(project, session, target, names=names, student=student, warn=warn):
        click.echo(display_path(path))


@sessions.command(short_help="Delete sessions and their results.")
@click.argument("names", nargs=-1, metavar="[SESSION]...")
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Also delete those not used for this many days.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether to delete them.")
@project_option
def purge(names: tuple[str, ...], days: int | None, yes: bool, folder: str) -> None:
    """Delete sessions, with all data about students, and their results in sessions/."""
    import time
    from pathlib import Path

    from quizgen.commands import sessions as command
    from quizgen.project import Project

    project = Project.at(Path(folder))
    doomed = command.sessions_to_purge(project, names, days, time.time_ns() // 1_000_000)
    if not doomed:
        return click.echo("No session is that old; nothing was deleted.")
    question = "\n".join(["These sessions and their results will be deleted:", *doomed, "Delete them?"])
    if not (yes or is_confirmed(question)):
        return click.echo("Nothing was deleted.")
    command.purge(project, doomed)
    return click.echo("\n".join(f"{name}: deleted" for name in doomed))
