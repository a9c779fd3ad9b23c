"""Cards of bingo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.assembly.worksheets import bingo_cards
from quizgen.assembly.worksheets.sheet import Material, Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_CALLS
from quizgen.model.question import Part
from quizgen.model.quiz import Student
from quizgen.reading.recipes.worksheets import BingoRecipe

CARDS = 24  # a usual class


@dataclass(frozen=True, slots=True)
class Card:
    """A card of bingo: its fields row by row, None where the middle is free."""

    number: int
    fields: tuple[Part | None, ...]
    student: Student | None = None


@dataclass(frozen=True, slots=True)
class Game:
    """The ``calls`` in the order in which they are read out, and cards of ``side`` by ``side`` fields."""

    side: int
    calls: tuple[Part, ...]
    cards: tuple[Card, ...]


class Bingo:
    """Cards with answers, and the questions that are read out."""

    name = "bingo"
    usual = True
    recipe = BingoRecipe

    def make(self, wanted: BingoRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """The cards; in their key, the questions in the order in which they are read out."""
        parts = material.parts("bingo")
        if len(parts) < FEWEST_CALLS:
            yield too_few(self.name, len(parts), FEWEST_CALLS)
            return
        side = bingo_cards.largest(len(parts), wanted.free)
        if wanted.size and wanted.size > side:
            asked, given = f"{wanted.size} by {wanted.size}", f"{side} by {side}"
            message = f"{len(parts)} calls are too few for cards of {asked}; they have {given}"
            yield Shortcoming(message, "add facts with short answers, or leave out the size")
        calls = tuple(material.by_lot(parts, "bingo"))
        students = material.students if wanted.cards is None else ()
        holders: Sequence[Student | None] = students or [None] * (wanted.cards or CARDS)
        dealt = bingo_cards.deal(
            len(calls), len(holders), min(wanted.size or side, side), wanted.free, material.chance("bingo")
        )
        cards = (
            Card(number, tuple(None if call is None else calls[call] for call in fields), holder)
            for number, (fields, holder) in enumerate(zip(dealt, holders, strict=True), 1)
        )
        game = Game(min(wanted.size or side, side), calls, tuple(cards))
        yield Worksheet(self.name, {"sheet": game}, tuple(part.fact for part in calls))
