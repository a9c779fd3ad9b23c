"""The command: the icon that starts it, a port in use, and what to install."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from quizgen.cli import commands
from quizgen.errors import UsageError
from quizgen.serving.sockets import listening_sockets
from quizgen.studio.shortcut import shortcut


@pytest.mark.parametrize(
    ("system", "name", "started"),
    [
        ("win32", "quizgen studio.bat", '"/py thon" -m quizgen studio "/my 100%% $folder"\r\n'),
        ("darwin", "quizgen studio.command", "exec '/py thon' -m quizgen studio '/my 100% $folder'\n"),
        ("linux", "quizgen-studio.desktop", 'Exec="/py thon" -m quizgen studio "/my 100%% \\\\$folder"\n'),
    ],
)
def test_an_icon_starts_it(system: str, name: str, started: str, tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    path, content = shortcut(system, "/py thon", Path("/my 100% $folder"), tmp_path)
    assert path == tmp_path / "Desktop" / name
    assert started in content


def test_the_icon_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    commands.main(["studio", str(tmp_path), "--shortcut"], standalone_mode=False)
    path = Path(capsys.readouterr().out.rpartition(": ")[0])
    assert str(tmp_path) in path.read_text(encoding="utf-8")
    assert os.name != "posix" or os.access(path, os.X_OK)


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    (socket,) = listening_sockets(("127.0.0.1",), 0)
    with socket, pytest.raises(UsageError, match="--port"):
        commands.main(
            ["studio", str(tmp_path), "--no-browser", "--port", str(socket.getsockname()[1])], standalone_mode=False
        )


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, package=None: None if name == "starlette" else known(name, package)
    )
    with pytest.raises(UsageError, match=r"the studio needs a few more packages: .*pip install"):
        commands.main(["studio", str(tmp_path)], standalone_mode=False)
