"""``quizgen release``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import print_problems, project_option

if TYPE_CHECKING:
    from datetime import datetime

EPILOG = """\b
Examples:
  quizgen release waves                              record the deck as of today
  quizgen release waves --check                      only show what has changed
  quizgen release waves --reason 'echo=a wrong year' why a fact was corrected or retired
  quizgen release waves --recover build/waves/deck.apkg
"""


def _reasons(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    for value in values:
        fact, equals, reason = value.partition("=")
        if not (fact.strip() and equals and reason.strip()):
            raise click.BadParameter(f"write {value!r} as FACT=WHY")
    return {fact.strip(): why.strip() for fact, _, why in (value.partition("=") for value in values)}


@click.command(epilog=EPILOG, short_help="Release a deck, so that learners keep their progress.")
@click.argument("recipe")
@click.option("--check", is_flag=True, help="Write nothing, and exit with 3 if there is something to release.")
@click.option(
    "--release-date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the release (default: SOURCE_DATE_EPOCH if set, else today).",
)
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    callback=_reasons,
    metavar="FACT=WHY",
    help="Why a fact changed; can be repeated.",
)
@click.option(
    "--recover",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Recover a lost lock from the deck.apkg that learners have.",
)
@project_option
@click.pass_context
def release(
    context: click.Context,
    recipe: str,
    check: bool,
    day: datetime | None,
    reasons: dict[str, str],
    recover: str | None,
    folder: str,
) -> None:
    """Release the deck of RECIPE: record in its lock what learners get, and in its release notes what has changed.

    Later builds compare the deck with the lock: only what changed is newer, so that learners keep their progress.
    """
    from pathlib import Path

    from quizgen.commands.release import check_release, write_recovered, write_release
    from quizgen.project import Project

    project = Project.at(Path(folder))
    if recover:
        done = write_recovered(project, recipe, Path(recover))
    else:
        done = check_release(project, recipe) if check else write_release(project, recipe, _moment(day), reasons)
    print_problems(problem for problem in done.problems if problem.level == "warning")
    click.echo("\n".join(done.lines))
    if check and done.due:
        context.exit(3)


def _moment(day: datetime | None) -> int:
    """The time of the release: the day given, SOURCE_DATE_EPOCH, or the start of today, in seconds since 1970."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if day is None and epoch:
        if not epoch.isdecimal():
            raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, but it must be a number of seconds since 1970")
        return int(epoch)
    day = day or datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.replace(tzinfo=UTC).timestamp())
