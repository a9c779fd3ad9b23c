"""The text that facts are curated from, and positions of quotes in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "normalised", "fuzzy", "missing"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its paragraphs: the non-blank blocks, of which the title is the first.

    ``sha256`` is of the file's bytes; it says which text was read.
    """

    name: str
    paragraphs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote was found: in ``paragraph`` (from 1), characters ``start`` to ``end`` of it.

    ``places`` lists the paragraph of every equally good occurrence, one entry for each.
    ``nearest`` is the text at the position if the match is not exact.
    """

    match: Match
    paragraph: int = 0
    start: int = 0
    end: int = 0
    places: tuple[int, ...] = ()
    nearest: str = ""
