"""Tables of answers from Moodle and Canvas, as their sources write them, for questions of every kind with options."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from conftest import written

from quizgen.classroom.session_files import jobs_of
from quizgen.commands.answer_tables import read_answer_table
from quizgen.errors import Problem
from quizgen.model.body import ChooseOne, ChooseSeveral
from quizgen.model.quiz import Item
from quizgen.model.responses import AnswerSet
from quizgen.project import Project

FACTS = """schema: quizgen-facts/1
source: {id: t, title: A Text, author: An Author}
facts:
- id: tower
  statement: The Old Tower is in {Ashby}.
  ask: Where is the Old Tower?
  distractors: ["Selby, York", "Derby; centre"]
- id: year
  statement: The Tall Mast was built in {1887}.
  ask: When was the Tall Mast built?
- id: own
  statement: Mills are made of several things.
  questions:
  - id: made
    kind: multiple-response
    stem: What are mills made of?
    options: [{text: "Wood, old", correct: true}, {text: Stone, correct: true}, Glass]
  - {id: blue, kind: true-false, stem: The mill is blue., answer: true}
"""
RECIPE = """schema: quizgen-deck/1
title: Towns
facts: t
quiz: {forms: 1, questions: {multiple-choice: 1, multiple-response: 1, numeric: 1}}
"""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return written(tmp_path_factory.mktemp("towns"), {"facts/t.yaml": FACTS, "decks/t.yaml": RECIPE})


@pytest.fixture(scope="module")
def items(towns: Project) -> dict[str, Item]:
    jobs, _ = jobs_of(towns, "t")
    return {item.question.kind: item for item in jobs.quiz.quiz.forms[0].items}


def read(project: Project, rows: Sequence[Sequence[str]], delimiter: str = ",") -> tuple[AnswerSet, list[Problem]]:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path = project.root / "8b.csv"
    path.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
    return read_answer_table(project, "t", path)


def credits(answers: AnswerSet) -> dict[str, list[float | None]]:
    """How much everybody got for each kind of question, in the order of the table."""
    found: dict[str, list[float | None]] = {}
    for response in answers.responses:
        found.setdefault(response.kind, []).append(response.correct)
    return found


CANVAS = ["name", "id", "sis_id", "section", "section_id", "section_sis_id", "submitted", "attempt"]
CANVAS += ["101: Where is the Old Tower?", "1.0", "102: What are mills made of?", "2.0"]
CANVAS += ["103: When was the Tall Mast built?", "1.0", "n correct", "n incorrect", "score"]


def canvas_row(name: str, id: str, section: str, attempt: str, *cells: str) -> list[str]:
    return [name, id, "", section, "5", "", "2026-11-02 10:00:00 UTC", attempt, *cells, "1", "2", "3"]


def test_canvas(towns: Project) -> None:
    answers, problems = read(
        towns,
        [
            CANVAS,
            canvas_row("Ann", "7", "8b", "2", "Ashby", "1.0", "Stone", "1.0", "1887", "1.0"),
            canvas_row("Ann", "7", "8b", "1", "Selby, York", "0.0", "Wood\\, old,Stone", "2.0", "1887", "1.0"),
            canvas_row("Ben", "8", "8c", "1", "", "0.0", "Glass", "0.0", "1900", "0.0"),
        ],
    )
    assert problems == []
    assert answers.sessions == ("8b 8b", "8b 8c")
    assert credits(answers) == {"multiple-choice": [0, 0], "multiple-response": [1, 0], "numeric": [1, 0]}
    first = answers.responses[0]
    assert (first.respondent, first.fact, first.slot) == ("7", "t/tower", "answer")
    chosen = {option.value: option.text for option in answers.items[0].options}
    assert chosen[first.choice] == "Selby, York"
    both = next(response for response in answers.responses if response.kind == "multiple-response")
    assert len(both.choice.split(";")) == 2


TOWER = "Where is the Old Tower?: Ashby; Selby, York; Derby; centre"
MILLS, WOOD = "What are mills made of?: Wood, old; Stone; Glass", "Wood, old; Stone"
MAST = "When was the Tall Mast built?"
MOODLE = [
    ["Doe", "Ann", "a@x.org", "Finished", TOWER, "Ashby", "Ashby", MILLS, WOOD, WOOD, MAST, "1887", "1887"],
    ["Roe", "Ben", "b@x.org", "Finished", TOWER, "Derby; centre", "Ashby", MILLS, "Glass", WOOD, MAST, "-", "1887"],
    ["Poe", "Cat", "c@x.org", "-", *["-"] * 9],
]
ENGLISH = ["Last name", "First name", "Email address", "State"]
ENGLISH += [f"{name} {number}" for number in (1, 2, 3) for name in ("Question", "Response", "Right answer")]
GERMAN = ["Nachname", "Vorname", "E-Mail-Adresse", "Status"]
GERMAN += [f"{name} {number}" for number in (1, 2, 3) for name in ("Frage", "Antwort", "Richtige Antwort")]


@pytest.mark.parametrize(("head", "delimiter"), [(ENGLISH, ","), (GERMAN, ";")])
@pytest.mark.parametrize("kept", ["question response right", "question response", "response right", "response"])
def test_moodle(towns: Project, head: list[str], delimiter: str, kept: str) -> None:
    """Whichever columns are there, and in any language; a number alone can be an answer to any question."""
    places = {"question": 0, "response": 1, "right": 2}
    columns = [*range(4), *(4 + 3 * n + places[part] for n in range(3) for part in kept.split())]
    rows = [[row[column] for column in columns] for row in (head, *MOODLE)]
    answers, problems = read(towns, rows, delimiter)
    expected = {"multiple-choice": [1, 0], "multiple-response": [1, 0], "numeric": [1, 0]}
    if kept == "response":
        del expected["numeric"]
        assert [problem.rule for problem in problems] == ["unmatched-answers"]
        assert "the column" in problems[0].message
    else:
        assert problems == []
    assert credits(answers) == expected
    assert len({response.respondent for response in answers.responses}) == 2


def test_people_are_distinguished_and_their_first_attempt_counts(towns: Project) -> None:
    head = [
        "Last name",
        "First name",
        "ID number",
        "State",
        "Started",
        "Completed",
        "Grade/1.00",
        "Question 1",
        "Response 1",
    ]
    ann = [
        "Doe",
        "Ann",
        "7",
        "Finished",
        "1 May 2026, 9:00 AM",
        "1 May 2026, 9:20 AM",
        "0.00",
        "Where is the Old Tower?",
    ]
    again = [*ann[:4], "2 May 2026, 9:00 AM", "2 May 2026, 9:09 AM", "1.00", ann[-1]]
    other = [*ann[:2], "8", *ann[3:]]
    nobody = ["", "", "", *ann[3:]]
    rows = [[*ann, "Derby; centre"], [*again, "Ashby"], [*other, "Ashby"], [*nobody, "Ashby"], [*nobody, "Selby, York"]]
    answers, problems = read(towns, [head, *rows])
    assert problems == []
    assert credits(answers) == {"multiple-choice": [0, 1, 1, 0]}


def test_what_is_not_found_is_reported_and_the_rest_is_read(towns: Project) -> None:
    rows = [
        ["Last name", "First name", "Question 1", "Response 1", "Question 2", "Response 2"],
        ["Doe", "Ann", "Where is the Old Tower?", "Ashby", "Who is the mayor?", "Smith"],
        ["Roe", "Ben", "Where is the Old Tower?", "Atlantis", "Who is the mayor?", "Jones"],
    ]
    answers, problems = read(towns, rows)
    assert credits(answers) == {"multiple-choice": [1, None]}
    assert [(problem.message, str(problem.at)) for problem in problems] == [
        ("1 answer in the column 'Response 1' name no option of the question, such as 'Atlantis'", "D1"),
        ("the column 'Response 2' is not found among the questions of the recipe", "F1"),
    ]


def test_the_kinds_are_as_the_tables_have_them(items: dict[str, Item]) -> None:
    bodies = {kind: type(item.body) for kind, item in items.items()}
    assert bodies["multiple-choice"] is ChooseOne
    assert bodies["multiple-response"] is ChooseSeveral
