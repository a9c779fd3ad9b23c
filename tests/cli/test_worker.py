"""What templates that somebody else wrote cannot do: read outside their project, use the network, take the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from terminal import here, in_a_process

from quizgen.confinement import IN_WORKER, STARTED_BY, end_with_parent
from quizgen.project import Project

T = TypeVar("T")
FACT = '- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city is it?, distractors: [Quito, Cali]}'
THEME = "{% extends 'shipped/print/quiz.typ.j2' %}\n"
RECIPE = "schema: quizgen-deck/1\ntitle: A Quiz\nfacts: t\noutputs: [quiz]\n"
WITHOUT_END = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"


@pytest.fixture
def themed(project: Callable[..., Project]) -> Callable[[str], Path]:
    """Makes a project whose quiz has this as its title."""

    def make(title: str) -> Path:
        theme = f"{THEME}{{% block title %}}{{{{ super() }}}} {title}{{% endblock %}}\n"
        return project(FACT, recipe=RECIPE, files={"templates/print/quiz.typ.j2": theme}).root

    return make


def test_a_projects_own_template_is_used_and_its_modules_are_not_run(themed: Callable[[str], Path]) -> None:
    root = themed('#read("/notes.txt") #read("/linked.txt")')
    (root / "notes.txt").write_text("My school")
    (root / "linked.txt").symlink_to("notes.txt")
    for name in ("click", "jinja2"):
        (root / f"{name}.py").write_text("raise SystemExit(42)")
    assert in_a_process(root, "build").returncode == 0
    assert (root / "build/t/quiz-A.pdf").exists()


@pytest.mark.parametrize("link", ["leak.txt", "facts/leak.txt", "folder"])
def test_a_link_out_of_the_project_is_not_read(
    themed: Callable[[str], Path], tmp_path: Path, link: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/leak.txt").write_text("secret")
    root = themed(f'#read("/{link}")' if link.endswith(".txt") else f'#read("/{link}/leak.txt")')
    (root / link).symlink_to(tmp_path / "outside" / ("leak.txt" if link.endswith(".txt") else ""))
    done = here(capfd, root, "build")
    assert done.returncode == 4
    assert "file not found" in done.stderr
    assert not (root / "build").exists()


@pytest.mark.parametrize("link", ["templates/print/leak.typ.j2", "templates/leak", "templates"])
def test_a_template_behind_a_link_out_of_the_project_is_refused(
    themed: Callable[[str], Path], tmp_path: Path, link: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/leak.typ.j2").write_text("secret")
    root = themed("x")
    if link == "templates":
        (root / link).rename(root / "others")
    (root / link).symlink_to(tmp_path / "outside" / ("leak.typ.j2" if link.endswith(".j2") else ""))
    done = here(capfd, root, "build")
    assert done.returncode == 4
    assert "outside the project" in done.stderr


def test_sessions_and_builds_are_not_read(themed: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    root = themed('#read("/sessions/names.csv")')
    (root / "sessions").mkdir()
    (root / "sessions/names.csv").write_text("Ann")
    assert "file not found" in here(capfd, root, "build").stderr


def test_packages_are_not_fetched(themed: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a proxy asked for them, or anybody by name."""
    root = themed('#{ import ("@pre" + "view/cetz:0.3.1"): canvas }')
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.01)  # whoever asked it waits to be accepted
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        done = in_a_process(root, "build")
        with pytest.raises(TimeoutError):
            proxy.accept()
    assert done.returncode == 4
    assert "packages are not fetched" in done.stderr


def test_a_template_without_end_is_stopped(themed: Callable[[str], Path]) -> None:
    root = themed(WITHOUT_END)
    start = "from quizgen.cli import main, worker; worker.PATIENCE = 0.3; main()"
    environment = os.environ | {IN_WORKER: "watched"}
    done = subprocess.run(
        [sys.executable, "-c", start, "build"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "did not finish a step" in done.stderr) == (4, True)
    assert not (root / "build").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_ends_with_the_command(themed: Callable[[str], Path], by: signal.Signals) -> None:
    root = themed(WITHOUT_END)
    with subprocess.Popen([sys.executable, "-m", "quizgen", "build"], cwd=root, stderr=subprocess.DEVNULL) as command:
        children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
        worker = wait_for(lambda: children.read_text().split())[0]
        command.send_signal(by)
        assert command.wait(10) in (128 + by, -by)
    wait_for(lambda: has_ended(worker))


def has_ended(process: str) -> bool:
    """Whether it has, also where nobody has asked yet how."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a child has no other parent once its own is gone")
def test_a_worker_ends_though_the_command_was_killed_before_it_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    monkeypatch.setenv(STARTED_BY, str(os.getpid()))  # which is not the parent
    end_with_parent()
    assert ended.wait(10)


def wait_for(found: Callable[[], T]) -> T:
    """What ``found`` gives once it gives something."""
    for _ in range(500):
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError("nothing came")


def test_a_project_with_a_drawing_is_built_in_a_worker(
    project: Callable[..., Project], capfd: pytest.CaptureFixture[str]
) -> None:
    """What draws it has no limit of its own."""
    root = project(FACT, recipe=RECIPE, files={"facts/images/A.SVG": "<svg xmlns='http://www.w3.org/2000/svg'/>"}).root
    assert here(capfd, root, "build").wants_worker
    (root / "facts/images/A.SVG").unlink()
    assert not here(capfd, root, "build").wants_worker


def test_a_process_with_threads_runs_the_worker_from_its_beginning(themed: Callable[[str], Path]) -> None:
    """It cannot be copied; elsewhere than on Linux, none can."""
    root = themed("{{ nobody }}")
    start = "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); "
    start += "import os; os.fork = None; from quizgen.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", start, "build"], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, "nobody" in done.stderr) == (4, True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
@pytest.mark.parametrize("greed", ["{{ 'a' * 10 ** 11 }}", '#("a" * 20000000000).len()'])
def test_a_template_that_asks_for_all_memory_is_stopped(themed: Callable[[str], Path], greed: str) -> None:
    root = themed(greed)
    done = in_a_process(root, "build")
    assert done.returncode == 4
    assert "memory" in done.stderr
    assert not (root / "build").exists()
