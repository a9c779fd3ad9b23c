"""Dominoes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.question_loop import question_loop
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.reading.yaml.validation import Record


class DominoesRecipe(Record):
    """The settings of dominoes."""

    cards: Annotated[int, Field(ge=3, le=100)] | None = None
    """How many dominoes, one for each entry at most; 24 if not given."""


class Dominoes:
    """Dominoes with an answer on one half and the question of another domino on the other."""

    name = "dominoes"
    summary = "Dominoes with an answer on one half and the question for another on the other half."
    usual = False
    recipe = DominoesRecipe

    def make(self, settings: DominoesRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the dominoes, with a key that shows the chain."""
        yield from question_loop(self.name, settings.cards, material)
