"""A passage with gaps, and the words that fill them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from quizgen.assembly.features import has_tag
from quizgen.assembly.groups import SPARES, pick, spare_parts
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.model.fact import Fact
from quizgen.model.question import Part, Question
from quizgen.model.text import Blank, Text, fold
from quizgen.reading.yaml.validation import Prose, Record

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the pieces around its gap, and the number of the gap."""

    pieces: tuple[Text, ...]
    number: int


class WordBankRecipe(Record):
    """The settings of the passage with gaps."""

    topic: Prose | None = None
    """The section of the lesson, or the tag, that it is about; if not given, the one with most sentences."""
    gaps: Annotated[int, Field(ge=3, le=20)] = 10
    """The maximum number of gaps."""


class WordBank:
    """The sentences about one topic as a passage, with a gap in each."""

    name = "word-bank"
    summary = "A passage with gaps, and the words that fill them."
    usual = False
    recipe = WordBankRecipe

    def make(self, settings: WordBankRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the passage, with a key that gives the word for each gap."""
        question = _passage(settings, material)
        if question is None:
            about = f"no sentence about {settings.topic!r} has a word to fill in" if settings.topic else ""
            yield nothing(self.name, about or material.lacking("word-bank"))
            return
        chance = material.chance(self.name)
        parts = pick(question, chance, settings.gaps)
        spares = spare_parts(question, parts, chance, SPARES)
        # Alphabetical order gives nothing away.
        bank = sorted((part.answer for part in (*parts, *spares)), key=lambda text: fold(str(text)))
        sentences = [Sentence(_pieces(part.prompt), number) for number, part in enumerate(parts, 1)]
        lines = [
            KeyLine(f"{n}", part.prompt, part.answer, part.fact, part.slot.accept) for n, part in enumerate(parts, 1)
        ]
        sections = {part.fact.section for part in parts}
        title = sections.pop() if len(sections) == 1 else ""
        content = {"topic": title, "sentences": sentences, "bank": bank, "spares": bool(spares), "key": lines}
        yield Worksheet(self.name, content, tuple(part.fact for part in parts))


def _passage(settings: WordBankRecipe, material: Material) -> Question | None:
    """The sentences about the topic in the settings, or else about the topic with the most sentences."""
    passages: list[Question] = []
    for question in material.questions("word-bank"):
        topics: dict[str, list[Part]] = defaultdict(list)
        for part in question.parts:
            for topic in _topics_of(part.fact, settings):
                topics[topic].append(part)
        passages += (question.over(parts) for parts in topics.values() if len(parts) >= FEWEST)
    return max(passages, key=lambda question: len(question.parts), default=None)


def _topics_of(fact: Fact, settings: WordBankRecipe) -> Sequence[str]:
    """The topics of a fact: its section or else its tags, or only the topic in the settings, if it is about that."""
    if settings.topic:
        is_about = fact.section == settings.topic or has_tag(fact, (settings.topic,))
        return (settings.topic,) if is_about else ()
    if fact.section:
        return (fact.section,)
    return fact.tags or ("",)


def _pieces(text: Text) -> tuple[Text, ...]:
    pieces = [Text()]
    for span in text.spans:
        if isinstance(span, Blank):
            pieces.append(Text())
        else:
            pieces[-1] += Text((span,))
    return tuple(pieces)
