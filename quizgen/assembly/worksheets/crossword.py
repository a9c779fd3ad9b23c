"""A crossword."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets import crossword_grid
from quizgen.assembly.worksheets.grid_words import DOWN, RIGHT, Entry, Place, word
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_ENTRIES
from quizgen.model.question import Part
from quizgen.reading.yaml.validation import Record


@dataclass(frozen=True, slots=True)
class CrosswordGrid:
    """A grid of crossing words, in which everything that can be read across or down is an entry."""

    rows: int
    columns: int
    entries: tuple[Entry, ...]

    @property
    def across(self) -> tuple[Entry, ...]:
        """The entries across, by number."""
        return tuple(entry for entry in self.entries if entry.step == RIGHT)

    @property
    def down(self) -> tuple[Entry, ...]:
        """The entries down, by number."""
        return tuple(entry for entry in self.entries if entry.step == DOWN)

    @property
    def letters(self) -> Mapping[Place, str]:
        """The letter of each cell; all other cells are blocks."""
        return {
            cell: letter
            for entry in self.entries
            for cell, letter in zip(entry.places, entry.word, strict=True)
        }  # fmt: skip

    @property
    def numbers(self) -> Mapping[Place, int]:
        """The number in each cell where an entry begins."""
        return {(entry.row, entry.column): entry.number for entry in self.entries}


class CrosswordRecipe(Record):
    """The settings of the crossword."""

    words: Annotated[int, Field(ge=5, le=40)] = 20
    """The maximum number of words."""


class Crossword:
    """A crossword with clues across and down."""

    name = "crossword"
    summary = "A crossword."
    usual = True
    recipe = CrosswordRecipe

    def make(self, settings: CrosswordRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the grid with its clues, with a key that shows the grid filled in."""
        entries = material.parts("crossword", lambda part, other: word(part) == word(other))
        parts = [part for part in entries if len(word(part)) <= material.widest_grid]
        if len(parts) < FEWEST_ENTRIES:
            yield too_few(self.name, len(parts), FEWEST_ENTRIES)
            return
        grid = _grid(parts, settings.words, material)
        if short := min(settings.words, len(parts)) - len(grid.entries):
            message = f"{short} words cross no others and are left out of the crossword"
            yield Shortcoming(message, "try another seed, or ask for fewer words")
        labels = {entry.part.fact.key: _label(entry, material.words) for entry in grid.entries}
        places = (
            f"{labels[entry.part.fact.key]}: {entry.begins(material.words)} {entry.lengths}" for entry in grid.entries
        )
        size = material.words["grid"].format(rows=grid.rows, columns=grid.columns)
        content = {"sheet": grid, "labels": labels, "alt": "; ".join((size, *places))}
        yield Worksheet(self.name, content, tuple(entry.part.fact for entry in grid.entries))


def _grid(parts: list[Part], most: int, material: Material) -> CrosswordGrid:
    shuffled = material.shuffled_parts(parts, "crossword")
    words = [word(part) for part in shuffled]
    laid = crossword_grid.lay_out(words, most, material.chance("crossword"), widest=material.widest_grid)
    starts = sorted({(entry.row, entry.column) for entry in laid})
    entries = sorted(
        (
            Entry(
                shuffled[entry.word],
                words[entry.word],
                entry.row,
                entry.column,
                DOWN if entry.down else RIGHT,
                starts.index((entry.row, entry.column)) + 1,
            )
            for entry in laid
        ),
        key=lambda entry: (entry.number, entry.step),
    )
    covered = [cell for entry in entries for cell in entry.places]
    rows, columns = (max(cell[axis] for cell in covered) + 1 for axis in (0, 1))
    return CrosswordGrid(rows, columns, tuple(entries))


def _label(entry: Entry, words: Mapping[str, str]) -> str:
    return words["entry_down" if entry.step == DOWN else "entry_across"].format(number=entry.number)
