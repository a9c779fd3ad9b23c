"""Worksheets as they are laid out: a crossword, a word search, cards of bingo with their calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.model.question import Part
from quizgen.model.quiz import Student

Place = tuple[int, int]  # row and column, both from 0; columns are counted in the direction of reading


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in a grid: it begins at ``row`` and ``column``, and ``step`` leads from each letter to the next.

    ``number`` stands at its first cell, or before its clue; ``lengths`` are those of its words: ``(4,5)``.
    """

    part: Part
    word: tuple[str, ...]
    row: int
    column: int
    step: Place
    number: int
    lengths: str

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each of its letters stands."""
        down, right = self.step
        return tuple((self.row + down * each, self.column + right * each) for each in range(len(self.word)))


@dataclass(frozen=True, slots=True)
class Crossword:
    """A grid of words that cross; whatever can be read in it across or down is one of its entries."""

    rows: int
    columns: int
    entries: tuple[Entry, ...]

    @property
    def across(self) -> tuple[Entry, ...]:
        """The entries in reading direction, by number."""
        return tuple(entry for entry in self.entries if entry.step == (0, 1))

    @property
    def down(self) -> tuple[Entry, ...]:
        """The entries from top to bottom, by number."""
        return tuple(entry for entry in self.entries if entry.step == (1, 0))

    @property
    def letters(self) -> Mapping[Place, str]:
        """The letter of each cell; others are blocks."""
        return {
            place: letter
            for entry in self.entries
            for place, letter in zip(entry.places, entry.word, strict=True)
        }  # fmt: skip

    @property
    def numbers(self) -> Mapping[Place, int]:
        """The number in each cell where an entry begins."""
        return {(entry.row, entry.column): entry.number for entry in self.entries}


@dataclass(frozen=True, slots=True)
class WordSearch:
    """A grid full of letters, ``rows`` of them, in which each entry's word is found once; ``clues`` stand for words."""

    rows: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]
    clues: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A card of bingo: its fields row by row, None where the middle is free."""

    number: int
    fields: tuple[Part | None, ...]
    student: Student | None = None


@dataclass(frozen=True, slots=True)
class Bingo:
    """The ``calls`` in the order in which they are read out, and cards of ``side`` by ``side`` fields."""

    side: int
    calls: tuple[Part, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Worksheets:
    """The sheets of one recipe; None is one that it does not have."""

    crossword: Crossword | None = None
    word_search: WordSearch | None = None
    bingo: Bingo | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every entry and call."""
        grids = [sheet for sheet in (self.crossword, self.word_search) if sheet]
        return (*(entry.part for sheet in grids for entry in sheet.entries), *(self.bingo.calls if self.bingo else ()))
