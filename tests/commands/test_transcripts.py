"""Runs the transcripts beside this file: what is typed, what is printed, how it exits.

A transcript is Markdown. A code block whose info string names a file is written to an empty folder; in a
`console` block each line that begins with `$ ` is run there and must print what follows, standard output
first and then standard error after a line `--- stderr`, and exit with 0 or as a last line `--- exit N` says.
`$ cat FILE` prints a file.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))
BLOCK = re.compile(r"^```(\S+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REWRITE = bool(os.environ.get("QUIZGEN_REWRITE_GOLDEN"))


def _run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "cat":
        return (folder / words[1]).read_text(encoding="utf-8")
    assert words[0] == "quizgen", command
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", *words[1:]],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "100"},
        timeout=60,
        check=False,
    )
    printed = done.stdout
    if done.stderr:
        printed += f"--- stderr\n{done.stderr}"
    if done.returncode:
        printed += f"--- exit {done.returncode}\n"
    return printed


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(transcript: Path, tmp_path: Path) -> None:
    def replay(block: re.Match[str]) -> str:
        kind, name, body = block.groups()
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
        if kind != "console":
            return block[0]
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{_run(line[2:], tmp_path)}" for line in commands) + "```"

    written = transcript.read_text(encoding="utf-8")
    replayed = BLOCK.sub(replay, written)
    if REWRITE:
        transcript.write_text(replayed, encoding="utf-8")
    assert replayed == written


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 5
