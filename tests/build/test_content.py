from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.build.content import read_content
from quizgen.project import Project


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_garbage_collector_rests_while_content_is_read(running: bool, fails: bool, tmp_path: Path) -> None:
    during: list[bool] = []

    def paths() -> Iterator[Path]:
        during.append(gc.isenabled())
        if fails:
            raise ZeroDivisionError
        yield tmp_path / "no.yaml"

    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        if fails:
            with pytest.raises(ZeroDivisionError):
                read_content(Project(tmp_path), paths())
        else:
            assert read_content(Project(tmp_path), paths()).problems
        after = gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
    assert (during, after) == ([False], running)
