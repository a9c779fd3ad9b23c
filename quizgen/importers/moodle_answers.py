"""Moodle: the table of the quiz report "Responses".

Each question has up to three columns, ``Question 1``, ``Response 1`` and ``Right answer 1``, whose names are in the
language of the site; which of them are there is chosen on the report's page. A ``-`` is a blank. The source of the
format is ``mod/quiz/report/responses/`` of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizgen.errors import CellMark
from quizgen.importers.platform_answers import PlatformAnswer, PlatformQuestion

_NUMBERED = re.compile(r"(.*?[^\W\d])\s*(\d+)", re.DOTALL)
_BLANK = ("", "-")
_TIME = re.compile(r"\d[:.]\d\d\b")
_PAIR = re.compile(r"(|.*?\S)\s*(?:->|→)\s*(.*)", re.DOTALL)


class MoodleColumns(NamedTuple):
    """The columns of each question's words, responses and right answers by its number; some may be missing."""

    question: Mapping[int, int]
    response: Mapping[int, int]
    right: Mapping[int, int]


def is_moodle_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the table is one of Moodle."""
    return bool(rows) and bool(_families(rows[0]))


def _families(head: Sequence[str]) -> list[dict[int, int]]:
    """The columns with the same name and numbers from 1, by number; in the order of the table."""
    families: dict[str, dict[int, int]] = {}
    for column, name in enumerate(head):
        match = _NUMBERED.fullmatch(name.strip())
        if match:
            families.setdefault(match[1].strip().lower(), {}).setdefault(int(match[2]), column)
    return [family for family in families.values() if 1 in family][:3]


def columns_of(rows: Sequence[Sequence[str]]) -> MoodleColumns:
    """Which columns are which: they are in a fixed order, and only responses differ from person to person."""
    families = _families(rows[0])
    if len(families) == 3:
        return MoodleColumns(*families)
    if len(families) == 1:
        return MoodleColumns({}, families[0], {})
    first, second = families
    if _variety(rows, second) >= _variety(rows, first):
        return MoodleColumns(first, second, {})
    return MoodleColumns({}, first, second)


def _variety(rows: Sequence[Sequence[str]], family: Mapping[int, int]) -> int:
    return sum(len({_cell(row, column) for row in rows[1:]} - set(_BLANK)) for column in family.values())


def moodle_questions(rows: Sequence[Sequence[str]], name: str) -> tuple[list[PlatformQuestion], dict[str, str]]:
    """The questions of the table, and the session of each person, which is the ``name``.

    Where questions were drawn at random, a column has several. Of several attempts the first counts; whoever did not
    begin is left out.
    """
    columns = columns_of(rows)
    first = min(min(family.values()) for family in columns if family)
    questions: dict[tuple[int, str, str], PlatformQuestion] = {}
    sessions: dict[str, str] = {}
    who = _identity(rows, first)
    for line, row in enumerate(rows[1:], 2):
        person = " ".join(filter(None, (_cell(row, column) for column in who))) or f"row {line}"
        if person in sessions or all(_cell(row, column) in _BLANK for column in columns.response.values()):
            continue
        sessions[person] = name
        for number, column in columns.response.items():
            text = _cell(row, columns.question[number]) if number in columns.question else ""
            right = _cell(row, columns.right[number]) if number in columns.right else ""
            mark = CellMark(1, column + 1)
            key = (number, text, right)
            question = questions.setdefault(key, PlatformQuestion(rows[0][column], mark, text, right))
            question.answers[person] = _answer(_cell(row, column))
    return list(questions.values()), sessions


def _identity(rows: Sequence[Sequence[str]], first: int) -> range:
    """The columns that say who gave the answers: those before the attempt's state and times, which come after them."""
    times = [column for column in range(first) if any(_TIME.search(_cell(row, column)) for row in rows[1:])]
    return range(max(1, times[0] - 1) if times else first)


def _answer(text: str) -> PlatformAnswer:
    if text in _BLANK:
        return PlatformAnswer("")
    pieces = tuple(re.split(r";\s*", text))
    matches = (_PAIR.fullmatch(piece) for piece in pieces)
    pairs = tuple((match[1], match[2]) for match in matches if match)
    return PlatformAnswer(text, pieces, pairs)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
