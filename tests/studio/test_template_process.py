"""A project's own templates run in a process of their own, which is ended where nothing gets done."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import written

from quizgen.build.exporting import Progress
from quizgen.confinement import end_with_parent
from quizgen.errors import TemplateError
from quizgen.studio.template_process import TemplateProcess


def place(seconds: float, progress: Progress) -> int:
    """The process in which this runs, after some time without a step."""
    progress("resting", 1, 2)
    time.sleep(seconds)
    return os.getpid()


def test_it_is_another_process_that_reports_and_is_ended(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    def run(project_has: dict[str, str], seconds: float) -> int:
        project = written(tmp_path, project_has)
        return process.run(project, place, seconds, progress=lambda *step: steps.append(step), patience=0.5)

    process = TemplateProcess()
    assert run({}, 0) == os.getpid()
    assert run({"templates/print/quiz.typ.j2": ""}, 0) != os.getpid()
    assert steps == 2 * [("resting", 1, 2)]
    with pytest.raises(TemplateError, match="stopped"):
        run({}, 60)
    process.end()


@pytest.mark.skipif(os.name != "posix", reason="a child has no other parent there")
def test_it_ends_though_the_studio_was_killed_before_it_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: SimpleNamespace(pid=os.getpid()))
    end_with_parent()
    assert ended.wait(10)
