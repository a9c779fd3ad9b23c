"""Words → a crossword: all of them crossing, as close together as can be.

Some grids are grown word by word, and the best of them is improved: words are taken out and put in again, and what is
no worse is kept. The work is bounded by counts, never by a clock, so a seed gives the same grid on a slow machine and a
fast one. None of the packages that lay out given words does: some stop after so many seconds, some fill a grid from a
dictionary instead, and most know no letters but A to Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

WIDEST = 24  # cells: more would not be legible on a page
_GROWN = 15  # grids of which the best is improved
LOOKS = 150_000  # at places where a word might stand; about half a second
_LOOKS_A_WORD = 8  # what taking words out costs, for each word
_TAKEN_OUT = (0.1, 0.6)  # of the words
# How much speaks for a place of a word, against the room that it adds: each crossing, each letter, chance.
_CROSSING, _LETTER, _CHANCE = 8.0, 2.0, 12.0

Word = tuple[str, ...]
# A cell is one number, for sums of them are most of the work: so much a column, so much a row.
_ACROSS, _DOWN = 1, 1 << 10
_MIDDLE = (_DOWN >> 1) * (_DOWN + 1)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a word stands: its place among the given words, its first cell from the top left corner, its direction."""

    word: int
    row: int
    column: int
    down: bool


def lay_out(words: Sequence[Word], most: int, random: Random, looks: int = LOOKS) -> tuple[Laid, ...]:
    """``most`` of ``words`` or as many as cross one another, in a compact grid; in the words' order.

    The first are taken, and others only instead of those that cross none. With fewer ``looks``
    the search for a better grid ends sooner.
    """
    if not words:
        return ()
    first, looked = min(most, len(words)), 0
    best: _Grid | None = None
    for _ in range(_GROWN):
        grid = _begun(words, first, random)
        looked += _grow(grid, first, most, random)
        best = grid if best is None or grid.worth > best.worth else best
    assert best is not None
    while looked < looks:
        grid = _thinned(best, first, random)
        looked += _grow(grid, first, most, random) + _LOOKS_A_WORD * first
        best = grid if grid.worth >= best.worth else best
    _grow(best, len(words), most, random)
    return best.laid()


class _Grid:
    """A grid as it grows: where its words start and which way they go, and the letter of each cell."""

    def __init__(self, words: Sequence[Word], placed: Mapping[int, tuple[int, int]]) -> None:
        self.words = words
        self.letters: dict[int, str] = {}
        self.starts: dict[int, tuple[int, int]] = {}
        self._covered: dict[int, set[int]] = {_ACROSS: set(), _DOWN: set()}
        self._top, self._left = divmod(next(iter(placed.values()))[0], _DOWN)
        self._bottom, self._right = self._top, self._left
        for number, place in placed.items():
            self.put(number, *place)

    @property
    def worth(self) -> tuple[int, float]:
        """What makes one grid better than another: more words, then less room."""
        return len(self.starts), -_room(self._bottom - self._top + 1, self._right - self._left + 1)

    def crossings(self, word: Word, start: int, step: int) -> int:
        """How many letters a word would share with others there; 0 where it may not stand."""
        letters, covered, beside = self.letters, self._covered[step], _ACROSS + _DOWN - step
        if start - step in letters or start + step * len(word) in letters:
            return 0
        shared, place = 0, start
        for letter in word:
            there = letters.get(place)
            if there is None:
                if place - beside in letters or place + beside in letters:
                    return 0
            elif there != letter or place in covered:
                return 0
            else:
                shared += 1
            place += step
        return shared

    def growth(self, word: Word, start: int, step: int) -> float:
        """How much room more the grid would take with a word; infinite where it would be too wide."""
        row, column = divmod(start, _DOWN)
        last_row, last_column = divmod(start + step * (len(word) - 1), _DOWN)
        height = max(self._bottom, last_row) - min(self._top, row) + 1
        width = max(self._right, last_column) - min(self._left, column) + 1
        if max(height, width) > WIDEST:
            return float("inf")
        return _room(height, width) - _room(self._bottom - self._top + 1, self._right - self._left + 1)

    def put(self, number: int, start: int, step: int) -> None:
        """Writes a word."""
        cells = _cells(self.words[number], start, step)
        self.letters.update(zip(cells, self.words[number], strict=True))
        self._covered[step].update(cells)
        self.starts[number] = start, step
        for place in (cells[0], cells[-1]):
            row, column = divmod(place, _DOWN)
            self._top, self._bottom = min(self._top, row), max(self._bottom, row)
            self._left, self._right = min(self._left, column), max(self._right, column)

    def beside(self, number: int, first: int) -> Iterator[tuple[int, int, int]]:
        """Where those of the ``first`` words that are not yet in the grid have a letter in common with this one."""
        start, step = self.starts[number]
        across = _ACROSS + _DOWN - step
        for other, letters in enumerate(self.words[:first]):
            if other not in self.starts:
                for index, letter in enumerate(letters):
                    for cell, there in enumerate(self.words[number]):
                        if there == letter:
                            yield other, start + cell * step - index * across, across

    def laid(self) -> tuple[Laid, ...]:
        """Its words, counted from the top left corner."""
        found = []
        for number, (start, step) in sorted(self.starts.items()):
            row, column = divmod(start, _DOWN)
            found.append(Laid(number, row - self._top, column - self._left, step == _DOWN))
        return tuple(found)


def _room(height: int, width: int) -> float:
    """The area, and half a square as wide, so that a grid becomes no strip."""
    return height * width + max(height, width) ** 2 / 2


def _cells(word: Word, start: int, step: int) -> range:
    return range(start, start + step * len(word), step)


def _begun(words: Sequence[Word], first: int, random: Random) -> _Grid:
    """A grid with one of the longer words."""
    number = max(range(first), key=lambda number: len(words[number]) + 6 * random.random())
    return _Grid(words, {number: (_MIDDLE, random.choice((_ACROSS, _DOWN)))})


def _thinned(grid: _Grid, first: int, random: Random) -> _Grid:
    """The grid without some of its words: of what is left, the words of the largest piece."""
    share = random.uniform(*_TAKEN_OUT)
    left = {n: set(_cells(grid.words[n], *place)) for n, place in grid.starts.items() if random.random() > share}
    pieces: list[list[int]] = []
    while left:
        number, covered = left.popitem()
        piece, reached = [number], [covered]
        for cells in reached:
            for other in [n for n, others in left.items() if not cells.isdisjoint(others)]:
                piece.append(other)
                reached.append(left.pop(other))
        pieces.append(piece)
    if not pieces:
        return _begun(grid.words, first, random)
    return _Grid(grid.words, {number: grid.starts[number] for number in max(pieces, key=len)})


def _grow(grid: _Grid, first: int, most: int, random: Random) -> int:
    """Puts in as many of the ``first`` words as it can, each time the one that fits in best; how many looks it took."""
    places = {place: random.random() for number in grid.starts for place in grid.beside(number, first)}
    looks = 0
    while places and len(grid.starts) < most:
        looks += len(places)
        best, value = None, float("-inf")
        still: dict[tuple[int, int, int], float] = {}
        for place, chance in places.items():
            number, start, step = place
            word = grid.words[number]
            shared = 0 if number in grid.starts else grid.crossings(word, start, step)
            if not shared:
                continue
            still[place] = chance
            worth = _CROSSING * shared + _LETTER * len(word) + _CHANCE * chance - grid.growth(word, start, step)
            if worth > value:
                best, value = place, worth
        if best is None:
            break
        grid.put(*best)
        places = still | {place: random.random() for place in grid.beside(best[0], first)}
    return looks
