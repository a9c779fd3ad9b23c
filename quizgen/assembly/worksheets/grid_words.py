"""Words in the grids of crosswords and word searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.model.cells import capitals, cells, enumeration
from quizgen.model.question import Part

Place = tuple[int, int]  # row and column, both from 0; columns are counted in the direction of reading
RIGHT, DOWN = (0, 1), (1, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in a grid: it begins at ``row`` and ``column``; ``step`` leads from each letter to the next.

    ``number`` is printed in its first cell or before its clue.
    """

    part: Part
    word: tuple[str, ...]
    row: int
    column: int
    step: Place
    number: int

    @property
    def places(self) -> tuple[Place, ...]:
        """The cell of each of its letters."""
        down, right = self.step
        return tuple((self.row + down * step, self.column + right * step) for step in range(len(self.word)))

    @property
    def lengths(self) -> str:
        """The lengths of its words, such as ``(4,5)``."""
        return enumeration(capitals(str(self.part.answer), self.part.fact.source.language))

    def begins(self, words: Mapping[str, str]) -> str:
        """A description of the cell where it begins."""
        return words["place"].format(row=self.row + 1, column=self.column + 1)


def word(part: Part) -> tuple[str, ...]:
    """The letters of the answer, as written in a grid."""
    return cells(capitals(str(part.answer), part.fact.source.language))
