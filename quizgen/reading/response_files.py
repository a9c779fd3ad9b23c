"""Responses as files: a table of rows, and beside it the questions that people saw, as JSON."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from quizgen.errors import ContentError, Mark, Problem, quote
from quizgen.errors.problem_kinds import RESPONSES
from quizgen.model.responses import AskedItem, Response
from quizgen.project import display_path, read_text
from quizgen.spreadsheet_csv import begins_formula, numbered_rows, spreadsheet_csv

COLUMNS = tuple(field.name for field in fields(Response))
_NEEDED = frozenset(COLUMNS) - {"confidence", "ms"}
_FIRST_ONLY = ("round", "vote")  # of a lesson: what was answered again later is not what was known
_ITEMS = TypeAdapter(tuple[AskedItem, ...])
_FORMAT = "quizgen-items/1"


def responses_csv(responses: Iterable[Response]) -> bytes:
    """Return a table with one row per response."""
    return spreadsheet_csv(COLUMNS, (map(_quoted_cell, asdict(response).values()) for response in responses))


def _quoted_cell(value: object) -> object:
    """The value, with one more quote where it has those of `_looks_like_formula` itself."""
    has_quotes = isinstance(value, str) and value.startswith("'") and _looks_like_formula(value)
    return f"'{value}" if has_quotes else value


def _looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula, or it has the quotes by which it is kept from doing so."""
    return begins_formula(text.lstrip("'"))


def read_responses(path: Path) -> tuple[tuple[Response, ...], list[Problem]]:
    """The responses in the table at ``path``, and what is wrong with it.

    Of a lesson's table, which also has the columns ``round`` and ``vote``, only the first answers are read.
    """
    try:
        return responses_in(read_text(path), display_path(path))
    except ContentError as refused:
        return (), list(refused.problems)


def responses_in(text: str, where: str) -> tuple[tuple[Response, ...], list[Problem]]:
    """The responses in a table that is shown as ``where``, and what is wrong with it."""
    try:
        head, *rows = list(numbered_rows(text)) or [(1, [])]
    except csv.Error as fault:
        return (), [RESPONSES.problem(where, f"this is not a table: {fault}")]
    columns = [cell.strip().lower() for cell in head[1]]
    missing = [column for column in COLUMNS if column in _NEEDED and column not in columns]
    if missing:
        return (), [RESPONSES.problem(where, f"the column {quote(missing[0])} is missing", at=Mark(1, 1))]
    problems: list[Problem] = []
    responses: list[Response] = []
    for line, row in rows:
        cells = dict(zip(columns, row, strict=False))
        if any(cells.get(column, "1") not in ("1", "") for column in _FIRST_ONLY):
            continue
        try:
            responses.append(_response(cells))
        except ValueError as fault:
            problems.append(RESPONSES.problem(where, str(fault), at=Mark(line, 1), id=cells.get("respondent", "")))
    return tuple(responses), problems


def _response(cells: dict[str, str]) -> Response:
    """The response in a row; raises ValueError in words for a teacher."""
    texts = {name: _text(cells.get(name, "")) for name in COLUMNS}
    confidence = texts["confidence"]
    if confidence not in ("sure", "unsure", ""):
        raise ValueError(f"confidence is {quote(confidence)}; write sure, unsure or nothing")
    if not texts["respondent"]:
        raise ValueError("the respondent is missing")
    item = _number(texts["item"], "item")
    correct = _number(texts["correct"], "correct") if texts["correct"] else None
    if item != int(item) or not (correct is None or 0 <= correct <= 1):
        raise ValueError("item is a whole number, and correct is from 0 to 1, or empty")
    return Response(
        session=texts["session"],
        form=texts["form"],
        item=int(item),
        fact=texts["fact"],
        slot=texts["slot"],
        kind=texts["kind"],
        respondent=texts["respondent"],
        choice=texts["choice"],
        correct=correct,
        confidence=confidence,  # type: ignore[arg-type] # one of the three, as was just checked
        ms=round(_number(texts["ms"], "ms")) if texts["ms"] else None,
    )


def _text(cell: str) -> str:
    """A cell as it was before its writer kept spreadsheets from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and _looks_like_formula(cell) else cell


def _number(text: str, column: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{column} is {quote(text)}, which is not a number")
    return number


def items_json(items: Sequence[AskedItem]) -> bytes:
    """The questions that people saw, as JSON, to be written beside their responses."""
    content = {"schema": _FORMAT, "items": [asdict(item) for item in items]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_items(path: Path) -> tuple[tuple[AskedItem, ...], list[Problem]]:
    """The questions in the file at ``path``, and what is wrong with it."""
    where = display_path(path)
    try:
        content = json.loads(read_text(path))
        if not isinstance(content, dict) or content.get("schema") != _FORMAT:
            return (), [RESPONSES.problem(where, f"it does not begin with the schema {_FORMAT}")]
        return _ITEMS.validate_python(content.get("items")), []
    except ContentError as refused:
        return (), list(refused.problems)
    except (ValueError, RecursionError, ValidationError) as fault:
        return (), [RESPONSES.problem(where, f"it is not a file of questions: {str(fault).splitlines()[0]}")]
