"""What the worksheets of one recipe are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from quizgen.assembly.features import tagged
from quizgen.generators import generate
from quizgen.generators.context import Context
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Fact
from quizgen.model.identity import seeded
from quizgen.model.question import Declined, Part, Question
from quizgen.model.quiz import Student
from quizgen.model.text import folded
from quizgen.words.catalogues import words_for


@dataclass(frozen=True, slots=True)
class Material:
    """What the sheets of one recipe are made of: its collections' facts with one of its ``tags``.

    ``articles`` has the article of each collection whose text is at hand, by the id of its source.
    """

    collections: Sequence[Collection]
    tags: Sequence[str]
    seed: int
    students: Sequence[Student] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the sheets: the first collection's."""
        return self.collections[0].source.language

    @property
    def words(self) -> Mapping[str, str]:
        """quizgen's own words in it."""
        return words_for(self.language)

    @property
    def contexts(self) -> Mapping[str, Context]:
        """What each collection knows of its facts, by the id of its source."""
        return {collection.source.id: Context(collection) for collection in self.collections}

    @property
    def facts(self) -> list[Fact]:
        """Every fact that may be shown, in order."""
        return [
            fact
            for collection in self.collections
            for fact in collection.facts
            if fact.status != "retired" and tagged(fact, self.tags)
        ]

    def questions(self, kind: str) -> list[Question]:
        """Every question of ``kind``; those over several facts have the parts that these bring."""
        made = (question for question in self._generated(kind) if isinstance(question, Question))
        asked = (each.over(self._tagged(each.parts)) if each.parts else each for each in made)
        return [each for each in asked if (each.parts or tagged(each.fact, self.tags))]

    def lacking(self, kind: str) -> str:
        """Why the collections carry no question of ``kind``, as far as its generator says so."""
        declined = (each for each in self._generated(kind) if isinstance(each, Declined))
        return "; ".join(dict.fromkeys(each.reason for each in declined if each.fact is None))

    def parts(self, kind: str, alike: Callable[[Part, Part], bool] | None = None) -> list[Part]:
        """The parts of every question of ``kind``; of several that are ``alike``, or have one answer, the first."""
        chosen: list[Part] = []
        for part in (part for question in self.questions(kind) for part in question.parts):
            if not any((alike or _same_answer)(part, other) for other in chosen):
                chosen.append(part)
        return chosen

    def by_lot(self, parts: Iterable[Part], name: str) -> list[Part]:
        """The parts in the order of their lots: one for each fact, so that none disturbs another."""
        return sorted(parts, key=lambda part: seeded(self.seed, name, part.fact.key).random())

    def chance(self, name: str) -> Random:
        """The chance of the sheet called ``name``."""
        return seeded(self.seed, name)

    def _generated(self, kind: str) -> Iterator[Question | Declined]:
        return (made for collection in self.collections for made in generate(collection, (kind,)))

    def _tagged(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(part for part in parts if tagged(part.fact, self.tags))


def answering(part: Part, context: Context) -> frozenset[str]:
    """Every name, folded, by which the answer of ``part`` or another right one goes."""
    slot, same = part.slot, context.collection.same(part.slot.entity) if part.slot.entity else ()
    names = {str(part.answer), slot.shown, slot.value, *slot.accept, *(name for each in same for name in each.names)}
    return frozenset(map(folded, names)) | context.relations.true_answers(part.fact, slot)


def _same_answer(part: Part, other: Part) -> bool:
    return folded(str(part.answer)) == folded(str(other.answer))
