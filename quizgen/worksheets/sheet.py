"""What a worksheet is made of, what it is when it is laid out, and why it could not be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from quizgen.assembly.features import tagged
from quizgen.generators import generate
from quizgen.messages import words_for
from quizgen.model.fact import Collection, Fact
from quizgen.model.identity import seeded
from quizgen.model.question import Kind, Part, Question
from quizgen.model.quiz import Student
from quizgen.model.text import folded


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet as it is laid out: ``content`` is what its template is filled in with, ``facts`` are those it is about.

    ``name`` is that of its kind, and of its files; ``title`` heads it where quizgen has no word for that.
    """

    name: str
    content: Mapping[str, object]
    facts: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Why a sheet cannot be made, or not as it was asked for, and what to do about it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the sheets of one recipe are made of: its collections' facts with one of its ``tags``."""

    collections: Sequence[Collection]
    tags: Sequence[str]
    seed: int
    students: Sequence[Student] = ()

    @property
    def language(self) -> str:
        """The language of the sheets: the first collection's."""
        return self.collections[0].source.language

    @property
    def words(self) -> Mapping[str, str]:
        """quizgen's own words in it."""
        return words_for(self.language)

    def questions(self, kind: Kind) -> list[Question]:
        """Every question of ``kind`` that the collections carry; those over several facts have all of their parts."""
        return [
            made
            for collection in self.collections
            for made in generate(collection, (kind,))
            if isinstance(made, Question) and (made.parts or tagged(made.fact, self.tags))
        ]

    def parts(self, kind: Kind, alike: Callable[[Part, Part], bool] | None = None) -> list[Part]:
        """The parts of every question of ``kind``; of several that are ``alike``, or have one answer, the first."""
        chosen: list[Part] = []
        for question in self.questions(kind):
            for part in question.parts:
                if tagged(part.fact, self.tags) and not any((alike or _same_answer)(part, other) for other in chosen):
                    chosen.append(part)
        return chosen

    def by_lot(self, parts: Iterable[Part], name: str) -> list[Part]:
        """The parts in the order of their lots: one for each fact, so that none disturbs another."""
        return sorted(parts, key=lambda part: seeded(self.seed, name, part.fact.key).random())

    def chance(self, name: str) -> Random:
        """The chance of the sheet called ``name``."""
        return seeded(self.seed, name)


def too_few(name: str, count: int, fewest: int) -> Shortcoming:
    """What is said of a sheet that is left out because it would have too few entries."""
    return Shortcoming(
        f"there are {count or 'no'} entries for the {name}, which needs {fewest}, and it is left out",
        "add facts with short answers; quizgen list --why  says what each brings",
    )


def _same_answer(part: Part, other: Part) -> bool:
    return folded(str(part.answer)) == folded(str(other.answer))
