"""Loop cards, each of which asks for the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.question_loop import question_loop
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.reading.yaml.validation import Record


class LoopCardsRecipe(Record):
    """The settings of loop cards."""

    cards: Annotated[int, Field(ge=3, le=100)] | None = None
    """How many cards, one for each entry at most; if not given, one for each student on the quiz's roster, or 24."""


class LoopCards:
    """Cards that say "I have …; who has …?"."""

    name = "loop-cards"
    summary = 'Cards that say "I have …; who has …?".'
    usual = False
    recipe = LoopCardsRecipe

    def make(self, settings: LoopCardsRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the cards, one for each student on the roster, with a key that shows the chain."""
        yield from question_loop(self.name, settings.cards or len(material.students) or None, material)
