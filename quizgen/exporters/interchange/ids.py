"""Ids of questions as other programs take them: always the same of the same question, so that it is replaced."""

from __future__ import annotations

from quizgen.model.identity import digest


def short_id(id: str, longest: int) -> str:
    """The id itself where it is short enough; else its beginning and a mark of the whole."""
    return id if len(id) <= longest else f"{id[: longest - 17]}-{digest(id):064x}"[:longest]


def hex_id(*names: str) -> str:
    """An id of a letter and hexadecimal digits, for formats that take no other characters."""
    return f"q{digest('quizgen export', *names):064x}"[:33]
