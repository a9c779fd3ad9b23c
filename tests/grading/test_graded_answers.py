"""Graded papers in the row format: what was filled in, to questions that have the same names in every form."""

from __future__ import annotations

import re
import shutil

import cv2
import pytest
from filled_sheets import Sheet, scan
from grading.conftest import Printed
from grading.test_command import decide, run

from quizgen.analysis.measuring import measurement_of
from quizgen.classroom.session_files import jobs_of
from quizgen.model.responses import AnswerSet, asked_items
from quizgen.reading.response_store import read_table


@pytest.fixture(scope="module")
def graded(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, dict[str, Sheet]]:
    """Two papers of one recipe, each of another form, in a copy of the project."""
    root = tmp_path_factory.mktemp("papers") / "project"
    shutil.copytree(printed.root, root)
    shutil.rmtree(root / "build/paper/grade", ignore_errors=True)
    copied = Printed(root)
    sheets = {"201": printed.filled("paper", "A", "201"), "202": printed.filled("paper", "B", "202", seed=2)}
    (root / "scans").mkdir()
    for student, sheet in sheets.items():
        cv2.imwrite(str(root / f"scans/{student}.png"), scan(sheet.image))
    run(copied, "paper", root / "scans")
    return copied, sheets


def read(graded: Printed) -> AnswerSet:
    found, problems = read_table(graded.root / "build/paper/grade/responses.csv")
    assert problems == []
    return found


def test_what_was_filled_in_is_what_is_read(graded: tuple[Printed, dict[str, Sheet]]) -> None:
    copied, sheets = graded
    result = read(copied)
    (session,) = result.sessions
    assert re.fullmatch(r"paper-\d{4}-\d\d-\d\d", session)
    printed = {form: copied.sheet("paper", form).asked for form in "AB"}
    for response in result.responses:
        (asked,) = (one for one in printed[response.form] if one.number == response.item)
        meant = sheets[response.respondent].meant
        rows = [meant[key] for key in sorted(meant) if key[0] == asked.question]
        expected = rows[0] if len(rows) == 1 else tuple(map(" ".join, rows))
        if rows:
            assert response.choice == ";".join(expected), asked.question
    assert {response.respondent for response in result.responses} == {"201", "202"}


def test_questions_have_the_names_and_options_of_the_quiz(graded: tuple[Printed, dict[str, Sheet]]) -> None:
    copied, _ = graded
    jobs, _ = jobs_of(copied.project, "paper")
    quiz = {(i.form, i.item): i for form in jobs.quiz.quiz.forms for i in asked_items(form, "paper")}
    found = {(item.form, item.item): item for item in read(copied).items}
    assert len(found) == len(quiz) > 15
    for place, item in quiz.items():
        assert found[place].question == item.question
        assert found[place].options == item.options
        assert [part.answer for part in found[place].parts] == [part.answer for part in item.parts]
    forms = measurement_of(read(copied).responses, read(copied).items)
    assert [sitting.forms for sitting in forms.sittings] == [("A", "B")]


def test_a_change_of_the_key_counts(graded: tuple[Printed, dict[str, Sheet]]) -> None:
    copied, _ = graded
    before = read(copied)
    dropped = next(response for response in before.responses if response.kind == "true-false")
    id = f"{dropped.fact}/{dropped.slot}/{dropped.kind}"
    decide(copied, f"{{on: 2026-11-29, question: {id}, drop: true}}")
    run(copied, "paper")
    after = read(copied)
    assert after.sessions == before.sessions
    assert {response.question for response in before.responses} - {
        response.question for response in after.responses
    } == {dropped.question}
    (copied.root / "build/paper/grade/decisions.yaml").unlink()


def test_each_class_has_a_session_of_its_own_and_keeps_it(graded: tuple[Printed, dict[str, Sheet]]) -> None:
    copied, _ = graded
    for student, name in (("17", "a"), ("18", "b")):
        cv2.imwrite(str(copied.root / f"scans/{name}.png"), scan(copied.filled("class", student).image))
    for _ in range(2):
        run(copied, "class", copied.root / "scans/a.png", copied.root / "scans/b.png")
        found, _ = read_table(copied.root / "build/class/grade/responses.csv")
        assert sorted(re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in found.sessions) == [
            "class-DAY 7a",
            "class-DAY 7b",
        ]
