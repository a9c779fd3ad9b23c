"""What a script can rely on: each sort of fault has its exit code, and none a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import here, in_a_process

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T}\nfacts:\n"
FACT = '- id: f\n  statement: "It is {so}."\n  ask: How is it?\n  distractors: [no, nay]\n'
RECIPE = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("facts/t.yaml", HEAD + FACT), ("decks/t.yaml", RECIPE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_all_is_well(folder: Path) -> None:
    assert in_a_process(folder, "build").returncode == 0


BROKEN: dict[str, bytes | None] = {
    "broken YAML": b"schema: [",
    "an unknown key": (HEAD + FACT + "  aks: x\n").encode(),
    "a wrong type": (HEAD + FACT + "  difficulty: hard\n").encode(),
    "a duplicate id": (HEAD + FACT + FACT).encode(),
    "an undeclared slot": (HEAD + FACT + "  slots: {x: {value: y}}\n").encode(),
    "a missing entity": (HEAD + "- id: f\n  statement: '{x}'\n  slots: {x: {entity: y}}\n").encode(),
    "an empty file": b"",
    "a folder": None,
    "not UTF-8": "schema: café".encode("cp1252"),
    "a huge file": b"#" * 50_000_000,
    "an alias bomb": b"a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "a path that leaves the project": (HEAD + FACT + "  image: {file: ../../x.png, alt: x}\n").encode(),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_facts_exit_with_3_and_name_the_file(folder: Path, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    path, content = folder / "facts/t.yaml", BROKEN[what]
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    for command in ("build", "check"):
        done = here(capfd, folder, command)
        assert done.returncode == 3
        assert "facts/t.yaml" in done.stderr
        assert "→" in done.stderr
    assert not (folder / "build").exists()


def test_a_fault_has_its_code_in_a_process(folder: Path) -> None:
    assert in_a_process(folder, "build", "nothing").returncode == 2


def test_other_faults(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert here(capfd, folder, "build", "--nonsense").returncode == 2
    (folder / "out").write_text("a file")
    assert here(capfd, folder, "build", "-o", "out").returncode == 5
    (folder / "templates/review").mkdir(parents=True)
    (folder / "templates/review/review.html.j2").write_text("{{ nothing }}")
    assert here(capfd, folder, "build").returncode == 4
    (folder / "facts/t.yaml").write_text("schema: [", encoding="utf-8")
    assert here(capfd, folder, "build").returncode == 3
