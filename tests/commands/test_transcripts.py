"""Runs the transcripts beside this file and those in the documentation: what is typed, what is printed, how it exits.

A transcript is Markdown. A code block whose info string names a file is written to an empty folder; in a
`console` block each line that begins with `$ ` is run there and must print what follows, standard output
first and then standard error after a line `--- stderr`, and exit with 0 or as a last line `--- exit N` says.
The commands of the README are run by processes of their own, as its reader runs them, all others by this one.
`$ cat FILE` prints a file, `$ cd FOLDER` changes the folder, `<!-- in FILE: old → new -->` edits a file.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from terminal import Done, here, in_a_process

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = (
    page
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if re.search(r"^\$ quizgen", page.read_text(encoding="utf-8"), re.MULTILINE)
)
TRANSCRIPTS = [*sorted(Path(__file__).parent.glob("*.md")), *PAGES, README]
BLOCK = re.compile(
    r"^```(?P<kind>\S+) ?(?P<name>\S*)\n(?P<body>.*?)^```$|^<!-- in (?P<file>\S+): (?P<old>.*) → (?P<new>.*) -->$",
    re.MULTILINE | re.DOTALL,
)
REWRITE = bool(os.environ.get("QUIZGEN_REWRITE_GOLDEN"))


def _shown(done: Done) -> str:
    printed = done.stdout
    if done.stderr:
        printed += f"--- stderr\n{done.stderr}"
    if done.returncode:
        printed += f"--- exit {done.returncode}\n"
    return printed


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(transcript: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path

    def run(line: str) -> str:
        nonlocal folder
        program, *words = shlex.split(line)
        if program == "cat":
            return (folder / words[0]).read_text(encoding="utf-8")
        if program == "cd":
            folder /= words[0]
            return ""
        assert program == "quizgen", line
        return _shown(in_a_process(folder, *words) if transcript == README else here(capfd, folder, *words))

    def replay(block: re.Match[str]) -> str:
        if block["file"]:
            edited = folder / block["file"]
            text = edited.read_text(encoding="utf-8")
            assert text.count(block["old"]) == 1
            edited.write_text(text.replace(block["old"], block["new"]), encoding="utf-8")
            return block[0]
        name, body = block["name"], block["body"]
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(body, encoding="utf-8")
        if block["kind"] != "console":
            return block[0]
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{run(line[2:])}" for line in commands) + "```"

    written = transcript.read_text(encoding="utf-8")
    replayed = BLOCK.sub(replay, written)
    if REWRITE:
        transcript.write_text(replayed, encoding="utf-8")
    assert replayed == written


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 5
