from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.reading.rosters import LONGEST_ID, read_roster


def read(tmp_path: Path, *rows: str) -> tuple[list[str], list[str]]:
    """The ids of the students in a roster with these rows, and the messages about it."""
    path = tmp_path / "class.csv"
    path.write_text("\n".join(("name,id", *rows)), encoding="utf-8")
    students, problems = read_roster(path)
    return [student.id for student in students], [problem.message for problem in problems]


@pytest.mark.parametrize("id", ["7", "a-1.b_c", "Zoé", "Әли", "कवि", "ด.ช.1", "x" * LONGEST_ID])
def test_an_id_in_any_script_names_a_file(tmp_path: Path, id: str) -> None:
    assert read(tmp_path, f"Ann,{id}") == ([id], [])


@pytest.mark.parametrize("id", ["../7", "a/b", "a b", ".hidden", "-rf", "a\u200bb", "x" * (LONGEST_ID + 1)])
def test_an_id_that_cannot_name_a_file(tmp_path: Path, id: str) -> None:
    ids, messages = read(tmp_path, "Ben,1", f"Ann,{id}")
    assert ids == ["1"]
    assert "cannot name a file" in messages[0]


def test_a_letter_and_its_mark_are_one_letter(tmp_path: Path) -> None:
    ids, messages = read(tmp_path, "Ann,Zo\u00e9", "Ben,Zoe\u0301")
    assert ids == ["Zo\u00e9"]
    assert messages == ["Ann has this id too"]
