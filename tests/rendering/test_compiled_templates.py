from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from quizgen.project import Project
from quizgen.rendering import compiled_templates
from quizgen.rendering.compiled_templates import COMPILED, keep_compiled, read_compiled
from quizgen.rendering.environments import Templates

SHIPPED = "print/answer/true-false.typ.j2"
OWN = "own.typ.j2"


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Renders a shipped and an own template as a new process would, and returns the names of those it compiled."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / OWN).write_text("own", encoding="utf-8")
    monkeypatch.setattr(compiled_templates, "_FILE", tmp_path / "kept")
    compile_template, names = jinja2.Environment.compile, list[str]()

    def compile(environment: jinja2.Environment, source: str, name: str, *rest: str) -> object:
        names.append(name)
        return compile_template(environment, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", compile)

    def render() -> list[str]:
        for templates in COMPILED.values():
            monkeypatch.setattr(templates, "bytecode", {})
        read_compiled.__wrapped__()
        names.clear()
        project = Templates(Project(tmp_path))
        words = {"true": "yes", "false": "no"}
        assert project.render(OWN, {}) == "own"
        assert project.render(SHIPPED, {"words": words}).strip() == '#true-or-false([#"yes";], [#"no";])'
        keep_compiled()
        return names

    return render


def test_only_shipped_templates_are_kept_for_the_next_process(compiled: Callable[[], list[str]]) -> None:
    assert compiled() == [OWN, SHIPPED]
    assert compiled() == [OWN]


@pytest.mark.parametrize("change", [lambda kept: b"other code" + kept, lambda kept: kept[:-10]])
def test_what_other_code_has_compiled_is_compiled_again(
    compiled: Callable[[], list[str]], tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    compiled()
    kept = tmp_path / "kept"
    kept.write_bytes(change(kept.read_bytes()))
    assert compiled() == [OWN, SHIPPED]
    assert compiled() == [OWN]


def test_nothing_is_kept_where_python_keeps_no_bytecode(
    compiled: Callable[[], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    compiled()
    assert not (tmp_path / "kept").exists()
