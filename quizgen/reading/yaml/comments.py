"""Comments that speak to quizgen, ``# quizgen: …``.

A YAML parser drops comments, so they are looked for in the lines; what the parser takes for text is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.errors import Mark

ADDRESSED = re.compile(r"#\s*quizgen:\s*(.*)")
_EMPTY = re.compile(r"\s*(?:#|$)")

Span = tuple[tuple[int, int], tuple[int, int]]  # line and column of both ends, from 0


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says to quizgen, and where.

    ``belongs`` is the line that it is written to: its own or, where it has that to itself (except for a list's hyphen),
    the next that has more than a comment (0 where none has). ``indent`` is the column in which its own line begins.
    """

    mark: Mark
    text: str
    belongs: int
    indent: int


class Addressed:
    """The lines of a file in which quizgen is spoken to, and what of them is quoted."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._places = [number for number, line in enumerate(lines) if "quizgen:" in line]
        self._scalars: dict[int, list[Span]] = defaultdict(list)

    def __bool__(self) -> bool:
        return bool(self._places)

    def keep(self, scalar: Span) -> None:
        """Records the position of a scalar that contains a #, if one of the lines is in it."""
        (first, _), (last, _) = scalar
        for position in self._places[bisect_left(self._places, first) : bisect_right(self._places, last)]:
            self._scalars[position].append(scalar)

    def comments(self) -> Iterator[Comment]:
        """Every comment to quizgen, once all scalars are known."""
        for number in self._places:
            line = self._lines[number]
            columns = (match.start() for match in re.finditer(r"(?<!\S)#", line))
            start = next((column for column in columns if not self._in_scalar(number, column)), len(line))
            if address := ADDRESSED.match(line, start):
                target = number if line[:start].strip(" -") else self._next(number)
                indent = len(line) - len(line.lstrip())
                yield Comment(Mark(number + 1, start + 1), address[1].strip(), target + 1, indent + 1)

    def _in_scalar(self, line: int, column: int) -> bool:
        return any(start <= (line, column) < end for start, end in self._scalars[line])

    def _next(self, number: int) -> int:
        later = (n for n in range(number + 1, len(self._lines)) if not _EMPTY.match(self._lines[n]))
        return next(later, -1)
