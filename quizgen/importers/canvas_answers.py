"""Canvas: the table "Student Analysis" of a classic quiz.

Each question has two columns: ``1234: its words``, with the answers, and beside it its points, with the points earned.
Parts of an answer are separated by commas; a comma within one is written ``\\,``. The source of the format is
``app/models/quizzes/quiz_statistics/student_analysis.rb`` of Canvas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.errors import CellMark
from quizgen.importers.platform_answers import PlatformAnswer, PlatformQuestion

_QUESTION = re.compile(r"\d+: ?(.*)", re.DOTALL)


def is_canvas_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the table is one of Canvas."""
    return bool(rows) and any(_pairs(rows[0]))


def _pairs(head: Sequence[str]) -> Iterator[tuple[int, str, float]]:
    """The columns that are questions, with their words and points."""
    for column, (name, points) in enumerate(pairwise(head)):
        match, worth = _QUESTION.fullmatch(name.strip()), _number(points)
        if match and worth is not None:
            yield column, match[1], worth


def canvas_questions(rows: Sequence[Sequence[str]], name: str) -> tuple[list[PlatformQuestion], dict[str, str]]:
    """The questions of the table, and the session of each person: the ``name``, with the section if there are several.

    Of several attempts the first counts.
    """
    head = [cell.strip().lower() for cell in rows[0]]
    attempt = head.index("attempt") if "attempt" in head else None
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if attempt is not None:
        body.sort(key=lambda row: _number(_cell(row, attempt)) or 0)
    sections = [_cell(row, head.index("section")) if "section" in head else "" for row in body]
    sessions: dict[str, str] = {}
    questions = [
        (column, worth, PlatformQuestion(rows[0][column], CellMark(1, column + 1), text))
        for column, text, worth in _pairs(rows[0])
    ]
    for number, (row, section) in enumerate(zip(body, sections, strict=True)):
        person = next((_cell(row, head.index(key)) for key in ("id", "name") if key in head), "") or f"row {number}"
        if person in sessions:
            continue
        sessions[person] = f"{name} {section}".strip() if len(set(sections)) > 1 else name
        for column, worth, question in questions:
            text, earned = _cell(row, column), _number(_cell(row, column + 1))
            if text or earned is not None:  # the quiz may have drawn other questions for this person
                question.answers[person] = _answer(text, earned / worth if earned is not None and worth else None)
    return [question for _, _, question in questions], sessions


def _answer(text: str, credit: float | None) -> PlatformAnswer:
    pieces = tuple(piece.replace("\\,", ",") for piece in re.split(r"(?<!\\),", text))
    pairs = tuple((left, right) for left, arrow, right in (piece.partition("=>") for piece in pieces) if arrow)
    return PlatformAnswer(text, pieces, pairs, credit)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
