"""``quizgen review``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option, warn

EPILOG = """\b
Examples:
  quizgen review waves               open the teacher's page; students join with their phones
  quizgen review waves --seconds 60  a minute for each answer
  quizgen review waves --cards       without phones: photograph their response cards
  quizgen review --resume            continue after the laptop has crashed
"""


@click.command(epilog=EPILOG, short_help="Hold a lesson: students answer on their phones.")
@click.argument("recipe", required=False)
@click.option("--resume", is_flag=True, help="Continue the last session, or the one called RECIPE.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port to listen on (default: 8123, or that of the resumed session).",
)
@click.option("--address", default="", metavar="IP", help="Listen only on this address and on localhost.")
@click.option("--seconds", type=click.IntRange(5, 3600), help="The time for an answer (default: unlimited).")
@click.option(
    "--confidence/--no-confidence", default=True, help="Ask students how sure they are.  [default: confidence]"
)
@click.option("--teams", type=click.IntRange(2, 20), help="Divide students into this many teams as they join.")
@click.option("--leaderboard", is_flag=True, help="Show the students with the most points.")
@click.option("--speed", is_flag=True, help="Give more points for faster correct answers.")
@click.option("--moderate", is_flag=True, help="Show names and free words only once you have approved them.")
@click.option("--cards", is_flag=True, help="Students hold up response cards; you photograph them.")
@click.option(
    "--class", "group", default="", metavar="NAME", help="The class whose cards are used, if there are several."
)
@click.option("--browser/--no-browser", default=True, help="Open the teacher's page.  [default: browser]")
@project_option
@drafts_option
def review(
    recipe: str | None,
    resume: bool,
    port: int | None,
    address: str,
    cards: bool,
    group: str,
    browser: bool,
    folder: str,
    drafts: bool,
    **rules: int,
) -> None:
    """Hold a lesson with the quiz of RECIPE; students join with their phones over the local network.

    Without phones, they hold up the recipe's response cards, and you photograph the room.

    Nothing leaves this machine. The session is saved in sessions/; continue it with --resume.
    """
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.classroom.running import run
    from quizgen.commands.review import open_session
    from quizgen.project import Project

    project = Project.at(Path(folder))
    rules = {name: value for name, value in rules.items() if value is not None}
    holders = group if cards or group else None
    store, problems = open_session(
        project, recipe, resume=resume, address=address, port=port, rules=rules, cards=holders, drafts=drafts, warn=warn
    )
    print_problems(to_print(problems))
    run(project, store, address, port, browser=browser, say=click.echo)
