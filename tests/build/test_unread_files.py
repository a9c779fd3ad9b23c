from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.commands.check import check
from quizgen.commands.import_ import import_banks
from quizgen.commands.new import create
from quizgen.errors import UsageError, in_order
from quizgen.project import Project, name_fault

FACT = '- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city?}'


def test_a_font_that_cannot_be_read_is_reported(project: Callable[[str], Project]) -> None:
    example = project(FACT)
    fonts = example.root / "fonts"
    fonts.mkdir()
    (fonts / "broken.ttf").write_bytes(b"\0\1\0\0 no font")
    (fonts / "web.woff2").write_bytes(b"wOF2")
    (fonts / "LICENCE.txt").write_text("free")
    shutil.copy(next(example.font_folders[-1].glob("*.ttf")), fonts / "good.ttf")
    problems = [problem for problem in in_order(check(example, ()).problems) if problem.rule == "unread-file"]
    assert [(Path(problem.path).name, problem.level) for problem in problems] == [
        ("broken.ttf", "warning"),
        ("web.woff2", "warning"),
    ]
    assert ".ttf or .otf" in problems[0].hint


@pytest.mark.parametrize(
    "name",
    [
        *("con", "CON.yaml", "nul.png", "Com1", "lpt9.tar.gz", "com².txt", "conin$", "aux .txt", "a.", "a "),
        *("a:b", 'a"', "a?", "x" * 300, "ж" * 130, "a\x01b"),
    ],
)
def test_a_name_that_some_system_refuses(name: str) -> None:
    assert name_fault(name)


@pytest.mark.parametrize(
    "name", ["contents.png", "common", "null.yaml", "com10", "a.b", "été.svg", "3 Ж.png", ".gitignore"]
)
def test_a_name_that_every_system_takes(name: str) -> None:
    assert name_fault(name) == ""


def test_names_that_some_system_refuses_are_reported_where_they_are(project: Callable[..., Project]) -> None:
    example = project(
        '- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which?, image: {file: aux.svg, alt: A picture}}',
        files={"facts/aux.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
    )
    (example.root / "decks/con.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [t]\n")
    problems = [problem for problem in in_order(check(example, ()).problems) if problem.rule == "unportable-name"]
    assert sorted((Path(problem.path).name, problem.id, problem.level) for problem in problems) == [
        ("con.yaml", "", "warning"),
        ("t.yaml", "a", "warning"),
    ]


def test_nothing_is_written_with_such_a_name(tmp_path: Path) -> None:
    (tmp_path / "b.gift").write_text("The sky is blue. {T}\n")
    with pytest.raises(UsageError, match="device in Windows"):
        import_banks([tmp_path / "b.gift"], tmp_path / "nul.yaml")
    with pytest.raises(UsageError, match="device in Windows"):
        create(tmp_path / "aux")
    assert [path.name for path in tmp_path.iterdir()] == ["b.gift"]


def test_files_as_people_have_them(project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is open, endings in capitals, a recipe named by its path."""
    from quizgen.cli import commands

    example = project(FACT)
    (example.root / "facts/t.yaml").rename(example.root / "facts/T.YAML")
    (example.root / "facts/~$T.xlsx").write_bytes(b"\x05Ann")
    for path in (example.root / "decks").glob("*.yaml"):
        path.unlink()
    recipe = example.root / "decks/DECK.YAML"
    recipe.write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [T]\noutputs: [practice]\n")
    assert [problem.message for problem in check(example, ()).problems if problem.level == "error"] == []
    monkeypatch.chdir(example.root)
    result = CliRunner().invoke(commands, ["build", "decks/DECK.YAML"])
    assert (result.exit_code, (example.root / "build/DECK/practice.html").is_file()) == (0, True), result.output
