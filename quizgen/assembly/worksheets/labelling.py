"""Pictures whose labels are covered by numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.model.body import Label, PictureLabels
from quizgen.model.fact import Fact
from quizgen.model.labels import in_reading_order
from quizgen.model.text import Text, fold, parse_text
from quizgen.reading.yaml.validation import Record


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture with its instruction, its labels in the order of their numbers, and a word bank."""

    stem: Text
    fact: Fact
    labels: tuple[Label, ...]
    bank: tuple[str, ...]

    @property
    def room(self) -> int:
        """The number of characters in the longest name."""
        return PictureLabels(self.labels).room


class LabellingRecipe(Record):
    """The settings of pictures to label."""

    bank: bool = False
    """Whether the labels are listed in a box below the picture."""


class Labelling:
    """A picture on each page, as large as possible, with a line for each number."""

    name = "labelling"
    summary = "Pictures whose labels are covered by numbers."
    usual = False
    recipe = LabellingRecipe

    def make(self, settings: LabellingRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the pictures, with a key that gives the label of each number."""
        diagrams: list[Diagram] = []
        lines: list[KeyLine] = []
        for question in material.questions("labelling"):
            assert question.fact.image is not None
            labels = in_reading_order(question.fact.image.labels)
            texts = dict.fromkeys(label.text for label in labels)
            bank = tuple(sorted(texts, key=fold)) if settings.bank else ()
            diagrams.append(Diagram(question.stem, question.fact, labels, bank))
            for number, label in enumerate(labels, 1):
                position = f"{number}" if len(diagrams) == 1 else f"{len(diagrams)}: {number}"
                lines.append(KeyLine(position, question.stem, parse_text(label.text), question.fact, label.accept))
        if not diagrams:
            reason = "no fact has a picture with labels"
            yield nothing(self.name, reason, "give a fact an image with labels, each with its box")
            return
        facts = tuple(diagram.fact for diagram in diagrams)
        yield Worksheet(self.name, {"diagrams": diagrams, "key": lines}, facts, labelled=facts)
