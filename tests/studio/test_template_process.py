"""A project's own templates run in a process of their own, which is ended where nothing gets done."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from conftest import written

from quizgen.build.exporting import Progress
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
