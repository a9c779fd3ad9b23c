"""Words → a crossword: all words cross, in a grid as compact as possible.

Several grids are grown word by word, and the best is improved by taking words out and putting them in again, keeping
whatever is no worse. The work is limited by counts, not by time, so a seed gives the same grid on slow and fast
machines. No package for crosswords does this: some stop after a number of seconds, some fill a grid from a
dictionary, and most support only the letters A to Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

WIDEST = 24  # cells: a wider grid would not be legible on any page
_GROWN = 15  # grids, of which the best is improved
LOOKS = 150_000  # at positions for words; about half a second
_LOOKS_A_WORD = 8  # the cost of taking words out, for each word
_TAKEN_OUT = (0.1, 0.6)  # of the words
# The worth of a position for each crossing, each letter and chance, compared with the area that it adds.
_CROSSING, _LETTER, _CHANCE = 8.0, 2.0, 12.0

Word = tuple[str, ...]
# A cell is a single number, the sum of a step per column and one per row, because most of the work is adding them.
_ACROSS, _DOWN = 1, 1 << 10
_MIDDLE = (_DOWN >> 1) * (_DOWN + 1)


@dataclass(frozen=True, slots=True)
class Laid:
    """The position of a word: its index, its first cell counted from the top left corner, and its direction."""

    word: int
    row: int
    column: int
    down: bool


def lay_out(
    words: Sequence[Word], most: int, random: Random, looks: int = LOOKS, widest: int = WIDEST
) -> tuple[Laid, ...]:
    """Arranges at most ``most`` of ``words`` in a compact grid; returns the positions, in the order of the words.

    No word may be longer than the ``widest`` grid. The first words are used, and others only in place of those that
    cross none. With fewer ``looks`` the search for a better grid ends sooner.
    """
    if not words:
        return ()
    first, looked = min(most, len(words)), 0
    best: _Grid | None = None
    for _ in range(_GROWN):
        grid = _first_grid(words, first, random, widest)
        looked += _grow(grid, first, most, random)
        best = grid if best is None or grid.worth > best.worth else best
    assert best is not None
    while looked < looks:
        grid = _thinned_grid(best, first, random)
        looked += _grow(grid, first, most, random) + _LOOKS_A_WORD * first
        best = grid if grid.worth >= best.worth else best
    _grow(best, len(words), most, random)
    return best.laid_words()


class _Grid:
    """A growing grid: the starts and directions of its words, and the letter of each cell."""

    def __init__(self, words: Sequence[Word], placed: Mapping[int, tuple[int, int]], widest: int) -> None:
        self.words = words
        self.widest = widest
        self.letters: dict[int, str] = {}
        self.starts: dict[int, tuple[int, int]] = {}
        self._covered: dict[int, set[int]] = {_ACROSS: set(), _DOWN: set()}
        self._top, self._left = divmod(next(iter(placed.values()))[0], _DOWN)
        self._bottom, self._right = self._top, self._left
        for number, start in placed.items():
            self.put(number, *start)

    @property
    def worth(self) -> tuple[int, float]:
        """The worth of the grid, for comparison: more words are better, then a smaller area."""
        return len(self.starts), -_room(self._bottom - self._top + 1, self._right - self._left + 1)

    def crossings(self, word: Word, start: int, step: int) -> int:
        """The number of letters that a word would share with others; 0 if it cannot be put there."""
        letters, covered, beside = self.letters, self._covered[step], _ACROSS + _DOWN - step
        if start - step in letters or start + step * len(word) in letters:
            return 0
        shared, cell = 0, start
        for letter in word:
            occupant = letters.get(cell)
            if occupant is None:
                if cell - beside in letters or cell + beside in letters:
                    return 0
            elif occupant != letter or cell in covered:
                return 0
            else:
                shared += 1
            cell += step
        return shared

    def growth(self, word: Word, start: int, step: int) -> float:
        """The increase of the grid's area with a word; infinite if the grid would be too wide."""
        row, column = divmod(start, _DOWN)
        last_row, last_column = divmod(start + step * (len(word) - 1), _DOWN)
        height = max(self._bottom, last_row) - min(self._top, row) + 1
        width = max(self._right, last_column) - min(self._left, column) + 1
        if max(height, width) > self.widest:
            return float("inf")
        return _room(height, width) - _room(self._bottom - self._top + 1, self._right - self._left + 1)

    def put(self, number: int, start: int, step: int) -> None:
        """Writes a word into the grid."""
        cells = _cells(self.words[number], start, step)
        self.letters.update(zip(cells, self.words[number], strict=True))
        self._covered[step].update(cells)
        self.starts[number] = start, step
        for cell in (cells[0], cells[-1]):
            row, column = divmod(cell, _DOWN)
            self._top, self._bottom = min(self._top, row), max(self._bottom, row)
            self._left, self._right = min(self._left, column), max(self._right, column)

    def beside(self, number: int, first: int) -> Iterator[tuple[int, int, int]]:
        """Positions at which those of the ``first`` words that are not yet in the grid share a letter with this one."""
        start, step = self.starts[number]
        across = _ACROSS + _DOWN - step
        cells: dict[str, list[int]] = {}
        for cell, letter in zip(_cells(self.words[number], start, step), self.words[number], strict=True):
            cells.setdefault(letter, []).append(cell)
        for other, letters in enumerate(self.words[:first]):
            if other not in self.starts:
                for index, letter in enumerate(letters):
                    for cell in cells.get(letter, ()):
                        yield other, cell - index * across, across

    def laid_words(self) -> tuple[Laid, ...]:
        """The positions of its words, counted from the top left corner."""
        laid = []
        for number, (start, step) in sorted(self.starts.items()):
            row, column = divmod(start, _DOWN)
            laid.append(Laid(number, row - self._top, column - self._left, step == _DOWN))
        return tuple(laid)


def _room(height: int, width: int) -> float:
    """The area, plus half a square of the longer side, to avoid long and narrow grids."""
    return height * width + max(height, width) ** 2 / 2


def _cells(word: Word, start: int, step: int) -> range:
    return range(start, start + step * len(word), step)


def _first_grid(words: Sequence[Word], first: int, random: Random, widest: int) -> _Grid:
    """A grid with a single word, one of the longer ones."""
    number = max(range(first), key=lambda number: len(words[number]) + 6 * random.random())
    return _Grid(words, {number: (_MIDDLE, random.choice((_ACROSS, _DOWN)))}, widest)


def _thinned_grid(grid: _Grid, first: int, random: Random) -> _Grid:
    """The grid with some of its words removed, reduced to its largest connected piece."""
    share = random.uniform(*_TAKEN_OUT)
    remaining = {n: set(_cells(grid.words[n], *start)) for n, start in grid.starts.items() if random.random() > share}
    pieces: list[list[int]] = []
    while remaining:
        number, covered = remaining.popitem()
        piece, reached = [number], [covered]
        for cells in reached:
            for other in [n for n, others in remaining.items() if not cells.isdisjoint(others)]:
                piece.append(other)
                reached.append(remaining.pop(other))
        pieces.append(piece)
    if not pieces:
        return _first_grid(grid.words, first, random, grid.widest)
    return _Grid(grid.words, {number: grid.starts[number] for number in max(pieces, key=len)}, grid.widest)


def _grow(grid: _Grid, first: int, most: int, random: Random) -> int:
    """Puts in as many of the ``first`` words as possible, the best position first; returns the number of looks."""
    places = {position: random.random() for number in grid.starts for position in grid.beside(number, first)}
    looks = 0
    while places and len(grid.starts) < most:
        looks += len(places)
        best, value = None, float("-inf")
        still: dict[tuple[int, int, int], float] = {}
        for position, chance in places.items():
            number, start, step = position
            word = grid.words[number]
            shared = 0 if number in grid.starts else grid.crossings(word, start, step)
            if not shared:
                continue
            still[position] = chance
            worth = _CROSSING * shared + _LETTER * len(word) + _CHANCE * chance
            if worth > value:  # or else it is not the best, however little the grid grows
                worth -= grid.growth(word, start, step)
                if worth > value:
                    best, value = position, worth
        if best is None:
            break
        grid.put(*best)
        places = still | {position: random.random() for position in grid.beside(best[0], first)}
    return looks
