"""The study guide: what there is to learn, with evidence."""

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
    """Facts under one heading, each with its statement, in which the answers are highlighted."""

    heading: str
    facts: tuple[tuple[Fact, Text], ...]


class StudyGuideRecipe(Record):
    """The settings of the study guide."""

    quotes: bool = True
    """Whether the article's words are printed below each statement."""


class StudyGuide:
    """The facts, grouped by section of the lesson or else by paragraph of the article."""

    name = "study-guide"
    summary = "What there is to learn, with quotes from the article as evidence."
    usual = False
    recipe = StudyGuideRecipe

    def make(self, settings: StudyGuideRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the study guide, which needs no key."""
        if not material.facts:
            yield nothing(self.name, "there are no facts that can be shown")
            return
        sections = any(fact.section for fact in material.facts)
        chapters: dict[str, list[tuple[Fact, Text]]] = {}
        contexts = material.contexts
        facts = material.facts if sections else sorted(material.facts, key=lambda fact: _order(fact, material))
        for fact in facts:
            heading = fact.section if sections else _heading(fact, material)
            statement = contexts[fact.source.id].attributed_text(fact, None, fact.marked_statement())
            chapters.setdefault(heading, []).append((fact, statement))
        # Facts without a section come first, or they would seem to belong to the last one.
        headings = sorted(chapters, key=bool)
        content = {
            "chapters": [Chapter(heading, tuple(chapters[heading])) for heading in headings],
            "quotes": settings.quotes,
            "placed": not sections,  # headings give the paragraph
        }
        yield Worksheet(self.name, content, tuple(material.facts), has_key=False)


def _order(fact: Fact, material: Material) -> tuple[int, bool, int]:
    """A sort key: the index of the fact's article, then its paragraph; facts without evidence come last."""
    sources = [collection.source.id for collection in material.collections]
    paragraph = _paragraph(fact)
    return sources.index(fact.source.id), not paragraph, paragraph


def _paragraph(fact: Fact) -> int:
    return min((evidence.paragraph for evidence in fact.evidence if evidence.paragraph), default=0)


def _heading(fact: Fact, material: Material) -> str:
    words, paragraph = material.words, _paragraph(fact)
    if paragraph:
        heading = words["paragraph"].format(number=paragraph)
        heading = heading[:1].upper() + heading[1:]
        return heading if len(material.collections) == 1 else f"{fact.source.title}, {heading}"
    if fact.stance == "background":
        heading = words["background"]
    else:
        heading = fact.source.title if fact.evidence else words["no_evidence"]
    return heading[:1].upper() + heading[1:]
