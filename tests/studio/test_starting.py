"""The command: the line with the address, Ctrl+C, and what to install."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import written

from quizgen.cli import commands
from quizgen.errors import UsageError
from quizgen.serving.sockets import listening_sockets
from quizgen.studio.shortcut import shortcut
from quizgen.studio.workspace import KEY, kept_key

FACTS = "schema: quizgen-facts/1\nsource: {id: t, title: T}\nfacts:\n- id: a\n  statement: The {x} is.\n"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is a signal there alone")
def test_it_prints_its_address_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    project = written(tmp_path, {"facts/t.yaml": FACTS})
    (socket,) = listening_sockets(("127.0.0.1",), 0)
    port = socket.getsockname()[1]
    socket.close()
    command = [sys.executable, "-m", "quizgen", "studio", str(tmp_path), "--no-browser", "--port", str(port)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as studio:
        assert studio.stdout is not None
        line = studio.stdout.readline()
        key = re.fullmatch(rf"http://127\.0\.0\.1:{port}/#([\w-]{{22}})\n", line)
        assert key
        assert "Ctrl+C" in studio.stdout.readline()
        with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            assert key[1] not in page.read().decode()
        with pytest.raises(HTTPError, match="401"):
            urlopen(f"http://127.0.0.1:{port}/article", timeout=20)
        studio.send_signal(signal.SIGINT)
        _, said = studio.communicate(timeout=20)
    assert (studio.returncode, said) == (0, "")
    assert kept_key(project) == key[1]
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0


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
