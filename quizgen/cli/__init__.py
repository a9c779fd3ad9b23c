"""The command line: the only package that imports click, and the place where errors become exit codes.

A command is imported when it is run, and imports the library in its body: ``--help`` costs little more than click.
"""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
from collections import UserDict
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from quizgen import __version__
from quizgen.cli.options import MAY_START_WORKER
from quizgen.confinement import IN_WORKER

EPILOG = """\b
Examples:
  quizgen new volcanoes        start a project of your own
  quizgen check                find problems in facts and recipes
  quizgen build                build every recipe in decks/
"""

# By name, the module and the function.
COMMANDS = {
    "analyse": "quizgen.cli.analyse:analyse",
    "approve": "quizgen.cli.approve:approve",
    "assemble": "quizgen.cli.assemble:assemble",
    "build": "quizgen.cli.build:build",
    "check": "quizgen.cli.check:check",
    "distractors": "quizgen.cli.distractors:distractors",
    "draft": "quizgen.cli.draft:draft",
    "explain": "quizgen.cli.explain:explain",
    "export": "quizgen.cli.export:export",
    "format": "quizgen.cli.format:format_",
    "grade": "quizgen.cli.grade:grade",
    "import": "quizgen.cli.import_:import_",
    "list": "quizgen.cli.list:list_",
    "new": "quizgen.cli.new:new",
    "preview": "quizgen.cli.preview:preview",
    "release": "quizgen.cli.release:release",
    "review": "quizgen.cli.review:review",
    "sessions": "quizgen.cli.sessions:sessions",
    "studio": "quizgen.cli.studio:studio",
    "templates": "quizgen.cli.templates:templates",
}


class _Commands(UserDict[str, Any]):
    """The commands by name, each of which is imported where it is run or described."""

    def __getitem__(self, name: str) -> Any:
        """Import the command ``name``."""
        module, _, attribute = self.data[name].partition(":")
        return getattr(import_module(module), attribute)


@click.group(commands=_Commands(COMMANDS), epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizgen", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn curated facts into Anki decks, printed quizzes with keys, and classroom reviews.

    Everything runs on this machine. Facts are read from facts/, recipes from decks/; in a folder that has
    neither, the collections that come with quizgen are used.
    """


# Most objects that a command creates are used until it ends: collecting garbage as often as Python does finds little,
# and takes a tenth of the time of a small build.
GC_THRESHOLDS = (300_000, 20, 20)
# NumPy's matrices are small here: threads would wait for each other longer than they calculate. And pydantic need not
# search all installed packages for plugins.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}


def main() -> None:
    """Run the command line; an error that is not a bug becomes a message and an exit code."""
    gc.set_threshold(*GC_THRESHOLDS)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    atexit.register(gc.freeze)  # or Python would look through everything again before it ends
    for stream in (sys.stdout, sys.stderr):
        # An old console's encoding lacks most characters; printing "?" is better than crashing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        _run()
    except MemoryError:
        click.echo("quizgen: this needs more memory than there is. Nothing was written", err=True)
        sys.exit(4)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        with suppress(OSError):
            click.echo(f"quizgen: this could not be printed: {error.strerror}", err=True)
        # What is still to be printed would be tried again, and complained about, when Python ends.
        for stream in filter(None, (sys.stdout, sys.stderr)):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(5)


def _run() -> None:
    try:
        worker = os.environ.get(IN_WORKER)
        if worker:
            from quizgen.cli.worker import limit_worker

            limit_worker(watched=worker == "watched")
        try:
            commands(prog_name="quizgen", obj=None if worker else MAY_START_WORKER)
        finally:
            if sys.stdout is not None:  # it is None where it was closed
                sys.stdout.flush()
    except Exception as error:
        from quizgen.errors import QuizgenError

        if not isinstance(error, QuizgenError):
            raise  # a bug, which keeps its traceback
        click.echo(error_text(error), err=True)
        sys.exit(error.exit_code)


def error_text(error: Exception) -> str:
    """The text to print for ``error``."""
    from quizgen.errors import ContentError, plural

    if not isinstance(error, ContentError):
        return f"quizgen: {error}"
    from quizgen.cli.options import problem_lines

    count = sum(problem.level == "error" for problem in error.problems) or len(error.problems)
    lines = "\n".join(problem_lines(error.problems))
    return f"{lines}\n{plural(count, 'problem')} to fix; nothing was written."
