"""Words → a grid of letters in which each occurs once.

The letters between the words are drawn from the words themselves, so they are in the same script and about as frequent.
Letters that would spell a word of the list again, or an unwanted word, in any direction, are rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import isqrt
from random import Random
from unicodedata import category, normalize

from quizgen.assembly.worksheets.grid_words import DOWN, RIGHT, Place

Word = tuple[str, ...]
Start = tuple[int, int, Place]

FALLING, RISING = (1, 1), (-1, 1)
EVERY_WAY = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)
# The directions of each level.
LEVELS: Mapping[int, tuple[Place, ...]] = {
    1: (RIGHT, DOWN),
    2: (RIGHT, DOWN, FALLING, RISING),
    3: EVERY_WAY,
}
_ROOM = 1.7  # cells for each letter of the words
_TRIES = 12  # at each size, before a row and a column are added
_SIZES = 6


def lay_out(
    words: Sequence[Word], level: int, unwanted: Sequence[Word], random: Random
) -> tuple[tuple[Start, ...], tuple[tuple[str, ...], ...]] | None:
    """The start and direction of each of ``words``, and the rows of the grid; None if no grid was found.

    ``level`` gives the directions: 1 for right and down, 2 also diagonally, 3 also backwards.
    """
    letters = sum(map(len, words))
    side = max(*map(len, words), isqrt(int(letters * _ROOM)) + 1)
    for size in range(side, side + _SIZES):
        for _ in range(_TRIES):
            starts = _starts_of(words, size, LEVELS[level], random)
            if starts is None:
                continue
            rows = _filled_grid(words, starts, size, unwanted, random)
            if rows is not None:
                return starts, rows
    return None


def hits(rows: Sequence[Sequence[str]], word: Word) -> Iterator[frozenset[Place]]:
    """Every occurrence of a word, in any direction, as the set of its cells."""
    size = len(rows)
    for row, line in enumerate(rows):
        for column, letter in enumerate(line):
            if letter != word[0]:
                continue
            for down, right in EVERY_WAY:
                cells = [(row + down * step, column + right * step) for step in range(len(word))]
                if all(
                    0 <= y < size and 0 <= x < size and rows[y][x] == character
                    for (y, x), character in zip(cells, word, strict=True)
                ):
                    yield frozenset(cells)


def plain(letter: str) -> str:
    """A letter without case and diacritics, as people read words in a grid."""
    return "".join(character for character in normalize("NFD", letter.casefold()) if category(character) != "Mn")


def _starts_of(words: Sequence[Word], size: int, ways: Sequence[Place], random: Random) -> tuple[Start, ...] | None:
    """A start for each word, the longest first, or None if there is none; directions are used about equally often."""
    grid: dict[Place, str] = {}
    starts: dict[int, Start] = {}
    used = dict.fromkeys(ways, 0)
    for number in sorted(range(len(words)), key=lambda number: -len(words[number])):
        word = words[number]
        chances = {way: random.random() for way in ways}
        for way in sorted(ways, key=lambda way: (used[way], chances[way])):
            start = _write_word(word, way, grid, size, random)
            if start is not None:
                starts[number] = *start, way
                used[way] += 1
                break
        else:
            return None
    return tuple(starts[number] for number in range(len(words)))


def _write_word(word: Word, way: Place, grid: dict[Place, str], size: int, random: Random) -> Place | None:
    """Writes a word into the grid in this direction; returns its start, or None if it does not fit."""
    (down, right), reach = way, len(word) - 1
    rows, columns = (range(max(0, -step * reach), size - max(0, step * reach)) for step in way)
    starts = [(row, column) for row in rows for column in columns]
    random.shuffle(starts)
    for row, column in starts:
        cells = {(row + down * step, column + right * step): letter for step, letter in enumerate(word)}
        if all(grid.get(cell, letter) == letter for cell, letter in cells.items()):
            grid |= cells
            return row, column
    return None


def _filled_grid(
    words: Sequence[Word], starts: Sequence[Start], size: int, unwanted: Sequence[Word], random: Random
) -> tuple[tuple[str, ...], ...] | None:
    """The grid with every cell filled, or None if that is impossible without an unwanted occurrence."""
    grid: dict[Place, str] = {}
    cells: list[frozenset[Place]] = []
    for word, (row, column, (down, right)) in zip(words, starts, strict=True):
        places = [(row + down * step, column + right * step) for step in range(len(word))]
        grid |= zip(places, word, strict=True)
        cells.append(frozenset(places))
    rows = [[plain(grid.get((row, column), "")) for column in range(size)] for row in range(size)]
    simple, ill = [tuple(map(plain, word)) for word in words], [tuple(map(plain, word)) for word in unwanted]
    for word, own in zip(simple, cells, strict=True):
        if any(hit != own for hit in hits(rows, word)):
            return None
    for word in ill:  # unwanted words inside a word of the list were the teacher's choice
        if any(not any(hit <= own for own in cells) for hit in hits(rows, word)):
            return None
    letters = list(chain.from_iterable(words))
    spelled: dict[str, list[tuple[Word, int]]] = {}
    for word in (*simple, *ill):
        for index, letter in enumerate(word):
            spelled.setdefault(letter, []).append((word, index))
    for row in range(size):
        for column in range(size):
            if (row, column) in grid:
                continue
            tried = dict.fromkeys(random.sample(letters, len(letters)))
            for letter in tried:
                rows[row][column] = plain(letter)
                if not _spells(rows, row, column, spelled):
                    grid[row, column] = letter
                    break
            else:
                return None
    return tuple(tuple(grid[row, column] for column in range(size)) for row in range(size))


def _spells(
    rows: Sequence[Sequence[str]], row: int, column: int, spelled: Mapping[str, Sequence[tuple[Word, int]]]
) -> bool:
    """Whether the letter in that cell completes one of the words."""
    size = len(rows)
    for word, index in spelled.get(rows[row][column], ()):
        for down, right in EVERY_WAY:
            y, x = row - down * index, column - right * index
            reach = len(word) - 1
            if not (0 <= y < size and 0 <= x < size and 0 <= y + down * reach < size and 0 <= x + right * reach < size):
                continue
            if all(rows[y + down * step][x + right * step] == letter for step, letter in enumerate(word)):
                return True
    return False
