"""Templates of one's own: which file wins, and copies to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.commands.templates import copy_templates, template_lines
from quizgen.errors import OutputError, UsageError
from quizgen.project import Project, shipped_folder


def described_templates(project: Project) -> dict[str, str]:
    """What is said of each template, without the file's folder."""
    lines = (line.split(None, 1) for line in template_lines(project))
    return {name: words.rpartition("templates/")[2] for name, words in lines}


def test_a_file_of_ones_own_wins_and_one_with_another_name_is_reported(tmp_path: Path) -> None:
    (tmp_path / "templates/print").mkdir(parents=True)
    (tmp_path / "templates/print/own.typ").write_text("#let own = (:)")
    (tmp_path / "templates/print/onw.typ").write_text("#let own = (:)")
    lines = described_templates(Project(tmp_path))
    assert lines["print/own.typ"] == "print/own.typ: yours, instead of the built-in one"
    assert lines["print/onw.typ"] == "print/onw.typ: yours; there is no built-in template of this name"
    assert lines["print/theme.typ"] == "built in"
    assert not any(name.startswith("project/") for name in lines)


def test_what_is_shipped_is_not_ones_own() -> None:
    assert set(described_templates(Project(shipped_folder())).values()) == {"built in"}


def test_a_copy_is_the_shipped_one_and_overwrites_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path)
    lines = list(copy_templates(project, ("print/quiz.typ.j2", "review/style.css")))
    assert lines[1] == "  blocks: body, title, section, instruction, stimulus, question, prompt, answer"
    assert len(lines) == 3
    copied = tmp_path / "templates/review/style.css"
    assert copied.read_bytes() == (shipped_folder() / "templates/review/style.css").read_bytes()
    copied.write_text("mine")
    with pytest.raises(OutputError, match=r"review/style\.css: already exists"):
        list(copy_templates(project, ("print/own.typ", "review/style.css")))
    assert copied.read_text() == "mine"
    assert not (tmp_path / "templates/print/own.typ").exists()


@pytest.mark.parametrize("name", ["print/own", "../pyproject.toml", "project/deck.yaml.j2", "print"])
def test_only_what_is_shipped_is_copied(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="there is no template"):
        list(copy_templates(Project(tmp_path), (name,)))
