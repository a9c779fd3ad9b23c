"""``quizgen studio``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen studio                    in the folder of a project
  quizgen studio volcanoes          the project in another folder
  quizgen studio --no-browser       only print the address
  quizgen studio --shortcut         put an icon on the desktop
"""


@click.command(epilog=EPILOG, short_help="Write facts in a browser, beside their article.")
@click.argument("folder", type=click.Path(), default=".")
@click.option("--port", type=click.IntRange(1, 65535), default=8124, help="The port to listen on (default: 8124).")
@click.option("--browser/--no-browser", default=True, help="Open the studio in the browser.  [default: browser]")
@click.option("--shortcut", is_flag=True, help="Put an icon on the desktop that starts the studio in FOLDER.")
def studio(folder: str, port: int, browser: bool, shortcut: bool) -> None:
    """Write facts in a browser, beside their article, with the questions that they give.

    FOLDER is the project's (default: the current folder). Everything is in its files, which you may edit elsewhere at
    the same time. Only you can open the page, and only on this machine.
    """
    from pathlib import Path

    from quizgen.project import Project
    from quizgen.studio.shortcut import write_shortcut
    from quizgen.studio.starting import run

    project = Project.at(Path(folder))
    if shortcut:
        click.echo(f"{write_shortcut(project.root)}: open it to start the studio")
    else:
        run(project, port, browser=browser, say=click.echo)
