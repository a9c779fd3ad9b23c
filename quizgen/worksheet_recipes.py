"""What a recipe says of its worksheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field

from quizgen.documents.validation import Record


class CrosswordRecipe(Record):
    """The crossword."""

    words: Annotated[int, Field(ge=5, le=40)] = 20
    """How many words at most."""


class WordSearchRecipe(Record):
    """The word search."""

    words: Annotated[int, Field(ge=5, le=25)] = 15
    """How many words at most."""
    level: Annotated[int, Field(ge=1, le=3)] = 2
    """Which ways words go: 1 right and down; 2 also diagonally; 3 also backwards."""
    clues: bool = False
    """Whether students read only the clues; else the words themselves."""


class BingoRecipe(Record):
    """The cards of bingo."""

    cards: Annotated[int, Field(ge=2, le=100)] | None = None
    """How many cards; not given: one for each student on the quiz's roster, or else 24."""
    size: Annotated[int, Field(ge=3, le=5)] | None = None
    """How many fields a row has; not given: 3, 4 or 5, by how many calls there are."""
    free: bool = False
    """Whether the middle of a card is free, where it has one."""


class WorksheetsRecipe(Record):
    """The worksheets; none named: crossword, word search and bingo."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": False})  # plugins' are extra

    crossword: CrosswordRecipe | None = None
    """A crossword."""
    word_search: Annotated[WordSearchRecipe | None, Field(alias="word-search")] = None
    """Words hidden in a grid of letters."""
    bingo: BingoRecipe | None = None
    """Cards with answers, whose questions are read out."""

    @property
    def named(self) -> Mapping[str, object]:
        """What is said of each sheet that is named; of a plugin's as it was read, None where nothing is said."""
        fields = {name: field.alias or name for name, field in type(self).model_fields.items()}
        built_in = {key: getattr(self, name) for name, key in fields.items() if name in self.model_fields_set}
        return {**built_in, **(self.model_extra or {})}
