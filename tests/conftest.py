"""Fixtures for several tests: projects made on the spot, and the real programs that judge the output."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
from babel.messages.frontend import CommandLineInterface
from every_kind import ENTITIES, FACTS, PICTURE
from every_kind import RECIPE as EVERY_KIND
from hypothesis.internal.conjecture import providers
from xdist.remote import Producer
from xdist.scheduler import Scheduling, WorkStealingScheduling

from quizgen.assembly.worksheets import crossword_grid
from quizgen.build import preparation
from quizgen.build.jobs import Jobs
from quizgen.build.pipeline import build
from quizgen.build.preparation import prepare
from quizgen.cli import ENVIRONMENT
from quizgen.executors import workers_at
from quizgen.model.lock import Lock
from quizgen.project import Project
from quizgen.reading.locks import lock_file
from quizgen.words.catalogues import LOCALE

# A run tries the same examples as the last, so that what fails is what was changed; --hypothesis-profile=random tries
# others, and more of them. Machines that run this are shared and slow at times; a deadline would fail on their noise.
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("random", derandomize=False, print_blob=True, deadline=None, max_examples=200)
hypothesis.settings.load_profile("ci")

ROOT = Path(__file__).parent.parent
HEAD = """\
schema: quizgen-facts/1
source: {id: t, title: A Text, author: An Author}
"""
RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: t
"""

# Where .ci/run puts other people's readers and schemas.
MODULES = Path(os.environ.get("QUIZGEN_NODE", Path.home() / ".cache/quizgen/node")) / "node_modules"
SOURCES = Path(os.environ.get("QUIZGEN_SOURCES", Path.home() / ".cache/quizgen/sources"))

ONE_CHOICE = f"{RECIPE}quiz: {{questions: {{multiple-choice: 1}}}}\n"


# A folder in memory that Linux has, and the room in it, in bytes, that a run needs with much to spare.
IN_MEMORY = Path("/dev/shm")
ROOM = 2 * 10**9


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues of words where they were changed, once, before the workers start.

    The processes that tests start keep what Python compiles, as an installed quizgen does, whatever this machine is
    set to: each would compile all modules otherwise. Thousands of tests write some files each, which takes a fifth less
    time in memory than on a disk. What is imported and collected is kept, so that no garbage is looked for in it.
    """
    gc.disable()
    if not config.getoption("--hypothesis-profile"):
        # Constants of whatever modules are imported would be among the examples, which would then not be the same in
        # each run: a worker imports what its tests need. Hypothesis has no setting for that.
        providers._get_local_constants = lambda: providers._local_constants
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    os.environ |= ENVIRONMENT
    if not hasattr(config, "workerinput"):
        if "TMPDIR" not in os.environ and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
            os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)
        if any(is_older(words.with_suffix(".mo"), words) for words in LOCALE.rglob("quizgen.po")):
            assert not CommandLineInterface().run(["pybabel", "-q", "compile", "-d", str(LOCALE), "-D", "quizgen"])


def is_older(output: Path, source: Path) -> bool:
    """Whether the ``output`` that is made of a ``source`` is not there, or was made before that was changed."""
    return not output.exists() or output.stat().st_mtime <= source.stat().st_mtime


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the long tests first, or one of them would run alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Give each worker half of the tests, in order, and let one without tests take of another's.

    So what a module or a session builds for its tests is mostly built once: with pieces handed out as they are asked
    for, three times as many modules are run by both of two workers.
    """
    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


def pytest_collection_finish() -> None:
    """Leave what was imported out of the collections of garbage to come, and have fewer: a twentieth quicker."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """What is left after a power cut is looked at by no test, and every build waits for each of its files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project whose one collection, `t`, has the facts given as YAML, with one recipe, `t`."""
    return partial(project_at, tmp_path / "project")


def project_at(
    root: Path, facts: str, *, entities: str = "", recipe: str = RECIPE, files: Mapping[str, str] | None = None
) -> Project:
    """The project at ``root`` with the ``facts`` of its one collection, `t`, as YAML, and one recipe, `t`."""
    everything = {"facts/t.yaml": f"{HEAD}{entities}facts:\n{facts}", "decks/t.yaml": recipe, **(files or {})}
    return written(root, everything)


# The same in every run, so that what is built is the same.
UID = "0123456789abcdef" * 2
IDENTITY = {
    "quizgen.yaml": f"schema: quizgen-project/1\nuid: {UID}\n",
    "decks/anki.lock": lock_file(Lock(UID)).decode(),
}


def written(root: Path, files: Mapping[str, str]) -> Project:
    """The project at ``root``, once ``files`` are written there; it has a uid, and a lock if it was never built."""
    identity = {name: text for name, text in IDENTITY.items() if not (root / name).exists()}
    for name, content in (identity | {**files}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Project.at(root)


@pytest.fixture(scope="module")
def quick_crosswords() -> Iterator[None]:
    """Crosswords are laid out without the search for smaller ones, which takes a quarter of a second for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crossword_grid, "lay_out", partial(crossword_grid.lay_out, looks=0))
        yield


@pytest.fixture(scope="module")
def unfitted_pages() -> Iterator[None]:
    """Questions are printed with the usual distances, as where they cannot be measured, which takes half the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparation, "_fittings", lambda *_: {})
        yield


@pytest.fixture(scope="session")
def shipped_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both shipped recipes, built in a copy of the project, which may write its lock."""
    root = tmp_path_factory.mktemp("shipped")
    for name in ("facts", "decks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "quizgen.yaml", root)
    build(Project.at(root), (), root / "build", strict=True, progress=quiet)
    return root / "build"


@pytest.fixture(scope="session")
def every_kind_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck, and a quiz for each reader, with questions of every kind."""
    recipe = EVERY_KIND.replace("[deck, quiz, key, review]", "[deck, quiz, key, review, docx]")
    files = {"facts/cycle.svg": PICTURE, "facts/sea.mp3": "ID3\x04waves"}
    example = project_at(tmp_path_factory.mktemp("kinds"), FACTS, entities=ENTITIES, recipe=recipe, files=files)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    return example.root / "build/t"


def quiet(stage: str, done: int, total: int) -> None:
    """Reports no progress."""


def prepared(recipes: Sequence[Jobs]) -> list[Jobs]:
    """The jobs with what the PDF engine tells, as a build on this machine has it."""
    with workers_at() as workers:
        return prepare(recipes, quiet, workers)


def program(*names: str) -> str:
    """The path of the first of `names` that is installed; where none is, CI fails and other runs skip."""
    for name in names:
        if found := shutil.which(name):
            return found
    return _missing(f"none of {', '.join(names)} is installed")


def present(path: Path) -> Path:
    """The path of other people's work that .ci/run installs; where it is missing, CI fails and other runs skip."""
    return path if path.exists() else _missing(f"{path} is missing: .ci/run installs it")


def _missing(message: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The system's Chromium, headless, with no network of its own."""
    from playwright.sync_api import sync_playwright

    program(*CHROMIUM)  # skips before anything is started
    with sync_playwright() as playwright:
        chromium = launched(playwright.chromium)
        yield chromium
        chromium.close()


# The first is Chromium without windows, which opens a page with half of the work.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")


def launched(chromium: Any, *switches: str) -> Any:
    """One more browser of Playwright's type ``chromium``, with these ``switches``."""
    unconfined = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []  # Chromium refuses root otherwise
    return chromium.launch(executable_path=program(*CHROMIUM), args=[*switches, *unconfined])
