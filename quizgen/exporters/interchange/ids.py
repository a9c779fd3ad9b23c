"""Question ids for other programs: the same question always has the same id, so that an import replaces it."""

from __future__ import annotations

from quizgen.model.identity import digest


def short_id(id: str, longest: int) -> str:
    """Return the id if it is short enough, otherwise its beginning and a digest of it."""
    return id if len(id) <= longest else f"{id[: longest - 17]}-{digest(id):064x}"[:longest]


def hex_id(*names: str) -> str:
    """Return an id of a letter and hexadecimal digits, for formats that take no other characters."""
    return f"q{digest('quizgen export', *names):064x}"[:33]
