"""A timeline and events to place on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.groups import pick
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.generators.orders import moment
from quizgen.model.question import Part
from quizgen.model.text import Text
from quizgen.reading.yaml.validation import Record


@dataclass(frozen=True, slots=True)
class Tick:
    """A time on the line, its distance from the one before in percent of the whole, and the letter of its event."""

    time: Text
    since: float
    letter: str


class TimelineRecipe(Record):
    """The settings of the timeline."""

    events: Annotated[int, Field(ge=3, le=12)] = 8
    """The maximum number of events."""


class Timeline:
    """A line with times, drawn to scale, at which students write the letters of events."""

    name = "timeline"
    summary = "A timeline and events to place on it."
    usual = False
    recipe = TimelineRecipe

    def make(self, settings: TimelineRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the line, with a key that shows the letters."""
        chance = material.chance(self.name)
        parts = [
            part for question in material.questions("timeline") for part in pick(question, chance, settings.events)
        ]
        first = {_when(part): part for part in reversed(parts)}  # several collections may mention the same time
        dated = [first[when] for when in sorted(first)][: settings.events]
        if not dated:
            yield nothing(self.name, material.lacking("timeline"))
            return
        events = chance.sample(dated, len(dated))
        letters = {part.fact.key: letter for part, letter in zip(events, material.letters, strict=False)}
        years = [_year(part) for part in dated]
        whole = years[-1] - years[0]
        ticks = [
            Tick(part.answer, 100 * (year - before) / whole if whole else 0, letters[part.fact.key])
            for part, before, year in zip(dated, [years[0], *years], years, strict=False)
        ]
        lines = [KeyLine(letters[p.fact.key], p.prompt, p.answer, p.fact, p.slot.accept) for p in dated]
        content = {"ticks": ticks, "events": [part.prompt for part in events], "key": lines}
        yield Worksheet(self.name, content, tuple(part.fact for part in dated))


def _when(part: Part) -> tuple[int, int, int]:
    when = moment(part.slot.value)
    assert when is not None
    return when


def _year(part: Part) -> float:
    year, month, day = _when(part)
    return year + max(month - 1, 0) / 12 + max(day - 1, 0) / 365
