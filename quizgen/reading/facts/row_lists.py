"""What a cell lists: separated by semicolons, by line breaks or, in some columns, by commas."""

from __future__ import annotations

import re

_SEMICOLON = re.compile(r"(?<!\\);")
_BULLET = re.compile(r"^(?:[•·▪◦*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|[a-zA-Zа-яА-Я]\)(?=\s))\s*")
# Columns whose lists are also separated by commas where the cell has no semicolon. In others, as in `accept`, a comma
# may be part of a name, and half of a name must not pass for an answer.
_WITH_COMMAS = frozenset(("distractors", "tags", "enemies", "scale", "set", "sequence", "question.options"))


def parts_of(column: str, cell: str) -> list[str]:
    """What a cell lists; ``\\;`` is a semicolon that separates nothing."""
    cell = cell.replace("\r\n", "\n")
    if _SEMICOLON.search(cell):
        parts = [part for line in cell.split("\n") for part in _SEMICOLON.split(line)]
    elif "\n" in cell:
        parts = [_BULLET.sub("", line.strip()).rstrip(",") for line in cell.split("\n")]
    elif column in _WITH_COMMAS:
        parts = _separated_by_commas(cell)
    else:
        parts = [cell]
    return [part.strip().replace("\\;", ";") for part in parts if part.strip()] or [cell.strip()]


def aligned_parts(cell: str) -> list[str]:
    """What a cell lists for each part of another cell, in its order; a part may be empty."""
    return [part.strip().replace("\\;", ";") for part in _SEMICOLON.split(cell)]


def listed_in(column: str, cell: str) -> str:
    """What a cell lists, with semicolons between."""
    return ";".join(part.replace(";", "\\;") for part in parts_of(column, cell))


def _separated_by_commas(cell: str) -> list[str]:
    """The parts between commas; a comma that is part of a number separates nothing."""
    if re.search(r",\s", cell):
        return re.split(r",\s+", cell)
    if re.fullmatch(r"\D*(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2})\D*", cell):
        return [cell]
    return cell.split(",")
