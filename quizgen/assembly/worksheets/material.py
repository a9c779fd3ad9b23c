"""The material from which the worksheets of a recipe are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from quizgen.assembly.features import has_tag
from quizgen.assembly.worksheets.crossword_grid import WIDEST
from quizgen.generators import generate
from quizgen.generators.context import Context
from quizgen.languages.option_letters import option_letters
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Fact
from quizgen.model.identity import seeded_random
from quizgen.model.question import Declined, Part, Question
from quizgen.model.quiz import Student
from quizgen.model.text import fold
from quizgen.words.catalogues import words_for


@dataclass(frozen=True, slots=True)
class Material:
    """The material for the worksheets of a recipe: the facts of its collections with one of its ``tags``.

    ``articles`` maps ids of sources to articles, for those whose text is available. ``widest_grid`` is how many
    columns a grid to write in may have.
    """

    collections: Sequence[Collection]
    tags: Sequence[str]
    seed: int
    students: Sequence[Student] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    widest_grid: int = WIDEST

    @property
    def language(self) -> str:
        """The language of the worksheets, which is that of the first collection."""
        return self.collections[0].source.language

    @property
    def words(self) -> Mapping[str, str]:
        """quizgen's own words in that language."""
        return words_for(self.language)

    @property
    def letters(self) -> Sequence[str]:
        """The letters of options in that language."""
        return option_letters(self.language)

    @property
    def contexts(self) -> Mapping[str, Context]:
        """The context of each collection, by the id of its source."""
        return {collection.source.id: Context(collection) for collection in self.collections}

    @property
    def facts(self) -> list[Fact]:
        """Every fact that can be used, in order."""
        return [
            fact
            for collection in self.collections
            for fact in collection.facts
            if fact.status != "retired" and has_tag(fact, self.tags)
        ]

    def questions(self, kind: str) -> list[Question]:
        """Every question of ``kind``; those over several facts have only the parts of facts that can be used."""
        generated = (question for question in self._generated_questions(kind) if isinstance(question, Question))
        questions = (
            question.over(self._tagged_parts(question.parts)) if question.parts else question for question in generated
        )
        return [question for question in questions if question.parts or has_tag(question.fact, self.tags)]

    def lacking(self, kind: str) -> str:
        """The reasons of the generator why the collections support no question of ``kind``."""
        declined = (outcome for outcome in self._generated_questions(kind) if isinstance(outcome, Declined))
        return "; ".join(dict.fromkeys(outcome.reason for outcome in declined if outcome.fact is None))

    def parts(self, kind: str, alike: Callable[[Part, Part], bool] | None = None) -> list[Part]:
        """The parts of every question of ``kind``, without later ones that are ``alike`` or have the same answer."""
        chosen: list[Part] = []
        for part in (part for question in self.questions(kind) for part in question.parts):
            if not any((alike or _same_answer)(part, other) for other in chosen):
                chosen.append(part)
        return chosen

    def shuffled_parts(self, parts: Iterable[Part], name: str) -> list[Part]:
        """The parts in random order, seeded for each fact, so that adding a fact does not reorder the others."""
        return sorted(parts, key=lambda part: seeded_random(self.seed, name, part.fact.key).random())

    def chance(self, name: str) -> Random:
        """The random generator of the worksheet called ``name``."""
        return seeded_random(self.seed, name)

    def _generated_questions(self, kind: str) -> Iterator[Question | Declined]:
        return (result for collection in self.collections for result in generate(collection, (kind,)))

    def _tagged_parts(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(part for part in parts if has_tag(part.fact, self.tags))


def answering(part: Part, context: Context) -> frozenset[str]:
    """Every name, folded, of the right answers to ``part``."""
    slot, same = part.slot, context.collection.same(part.slot.entity) if part.slot.entity else ()
    names = {
        str(part.answer),
        slot.shown,
        slot.value,
        *slot.accept,
        *(name for entity in same for name in entity.names),
    }
    return frozenset(map(fold, names)) | context.relations.true_answers(part.fact, slot)


def _same_answer(part: Part, other: Part) -> bool:
    return fold(str(part.answer)) == fold(str(other.answer))
