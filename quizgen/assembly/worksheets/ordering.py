"""Ordering: things sorted by amount, or sequences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.groups import pick, shuffled_steps
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.model.body import Ordering, Step
from quizgen.model.fact import Fact
from quizgen.model.text import Text, parse_text
from quizgen.reading.yaml.validation import Record


@dataclass(frozen=True, slots=True)
class OrderingExercise:
    """Shuffled things, each with its position in the correct order."""

    stem: Text
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    text: Text
    fact: Fact
    amount: Text = Text()  # noqa: RUF009 - a Text is frozen


class OrderingRecipe(Record):
    """The settings of ordering."""

    things: Annotated[int, Field(ge=3, le=12)] = 8
    """The maximum number of things with amounts in an exercise."""


class OrderingSheet:
    """Things with boxes to number, for every relation with an order and every sequence."""

    name = "ordering"
    summary = "Items to number in order."
    usual = False
    recipe = OrderingRecipe

    def make(self, settings: OrderingRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the exercises, with a key that shows the correct order and the amounts."""
        exercises: list[OrderingExercise] = []
        lines: list[KeyLine] = []
        for stem, steps in _orders(settings, material):
            chance = material.chance(f"{self.name} {steps[0].fact.key}")
            exercises.append(OrderingExercise(stem, shuffled_steps([step.text for step in steps], chance).steps))
            for number, step in enumerate(steps, 1):
                lines.append(KeyLine(f"{len(exercises)}: {number}", stem, _key_text(step), step.fact))
        if not exercises:
            yield nothing(self.name, material.lacking("ordering"), "give a relation an order, or a fact a sequence")
            return
        yield Worksheet(self.name, {"exercises": exercises, "key": lines}, tuple(line.fact for line in lines))


def _orders(settings: OrderingRecipe, material: Material) -> Iterator[tuple[Text, list[_Step]]]:
    for question in material.questions("ordering"):
        parts = pick(question, material.chance(question.id), settings.things)
        yield question.stem, [_Step(part.prompt, part.fact, part.answer) for part in parts]
    for question in material.questions("sequence"):
        texts = question.body.in_order if isinstance(question.body, Ordering) else ()
        yield question.stem, [_Step(text, question.fact) for text in texts]


def _key_text(step: _Step) -> Text:
    return step.text + parse_text(": ") + step.amount if step.amount else step.text
