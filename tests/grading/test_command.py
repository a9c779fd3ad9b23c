"""``quizgen grade``, from a mixed pile to results, as a teacher runs it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import anki_collection
import cv2
import pytest
from click.testing import CliRunner, Result
from filled_sheets import scan
from grading.conftest import Printed
from pdf_text import page_texts

from quizgen.cli import commands
from quizgen.reading.response_store import read_table


def run(printed: Printed, *words: str | Path) -> Result:
    result = CliRunner().invoke(commands, ["grade", *map(str, words), "--project", str(printed.root)])
    if result.exception and not isinstance(result.exception, SystemExit):
        from quizgen.errors import QuizgenError

        if not isinstance(result.exception, QuizgenError):
            raise result.exception
    return result


def failure(result: Result) -> str:
    return str(result.exception) if result.exception else ""


def table(printed: Printed, name: str) -> list[dict[str, str]]:
    with (printed.root / "build/paper/grade" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def pile(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers, one of them twice, a page of another quiz, and what is no page at all."""
    folder = tmp_path_factory.mktemp("pile")
    cv2.imwrite(str(folder / "1.png"), scan(printed.filled("paper", "A", "101").image))
    cv2.imwrite(str(folder / "2.jpg"), scan(printed.filled("paper", "B", "102", seed=2).image, turns=2))
    (folder / "again.png").write_bytes((folder / "1.png").read_bytes())
    cv2.imwrite(str(folder / "other.png"), printed.page("class", "17").image)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(200))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


def test_a_mixed_pile_is_graded_again_and_forgotten(printed: Printed, pile: Path) -> None:
    result = run(printed, "paper", pile)
    assert "5 new pages, 1 page known already; 2 papers, 2 complete" in result.stdout
    for said in ("other.png: belongs to another quiz", "broken.jpg: cannot be read", "broken.pdf: cannot be read"):
        assert said in result.stderr
    assert [(row["student"], row["status"]) for row in table(printed, "results.csv")] == [
        ("101", "complete"),
        ("102", "complete"),
    ]
    assert len(list((printed.root / "build/paper/grade/pages").iterdir())) == 2  # a later page may raise a question
    moodle = {row["ID number"]: float(row["A Quiz"]) for row in table(printed, "moodle.csv")}
    assert moodle.keys() == {"101", "102"}
    assert "2 things still to be done" in failure(result)  # the pages that cannot be read may be somebody's

    broken = [row.split("page ")[1].split(")")[0] for row in rest(printed).splitlines() if "broken" in row]
    decide(printed, *(f"{{page: {id}, count: false}}" for id in broken))
    result = run(printed, "paper", pile)
    assert "0 new pages" in result.stdout
    assert result.exit_code == 0, failure(result)

    question = next(row for row in table(printed, "answers.csv") if row["question"].endswith("true-false"))
    decide(printed, f"{{on: 2026-11-29, question: {question['question']}, drop: true}}")
    result = run(printed, "paper")
    after = {row["ID number"]: float(row["A Quiz"]) for row in table(printed, "moodle.csv")}
    for student in ("101", "102"):
        line = f"student {student}: {moodle[student]:g} → {after[student]:g} points"
        assert (line in result.stdout) == (moodle[student] != after[student])

    run(printed, "paper", "--marked")
    folder = printed.root / "build/paper/grade"
    text = page_texts(folder / "marked/101.pdf")[0]
    assert f"{after['101']:g} /" in text
    with (
        anki_collection.imported(folder / "missed-101.apkg") as missed,
        anki_collection.imported(folder.parent / "deck.apkg") as deck,
    ):
        assert missed
        assert {card.guid for card in missed} < {card.guid for card in deck}
    answers, problems = read_table(folder / "responses.csv")
    assert not problems
    assert {response.respondent for response in answers.responses} == {"101", "102"}
    credit = sum((response.correct or 0) for response in answers.responses if response.respondent == "101")
    assert 0 < credit < len({response.item for response in answers.responses})

    decide(printed, "{on: 2026-11-29, question: t/nothing, drop: true}")
    assert "there is no question 't/nothing'" in failure(run(printed, "paper"))
    path = folder / "decisions.yaml"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")

    assert "student 101 was deleted" in run(printed, "forget", "paper", "--student", "101", "--yes").stdout
    assert {row["student"] for row in table(printed, "results.csv")} == {"102"}
    assert not [path for path in folder.rglob("*101*") if path.is_file()]
    assert "deleted" in run(printed, "forget", "paper", "--yes").stdout
    assert not (printed.root / "build/paper/grade/pages.jsonl").exists()


def rest(printed: Printed) -> str:
    return (printed.root / "build/paper/grade/rest.txt").read_text(encoding="utf-8")


def decide(printed: Printed, *decisions: str) -> None:
    path = printed.root / "build/paper/grade/decisions.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else "schema: quizgen-decisions/1\ndecisions:\n"
    path.write_text(text + "".join(f"- {decision}\n" for decision in decisions), encoding="utf-8")


def test_absent_is_not_zero(printed: Printed, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "17.png"), scan(printed.filled("class", "17").image))
    run(printed, "class", tmp_path)
    with (printed.root / "build/class/grade/results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["17"]["name"], rows["17"]["status"]) == ("First Student", "complete")
    assert (rows["18"]["status"], rows["18"]["points"]) == ("absent", "")
    assert "students are still named on the roster" in run(printed, "forget", "class", "--yes").stdout


def test_what_is_wrong_with_the_command_is_said(printed: Printed, tmp_path: Path) -> None:
    assert "there is no recipe 'x'" in failure(run(printed, "x"))
    assert "there are no scans in" in failure(run(printed, "paper", tmp_path))
    assert "there is no file or folder" in failure(run(printed, "paper", tmp_path / "none.pdf"))
    # Other tests grade what was built, in an order of their own.
    shutil.copytree(printed.root / "build/boxed", tmp_path / "build/boxed", ignore=shutil.ignore_patterns("grade"))
    ungraded = ("boxed", "--output", tmp_path / "build")
    assert "nothing was read yet" in failure(run(printed, *ungraded))
    assert "nothing is known of students" in failure(run(printed, "forget", *ungraded, "--yes"))


def test_of_a_student_number_without_a_digit_nothing_is_guessed(printed: Printed, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "nobody.png"), scan(printed.filled("paper", "A", "", seed=3).image))
    run(printed, "paper", tmp_path)
    (line,) = [line for line in rest(printed).splitlines() if "nobody.png" in line and "whose paper is it?" in line]
    assert "?" not in line.partition("whose paper is it?")[2]
    run(printed, "forget", "paper", "--yes")
