"""``quizgen release``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli.options import project_option

if TYPE_CHECKING:
    from datetime import datetime

EPILOG = """\b
Examples:
  quizgen release                                    name what was built last by today's date
  quizgen release "Spring 2027"                      give it a name of its own
  quizgen release --check                            only show what has changed
  quizgen release --reason "echo=a wrong year"       why a fact was corrected or retired
  quizgen release --recover build/waves/deck.apkg    restore a lost lock
"""


def _reasons(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The reasons by the facts' ids."""
    reasons: dict[str, str] = {}
    for value in values:
        fact, equals, reason = value.partition("=")
        if not (fact.strip() and equals and reason.strip()):
            raise click.BadParameter(f"write {value!r} as FACT=WHY")
        reasons[fact.strip()] = reason.strip()
    return reasons


@click.command(epilog=EPILOG, short_help="Name a release of the Anki decks, with notes for learners.")
@click.argument("name", required=False)
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
    name: str | None,
    check: bool,
    day: datetime | None,
    reasons: dict[str, str],
    recover: str | None,
    folder: str,
) -> None:
    """Name what was built last the release NAME (default: the date), and write in decks/releases.md what changed.

    Corrections reach learners with every build, released or not. From the next build, the back of every card and the
    decks' descriptions name the release.
    """
    from pathlib import Path

    from quizgen.commands.release import unreleased_changes, write_recovered, write_release
    from quizgen.project import Project

    project = Project.at(Path(folder))
    if check:
        changes = unreleased_changes(project)
        click.echo(f"since the last release: {changes.summary}")
        context.exit(3 if changes else 0)
    lines = write_recovered(project, Path(recover)) if recover else write_release(project, name, day, reasons)
    click.echo("\n".join(lines))
