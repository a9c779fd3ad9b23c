from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from quizgen import plugins
from quizgen.errors import PluginError
from quizgen.plugins import Registry, install_command

BUILTINS = {"zip": "quizgen.archive:zip_bytes"}
REQUIREMENTS = [
    "click>=8.2",
    "not-here>=4.10; extra == 'cards'",
    "quizgen[here]; extra == 'cards'",
    "pytest>=8; extra == 'here'",
]


def registry() -> Registry[object]:
    return Registry("quizgen.tests", "sort", BUILTINS)


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, *points: str) -> None:
    """Puts a package with these entry points on the path, as pip would."""
    info = folder / "other-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[quizgen.tests]\n" + "\n".join(points) + "\n")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()


def test_a_plugin_is_used_like_the_built_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "dumps = json:dumps")
    assert registry().names() == ("zip", "dumps")
    assert registry().get("dumps")({}) == "{}"  # type: ignore[operator]


def test_an_unknown_name_is_answered_with_the_known(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"no sort 'zap'\. Did you mean 'zip'\? Known: zip\."):
        registry().get("zap")


@pytest.mark.parametrize("point", ["zip = json:dumps", "broken = no.such.module:x"])
def test_a_plugin_that_clashes_or_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    install(tmp_path, monkeypatch, point)
    with pytest.raises(PluginError, match=r"two parts claim|does not load"):
        registry().get(point.partition(" ")[0] if "broken" in point else "other")


def test_an_extra_is_installed_by_the_names_of_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shell gets anything that only a package index or a clone would know."""
    monkeypatch.setattr(plugins, "requires", lambda _: REQUIREMENTS)
    monkeypatch.setattr(plugins.sys, "executable", "/usr/bin/python3")
    assert install_command("cards") == '/usr/bin/python3 -m pip install "not-here>=4.10"'
    assert install_command("here") == '/usr/bin/python3 -m pip install "pytest>=8"'


def test_without_pip_uv_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "requires", lambda _: REQUIREMENTS)
    monkeypatch.setattr(plugins, "find_spec", lambda _: None)
    monkeypatch.setattr(plugins.sys, "executable", "/my files/python3")
    assert install_command("cards") == 'uv pip install --python "/my files/python3" "not-here>=4.10"'
