"""``quizgen studio``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen studio                    in the folder of a project
  quizgen studio volcanoes          the project in another folder
  quizgen studio --no-browser       print the address alone
"""


@click.command(epilog=EPILOG, short_help="Write facts in a browser, beside their article.")
@click.argument("folder", type=click.Path(), default=".")
@click.option("--port", type=click.IntRange(1, 65535), default=8124, help="The port to listen on (default: 8124).")
@click.option("--browser/--no-browser", default=True, help="Open the studio in the browser.  [default: browser]")
def studio(folder: str, port: int, browser: bool) -> None:
    """Write facts in a browser, beside their article, with the questions that they give.

    FOLDER is the project's (default: the current folder). Everything is in its files, which you may edit elsewhere at
    the same time. Nobody but you on this machine can open the page.
    """
    from importlib.util import find_spec
    from pathlib import Path

    from quizgen.errors import UsageError
    from quizgen.plugins import install_command
    from quizgen.project import Project

    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise UsageError(f"the studio needs a few more packages:  {install_command('studio')}")
    from quizgen.studio.starting import run

    run(Project.at(Path(folder)), port, browser=browser, say=click.echo)
