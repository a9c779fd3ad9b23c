"""What a recipe says of its cards on paper."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from quizgen.errors import named
from quizgen.model.paper import CardFlip, CardLayout, CardsPerSheet
from quizgen.reading.yaml.validation import Record, fault


def _read_millimetres(value: object) -> object:
    """A distance as people write it, ``-0.5mm``, ``-0.5 mm`` or ``-0.5``."""
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*(?:mm)?", str(value).strip())
    if found is None:
        raise fault("distance", f"{named(str(value))} is not a distance in millimetres", "write it as 1mm or -0.5mm")
    return float(found[1])


def _read_count(value: object) -> object:
    return int(str(value)) if str(value).isdecimal() else value


Millimetres = Annotated[
    float, BeforeValidator(_read_millimetres, json_schema_input_type=str | float), Field(ge=-10, le=10)
]


class OffsetRecipe(Record):
    """How far the backs are moved, seen with their text upright."""

    x: Millimetres = 0.0
    """To the right, in millimetres; to the left, where it is negative: `-0.5mm`."""
    y: Millimetres = 0.0
    """Down, in millimetres; up, where it is negative."""


class CardsRecipe(Record):
    """The cards on paper."""

    layout: CardLayout = "duplex"
    """duplex (printed on both sides of the paper) or fold (on one side: fronts beside their backs, a line to fold)."""
    per_sheet: Annotated[CardsPerSheet, BeforeValidator(_read_count), Field(alias="per-sheet")] = 8
    """How many cards are cut from a sheet: 2, 4, 6, 8, 9, 10 or 12."""
    flip: CardFlip = "long"
    """Over which edge of the paper the printer turns it: long or short."""
    offset: OffsetRecipe = OffsetRecipe()
    """Moves the backs, where the printer does not meet the fronts."""

    @model_validator(mode="after")
    def _turned_where_there_are_backs(self) -> CardsRecipe:
        if self.layout == "fold" and (self.flip != "long" or self.offset != OffsetRecipe()):
            hint = "delete flip and offset, or write  layout: duplex"
            raise fault("no-backs", "cards to fold are printed on one side, so nothing is turned or moved", hint)
        return self
