"""Rosters: the students of a class, a row each, in a table with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category, normalize

from quizgen.errors import ContentError, Mark, Problem, quote
from quizgen.errors.problem_kinds import ROSTER, ROSTER_ROW
from quizgen.model.quiz import Student
from quizgen.project import display_path, read_text
from quizgen.spreadsheet_csv import numbered_rows

COLUMNS = ("name", "id", "class", "accommodations")
_GRID = re.compile(r"grid(-\d+)?")  # the files that compare all forms
LONGEST_ID = 60  # characters; a file's whole name may have 255 bytes


def read_roster(path: Path) -> tuple[tuple[Student, ...], list[Problem]]:
    """The students in the file at ``path``, and what is wrong with its rows."""
    where = display_path(path)
    try:
        rows = _rows(read_text(path))
    except ContentError as refused:
        return (), list(refused.problems)
    except csv.Error as fault:
        return (), [ROSTER.problem(where, f"this is not a table: {fault}", "save it again as CSV")]
    columns = [cell.lower() for cell in rows[0][1]] if rows else []
    known, head = ", ".join(COLUMNS), Mark(1, 1)
    problems = [
        ROSTER.problem(where, f"the column {column!r} is missing", f"columns: {known}", head)
        for column in ("name", "id")
        if column not in columns
    ]
    problems += [
        ROSTER.problem(where, f"the column {quote(column)} is not known", f"known: {known}", head)
        for column in columns
        if column not in COLUMNS
    ]
    if problems:
        return (), problems
    students: dict[str, Student] = {}
    for line, row in rows[1:]:
        student = _student(dict(zip(columns, row, strict=False)))
        wrong = _fault(student, students, is_too_long=len(row) > len(columns))
        if wrong:
            problems.append(ROSTER_ROW.problem(where, *wrong, Mark(line, 1), student.id))
        else:
            # Files are named after ids, and on many disks letters' case makes no other file.
            students[student.id.casefold()] = student
    if not students:
        hint = "correct the rows" if problems else "add a row for each"
        problems.append(ROSTER.problem(where, "the roster has no student", hint))
    return tuple(students.values()), problems


def lines_of_students(path: Path) -> dict[str, int]:
    """The line of each student's row in the roster at ``path``, by their id."""
    (_, head), *others = _rows(read_text(path))
    column = [cell.lower() for cell in head].index("id")
    return {cells[column]: line for line, cells in reversed(others) if len(cells) > column}


def places_of_character(path: Path, character: str) -> Iterator[tuple[str, Mark]]:
    """Where ``character`` is in the roster at ``path``: the student's id and the place, once a row."""
    text = read_text(path)
    rows, lines = _rows(text), text.split("\n")
    columns = [cell.lower() for cell in rows[0][1]]
    for (first, row), end in zip(rows[1:], [*(line for line, _ in rows[2:]), len(lines) + 1], strict=True):
        for line in range(first, end):
            if character in lines[line - 1]:
                mark = Mark(line, lines[line - 1].index(character) + 1)
                yield dict(zip(columns, row, strict=False)).get("id", ""), mark
                break


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with the line on which it begins."""
    return [(line, [cell.strip() for cell in row]) for line, row in numbered_rows(text)]


def _student(cells: dict[str, str]) -> Student:
    # A letter and its mark are one character or two, and the same file on many disks.
    return Student(
        normalize("NFC", cells.get("id", "")),
        cells.get("name", ""),
        cells.get("class", ""),
        cells.get("accommodations", ""),
    )


def _names_a_file(id: str) -> bool:
    """Whether ``id`` has only letters, with the marks that some scripts put on them, digits and ``-_.``."""
    return (
        0 < len(id) <= LONGEST_ID
        and (id[0].isalnum() or id[0] == "_")
        and all(character.isalnum() or character in "-_." or category(character)[0] == "M" for character in id)
    )


def _fault(student: Student, students: dict[str, Student], *, is_too_long: bool) -> tuple[str, str] | None:
    """What is wrong with a row and what to do, or None."""
    if is_too_long:
        return "the row has more cells than there are columns", "put quotes around a cell with a separator in it"
    if not student.name:
        return "the name is missing", "fill it in"
    if not _names_a_file(student.id):
        return (
            f"the id {quote(student.id)} cannot name a file",
            f"use letters, digits, - _ . and begin with a letter or digit; {LONGEST_ID} characters at most",
        )
    if _GRID.fullmatch(name := student.id.casefold()):
        return f"the id {name!r} would name the key of all forms, key-{name}.pdf", "give this student another"
    if student.id.casefold() in students:
        return f"{students[student.id.casefold()].name} has this id too", "give each student an id of their own"
    return None
