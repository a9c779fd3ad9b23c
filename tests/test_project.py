"""Names as they are printed in commands."""

from __future__ import annotations

import shlex
import sys

import pytest

from quizgen.project import argument

NAMES = (
    "waves",
    "Water & ice",
    "My Volcanoes!",
    "a$b",
    "back`tick",
    "it's",
    "facts/two words.yaml",
    "a\\b",
    "Моя тема",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_a_name_as_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert shlex.split(argument(name)) == [name]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (r"C:\Projects\waves", r"C:\Projects\waves"),
        (r"C:\Users\First Student\waves", r'"C:\Users\First Student\waves"'),
        ("My Volcanoes!", '"My Volcanoes!"'),
        ("it's", '"it\'s"'),
    ],
)
def test_windows_has_no_single_quotes(name: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert argument(name) == typed
