"""What there is to learn, with what proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, nothing
from quizgen.model.fact import Fact
from quizgen.model.text import Text
from quizgen.reading.yaml.validation import Record


@dataclass(frozen=True, slots=True)
class Chapter:
    """Facts under one heading, each as its statement reads with what can be asked standing out."""

    heading: str
    facts: tuple[tuple[Fact, Text], ...]


class StudyGuideRecipe(Record):
    """What there is to learn."""

    quotes: bool = True
    """Whether the article's words are printed below each statement."""


class StudyGuide:
    """The facts by sections of the lesson, or else by paragraphs of the article."""

    name = "study-guide"
    summary = "What there is to learn, with the quotes that prove it."
    usual = False
    recipe = StudyGuideRecipe

    def make(self, wanted: StudyGuideRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """For students; nothing in it is to be solved, so it has no key."""
        if not material.facts:
            yield nothing(self.name, "no fact may be shown")
            return
        sections = any(fact.section for fact in material.facts)
        chapters: dict[str, list[tuple[Fact, Text]]] = {}
        contexts = material.contexts
        for fact in material.facts if sections else sorted(material.facts, key=lambda fact: _place(fact, material)):
            heading = fact.section if sections else _heading(fact, material)
            statement = contexts[fact.source.id].attributed(fact, None, fact.marked())
            chapters.setdefault(heading, []).append((fact, statement))
        headed = sorted(chapters, key=bool)  # what is in no section comes first, or it would seem to be in one
        content = {
            "chapters": [Chapter(heading, tuple(chapters[heading])) for heading in headed],
            "quotes": wanted.quotes,
            "placed": not sections,  # the headings say where it stands
        }
        yield Worksheet(self.name, content, tuple(material.facts), keyed=False)


def _place(fact: Fact, material: Material) -> tuple[int, bool, int]:
    """Where its article stands among the others, and where in that it is said; what is said in none comes last."""
    sources = [collection.source.id for collection in material.collections]
    paragraph = _paragraph(fact)
    return sources.index(fact.source.id), not paragraph, paragraph


def _paragraph(fact: Fact) -> int:
    return min((each.paragraph for each in fact.evidence if each.paragraph), default=0)


def _heading(fact: Fact, material: Material) -> str:
    words, paragraph = material.words, _paragraph(fact)
    if paragraph:
        heading = words["paragraph"].format(number=paragraph)
        heading = heading[:1].upper() + heading[1:]
        return heading if len(material.collections) == 1 else f"{fact.source.title}, {heading}"
    heading = words["background"] if fact.stance == "background" else words["no_evidence"]
    return heading[:1].upper() + heading[1:]
