"""Bingo cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets import bingo_cards
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_CALLS
from quizgen.model.question import Part
from quizgen.model.quiz import Student
from quizgen.reading.yaml.validation import Record

CARDS = 24  # a usual class


@dataclass(frozen=True, slots=True)
class BingoCard:
    """A bingo card: its fields row by row, with None for a free middle."""

    number: int
    fields: tuple[Part | None, ...]
    student: Student | None = None


@dataclass(frozen=True, slots=True)
class Game:
    """The ``calls`` in the order of reading out, and cards of ``side`` by ``side`` fields."""

    side: int
    calls: tuple[Part, ...]
    cards: tuple[BingoCard, ...]


class BingoRecipe(Record):
    """The settings of bingo cards."""

    cards: Annotated[int, Field(ge=2, le=100)] | None = None
    """How many cards; if not given, one for each student on the quiz's roster, or 24."""
    size: Annotated[int, Field(ge=3, le=5)] | None = None
    """How many fields a row has; if not given, 3, 4 or 5, depending on the number of calls."""
    free: bool = False
    """Whether the middle of a card is free, if it has one."""


class Bingo:
    """Cards with answers, and the questions that are read out."""

    name = "bingo"
    summary = "Cards with answers, to questions that are read out."
    usual = True
    recipe = BingoRecipe

    def make(self, settings: BingoRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the cards, with a key that lists the questions in the order of reading out."""
        parts = material.parts("bingo")
        if len(parts) < FEWEST_CALLS:
            yield too_few(self.name, len(parts), FEWEST_CALLS)
            return
        side = bingo_cards.largest(len(parts), settings.free)
        if settings.size and settings.size > side:
            requested, actual = f"{settings.size} by {settings.size}", f"{side} by {side}"
            message = f"{len(parts)} calls are too few for cards of {requested} fields, so they have {actual}"
            yield Shortcoming(message, "add facts with short answers, or leave out the size")
        side = min(settings.size or side, side)
        calls = tuple(material.shuffled_parts(parts, "bingo"))
        holders: Sequence[Student | None] = material.students
        if settings.cards or not material.students:
            holders = [None] * (settings.cards or CARDS)
        dealt = bingo_cards.deal(len(calls), len(holders), side, settings.free, material.chance("bingo"))
        cards = (
            BingoCard(number, tuple(None if call is None else calls[call] for call in fields), holder)
            for number, (fields, holder) in enumerate(zip(dealt, holders, strict=True), 1)
        )
        game = Game(side, calls, tuple(cards))
        yield Worksheet(self.name, {"sheet": game}, tuple(part.fact for part in calls))
