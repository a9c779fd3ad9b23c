"""Problems in the words of a sheet: columns and cells, where those of a YAML file are keys and lines."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from quizgen.errors import KEY, FileField, Names, Problem, cell_name
from quizgen.errors.problem_kinds import MISSING_KEY, TEXT, UNKNOWN_KEY, WRONG_TYPE
from quizgen.reading.facts.columns import headings_of
from quizgen.reading.facts.schema import FactRecord
from quizgen.reading.facts.sheet_cells import SheetMapping

# Hints that have no `key: value` in them, and what they are in a sheet.
_PHRASES = (
    ("write each on a line that begins with -", "separate them with semicolons"),
    ("write a text, or delete the line", "write a text there"),
    ("declare it under entities", "add a row for it above the headings:  entity.ID, its name and its type"),
    ("delete this line", "empty the cell"),
    ("delete the line", "empty the cell"),
    ("and delete  answer", "and empty this cell"),
    ("correct prefix and suffix", "correct the columns prefix and suffix"),
    ("declare each under slots", "describe each in a row of its own, with the columns slot and value"),
    ("which is not declared under slots", "which no row has in its column slot"),
    ("and declares no slots", "and no row has a column slot"),
    ("move it below the slot", "move it into the row of its slot"),
    ("move the comment to a line of its own", "move the comment"),
    ("write each below options", "write them into the column question.options, separated by semicolons"),
    (" below it", ""),
)
# `add  reference: …`, `write  by: author  or  by: {entity: …}`: a key, what it is, and where that ends.
_ENTRY = re.compile(r"(?:(?:add a line|write|add)  |  or  )(\w+): (\{[^}]*\}|\"[^\"]*\"|[^,]*?)(?=  |, |$)")
_INNER = re.compile(r"\b(\w+): ")


def in_words_of_a_sheet(problem: Problem) -> Problem:
    """``problem`` of a sheet, with a message and a hint that speak of its columns and cells."""
    if not isinstance(problem.at, FileField):
        return problem
    message, hint = problem.message, problem.hint
    row = _record_of(problem.at)
    if problem.kind is MISSING_KEY and row is not None:
        return replace(problem, hint=f"fill in {_cell(row, problem.at.names)}")
    if problem.kind in (WRONG_TYPE, TEXT) and hint.startswith("write keys"):
        hint = "use the columns of its parts"
    if problem.kind is UNKNOWN_KEY:
        hint = hint.replace("known: ", "known fields: ")
    for yaml, sheet in _PHRASES:
        message, hint = message.replace(yaml, sheet), hint.replace(yaml, sheet)
    names = problem.at.names
    hint = re.sub(r", for example  slots: .*|, such as  \w+: \{.*", "", hint)
    hint = _ENTRY.sub(lambda match: _entry(match, names, row), hint)
    # Two spaces are before what is typed as it is: commands alone, once the keys are gone.
    return replace(problem, message=message, hint=re.sub(r"(?<!run)  +", " ", hint))


def _entry(match: re.Match[str], names: Names, row: SheetMapping | None) -> str:
    """A key and its value as a column and what to write there."""
    key, value = match[1], match[2]
    before = " or " if match[0].startswith("  or") else ""
    if value.startswith("{") and not value.startswith("{entity"):
        columns = " and ".join(_INNER.findall(value))
        return f"{before or 'fill in '}the columns {columns}"
    verb = "" if before else "write "
    text = value.strip('"').replace("{entity: …}", "@ and the id of an entity")
    if before and value.startswith("{entity"):
        return f"{before}{text}"
    cell = _cell(row, (*names[:-1], key))
    if text == "…":
        return f"{before or 'fill in '}{cell}"
    return f"{before}{verb}{text} into {cell}"


def _record_of(field: FileField) -> SheetMapping | None:
    """The record that has the field: the fact, or the nearest record below it that is there."""
    node: object = field.document
    record = node if isinstance(node, SheetMapping) else None
    for name in field.names[:-1]:
        if isinstance(node, dict) and name in node:
            node = node[str(name)]
        elif isinstance(node, list) and isinstance(name, int) and name < len(node):
            node = node[name]
        if isinstance(node, SheetMapping):
            record = node
    return record


def _cell(row: SheetMapping | None, names: Names) -> str:
    """The cell of a field, such as ``F9``, with its column; the column alone where the sheet does not have it."""
    heading = heading_of(names)
    if row is None:
        return f"the column {heading}"
    column = row.columns.places.get(heading)
    if column is None or not heading:
        return f"row {row.mark.line} of a new column {heading}"
    return f"{cell_name(row.mark.line, column)} (the column {heading})"


@cache
def heading_of(names: Names) -> str:
    """The heading of the column with the field of a fact that ``names`` lead to; its own name where there is none."""
    keys = [str(name) for name in names if isinstance(name, str) and name != KEY]
    if not keys:
        return ""
    key, above = keys[-1], keys[:-1]
    prefixes = {"questions": "question", "options": "question", "checks": "check", "labels": "label"}
    candidates = [f"{prefixes.get(heading, heading)}.{key}" for heading in reversed(above)]
    known = headings_of(FactRecord)
    return next((heading for heading in candidates if heading in known), key)
