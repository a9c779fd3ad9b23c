"""The text that facts are curated from, and where in it a quote stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "normalised", "fuzzy", "missing"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its paragraphs: the non-blank blocks, the title being the first.

    ``sha256`` is of the file's bytes; it says which text was read.
    """

    name: str
    paragraphs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote was found: in ``paragraph`` (from 1), characters ``start`` to ``end`` of it.

    ``places`` lists every paragraph in which it stands as well as here, one entry for each time.
    ``nearest`` is what stands there where the match is not exact.
    """

    match: Match
    paragraph: int = 0
    start: int = 0
    end: int = 0
    places: tuple[int, ...] = ()
    nearest: str = ""
