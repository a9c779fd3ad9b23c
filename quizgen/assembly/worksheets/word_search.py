"""A word search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets import word_search_grid
from quizgen.assembly.worksheets.grid_words import Entry, word
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_ENTRIES
from quizgen.model.cells import capitals, cells
from quizgen.model.question import Part
from quizgen.reading.yaml.validation import Record
from quizgen.words.catalogues import unwanted_words


@dataclass(frozen=True, slots=True)
class WordSearchGrid:
    """A grid of letters in which the word of each entry occurs once; with ``clues``, words are not listed."""

    rows: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]
    clues: bool


class WordSearchRecipe(Record):
    """The settings of the word search."""

    words: Annotated[int, Field(ge=5, le=25)] = 15
    """The maximum number of words."""
    level: Annotated[int, Field(ge=1, le=3)] = 2
    """The directions of words: 1 for right and down, 2 also diagonally, 3 also backwards."""
    clues: bool = False
    """Whether students see only the clues; otherwise they see the words."""


class WordSearch:
    """Words hidden among letters, with a list of them or of their clues."""

    name = "word-search"
    summary = "Words hidden in a grid of letters."
    usual = True
    recipe = WordSearchRecipe

    def make(self, settings: WordSearchRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the grid with its words, with a key in which each word is marked."""
        parts = material.parts("word-search", _is_hidden)
        if len(parts) < FEWEST_ENTRIES:
            yield too_few(self.name, len(parts), FEWEST_ENTRIES)
            return
        grid = _grid(parts, settings, material)
        if grid is None:
            message = "the word search is left out: no grid contains each of these words only once"
            yield Shortcoming(message, "ask for fewer words, or try another seed")
            return
        words = material.words
        size = words["grid"].format(rows=len(grid.rows), columns=len(grid.rows))
        rows = (words["row"].format(row=number, text=" ".join(row)) for number, row in enumerate(grid.rows, 1))
        content = {
            "sheet": grid,
            "places": {entry.part.fact.key: entry.begins(words) for entry in grid.entries},
            "alt": "; ".join((size, *rows)),
        }
        yield Worksheet(self.name, content, tuple(entry.part.fact for entry in grid.entries))


def _grid(parts: list[Part], settings: WordSearchRecipe, material: Material) -> WordSearchGrid | None:
    chosen = set(material.shuffled_parts(parts, "word-search")[: settings.words])
    chosen_parts = [part for part in parts if part in chosen]
    words = [word(part) for part in chosen_parts]
    language = chosen_parts[0].fact.source.language
    ill = [cells(capitals(bad_word, language)) for bad_word in unwanted_words(language)]
    laid_out = word_search_grid.lay_out(words, settings.level, ill, material.chance("word-search"))
    if laid_out is None:
        return None
    starts, rows = laid_out
    placed = zip(chosen_parts, words, starts, strict=True)
    entries = (
        Entry(part, letters, row, column, step, number)
        for number, (part, letters, (row, column, step)) in enumerate(placed, 1)
    )
    return WordSearchGrid(rows, tuple(entries), settings.clues)


def _is_hidden(part: Part, other: Part) -> bool:
    """Whether one word occurs within the other, forwards or backwards."""
    short, long = sorted((tuple(map(word_search_grid.plain, word(candidate))) for candidate in (part, other)), key=len)
    text = "".join(long)
    return "".join(short) in text or "".join(reversed(short)) in text
