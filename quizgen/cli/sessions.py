"""``quizgen sessions``."""

from __future__ import annotations

import click

from quizgen.cli.options import project_option

EPILOG = """\b
Examples:
  quizgen sessions list
  quizgen sessions export                       the last one's results
  quizgen sessions export NAME --student Ann    with a deck of what Ann missed
  quizgen sessions purge --older-than 30        forget what is older than 30 days
"""


@click.group(epilog=EPILOG, short_help="List, export and delete lessons that were held.")
def sessions() -> None:
    """List, export and delete the lessons that were held with quizgen review."""


@sessions.command(name="list", short_help="List the sessions that are kept.")
@project_option
def list_(folder: str) -> None:
    """List the sessions that are kept in sessions/, the last at the end."""
    from pathlib import Path

    from quizgen.commands.sessions import listed
    from quizgen.errors import plural
    from quizgen.project import Project

    for each in listed(Project.at(Path(folder))):
        told = f"{plural(each.students, 'student')}, {plural(each.answers, 'answer')}"
        click.echo(f"{each.name}: {each.title}, {told}{'' if each.phase == 'end' else ', not ended'}")


@sessions.command(short_help="Write a session's results.")
@click.argument("session", default="")
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="Where to; sessions/SESSION/ if not given.")
@click.option("--names", is_flag=True, help="Put every student's score into the report.")
@click.option("--student", default="", metavar="NAME", help="Put into the deck what this student missed.")
@project_option
def export(session: str, output: str | None, names: bool, student: str, folder: str) -> None:
    """Write the results of SESSION, or of the last: a table, all data, a report, and a deck of what was missed."""
    from pathlib import Path

    from quizgen.commands.sessions import export as write
    from quizgen.project import Project, display_path

    target = Path(output) if output else None
    for path in write(Project.at(Path(folder)), session, target, names=names, student=student):
        click.echo(display_path(path))


@sessions.command(short_help="Delete sessions and what was exported of them.")
@click.argument("names", nargs=-1, metavar="[SESSION]...")
@click.option("--older-than", "days", type=click.IntRange(min=0), metavar="DAYS", help="Also all not used for so long.")
@project_option
def purge(names: tuple[str, ...], days: int | None, folder: str) -> None:
    """Delete sessions, with everything about students in them, and their results in sessions/."""
    import time
    from pathlib import Path

    from quizgen.commands.sessions import purge as delete
    from quizgen.project import Project

    deleted = delete(Project.at(Path(folder)), names, days, time.time_ns() // 1_000_000)
    click.echo("\n".join(f"{name}: deleted" for name in deleted) or "No session is so old; nothing was deleted.")
