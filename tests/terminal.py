"""Commands as they are typed: in a process of their own, or in this one, which has read every module already."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen.cli import main, worker


@dataclass(frozen=True)
class Done:
    """What a command printed, on the one stream and on the other, and how it exited.

    One that was run in this process ``wants_worker`` where quizgen would have run it in another one.
    """

    stdout: str
    stderr: str
    returncode: int
    wants_worker: bool = False


def in_a_process(folder: Path, *words: str) -> Done:
    """Runs ``quizgen WORDS`` in ``folder`` as a shell would, with an empty standard input and a width of 100."""
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "100"},
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.stdout, done.stderr, done.returncode)


def here(capfd: pytest.CaptureFixture[str], folder: Path, *words: str) -> Done:
    """The same in this process: whatever is written to its two streams counts, by Python or not.

    A bug's exception, and a warning, come out of here instead of being printed. Templates of the project and drawings
    are used in this process too; that a command has them used by another is tested in `cli/test_worker.py`.
    """
    capfd.readouterr()
    wanted: list[bool] = []
    with pytest.MonkeyPatch.context() as patch, Path(os.devnull).open(encoding="utf-8") as nothing:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        patch.setattr(sys, "stdin", nothing)
        patch.setattr(sys, "argv", ["quizgen", *words])
        patch.setattr(worker, "run_in_worker", lambda *, watched: wanted.append(watched))
        patch.setattr(logging.getLogger(), "handlers", [])  # without pytest's, what is logged is printed
        with pytest.raises(SystemExit) as error:
            main()
    printed = capfd.readouterr()
    return Done(printed.out, printed.err, error.value.code or 0, bool(wanted))
