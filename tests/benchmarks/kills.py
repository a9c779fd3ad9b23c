"""What a kill leaves behind: python tests/benchmarks/kills.py [KILLS [COMMAND ...]]

Every command that writes is traced: each file that it opens to write, moves or removes, each folder that it makes or
removes. Then it is killed before each of these, one at a time; the next command starts, and then the killed one again.
Counts what is left of ``.quizgen-`` after the next start, and what differs in the end from a project in which nothing
was killed.
"""

from __future__ import annotations

import importlib
import keyword
import os
import secrets
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.mutants import GIFT, lay, project_files  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from quizgen.cli import commands  # noqa: E402

CHANGES = {"os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir"}
LISTINGS = {".quizgen-files", ".quizgen-prints"}  # what stays in build/, by design
DRAFT = b'- {id: barn, statement: "The Red Barn is in {Ashby}.", ask: Where is the Red Barn?, status: draft}\n'
# Each command with what is run before it, after a build.
COMMANDS: dict[str, list[list[str]]] = {
    "build": [["build"]],
    "build elsewhere": [["build", "-o", "papers"]],
    "release": [["release", "t", "--release-date", "2026-01-01"]],
    "release again": [["release", "one", "--release-date", "2026-01-01"], ["release", "two"]],
    "export": [["export", "h5p"]],
    "preview": [["preview", "deck", "t"]],
    "format": [["format"]],
    "check --write": [["check", "--write"]],
    "approve": [["approve", "t"]],
    "distractors --approve": [["distractors", "t/mast", "--approve", "Easton"]],
    "import": [["import", "b.gift", "-o", "facts/b.yaml", "--force"]],
    "new": [["new", "fresh"]],
}


def files() -> dict[str, bytes]:
    """A project in which each of the commands has something to write."""
    project = project_files()
    project["decks/t.yaml"] = b"schema: quizgen-deck/1\ntitle: T\nfacts: [t]\noutputs: [deck, practice]\n"
    return {**project, "facts/t.yaml": project["facts/t.yaml"] + DRAFT, "b.gift": GIFT.encode()}


def run(arguments: list[str], kill_at: int = 0, folder: str = "") -> int:
    """Run a command in a fork, killed before its change number ``kill_at``; return its exit code.

    This process must not have printed a PDF: the engine's threads do not survive a fork.

    With ``folder`` and no kill, return the number of changes in that folder instead.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        count = 0

        def watch(event: str, details: tuple[Any, ...]) -> None:
            nonlocal count
            is_write = event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)
            if (event in CHANGES or is_write) and str(Path(os.fsdecode(details[0])).absolute()).startswith(folder):
                count += 1
                if count == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        if folder:
            sys.addaudithook(watch)
        os.environ["SOURCE_DATE_EPOCH"] = "1800000000"
        secrets.token_hex = lambda count: "a" * 2 * count  # type: ignore[assignment]
        result = CliRunner().invoke(commands, arguments)
        if result.exit_code not in (0, 3):
            sys.stderr.write(f"{arguments}: {result.output}{result.exception!r}\n")
        os.write(writer, str(count).encode())
        os._exit(0 if result.exit_code in (0, 3) else 1)
    os.close(writer)
    status = os.waitpid(child, 0)[1]
    count = int(os.read(reader, 20) or 0)
    os.close(reader)
    return count if folder and not kill_at else os.waitstatus_to_exitcode(status)


def contents(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by path, except the listings, and what is named by chance."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in LISTINGS
    }


def remains(folder: Path) -> list[str]:
    """What quizgen left behind of its own."""
    return [path.name for path in folder.rglob(".quizgen-*") if path.name not in LISTINGS]


def prepared(folder: Path, lines: list[list[str]]) -> None:
    """Make the project with the commands before the last of ``lines``."""
    lay(folder, files())
    with chdir(folder):
        for arguments in [["build"], *lines[:-1]]:  # the first build draws a uid
            assert run(arguments) == 0, arguments
        if lines[-1] == ["check", "--write"]:
            facts = folder / "facts/t.yaml"
            facts.write_bytes(facts.read_bytes().replace(b"paragraph: 2", b"paragraph: 1"))


def killed(name: str, prepared_folder: Path, whole: Mapping[str, bytes], at: int) -> tuple[bool, bool, str]:
    """Whether the command was killed, and whether something of it was left behind; and what differs in the end."""
    arguments = COMMANDS[name][-1]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "project"
        shutil.copytree(prepared_folder, folder)
        with chdir(folder):
            was_killed = run(arguments, at, str(folder)) == -signal.SIGKILL
            run(["list"] if name != "new" else arguments)
            left = bool(remains(folder))
            if contents(folder) != whole:  # it was undone, or killed before it wrote anything
                run(arguments)
        after = contents(folder)
        different = [path for path in {*after, *whole} if after.get(path) != whole.get(path)]
        return was_killed, left, ", ".join(sorted(different)[:3])


def kills(most: int, names: Sequence[str]) -> Iterator[tuple[str, int, bool, str]]:
    """The command, the number of the change before which it was killed, whether something was left, what differs."""
    with tempfile.TemporaryDirectory() as folder:
        folders = {name: Path(folder) / str(number) / "project" for number, name in enumerate(names)}
        counts, wholes = {}, {}
        for name in names:
            lines = COMMANDS[name]
            prepared(folders[name], lines)
            with tempfile.TemporaryDirectory() as other:
                copy = Path(other) / "project"
                shutil.copytree(folders[name], copy)
                with chdir(copy):
                    counts[name] = run(lines[-1], 0, str(copy))
                wholes[name] = contents(copy)
        points = [(name, at) for name in names for at in range(1, counts[name] + 1)]
        chosen = min(most, len(points))
        for name, at in (points[number * len(points) // chosen] for number in range(chosen)):
            was_killed, left, different = killed(name, folders[name], wholes[name], at)
            if was_killed:
                yield name, at, left, different


def main(most: int, names: Sequence[str] = tuple(COMMANDS)) -> int:
    """Print a line for each command; return how many kills left something behind, or another result."""
    for word in {"build", "list", *(line[0] for name in names for line in COMMANDS[name])}:
        module = f"quizgen.commands.{word}{'_' * keyword.iskeyword(word)}"
        importlib.import_module(module)  # or each process would import what it needs
    counts: dict[str, Counter[str]] = {}
    faults = []
    for name, at, left, different in kills(most, names):
        counts.setdefault(name, Counter()).update(kills=1, left=left, different=bool(different))
        if left or different:
            faults.append(f"{name}, change {at}: {'left behind; ' * left}{different}")
    print(f"{'command':24} kills  left behind  other result")
    for name, count in counts.items():
        print(f"{name:24} {count['kills']:5}  {count['left']:11}  {count['different']:12}")
    print(f"{sum(count['kills'] for count in counts.values())} kills")
    print("\n".join(faults[:20]))
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(int((*sys.argv, "1000")[1]), sys.argv[2:] or tuple(COMMANDS)) > 0)
