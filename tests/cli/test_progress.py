from __future__ import annotations

import io
import sys

import pytest

from quizgen.cli import progress
from quizgen.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "drawn"), [(Terminal(), 0, True), (Terminal(), 60, False), (io.StringIO(), 0, False)]
)
def test_a_bar_is_drawn_for_a_person_who_has_waited(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float, drawn: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with ProgressLine() as line:
        line("waves: quiz", 1, 2)
    assert ("[############............] 1/2 waves: quiz" in stream.getvalue()) == drawn
    assert stream.getvalue().endswith("\r\x1b[K") == drawn
