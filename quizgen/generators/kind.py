"""The kinds of question by their source: a slot, a fact, or the facts of a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.generators.context import Context
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question
from quizgen.model.question_kind import QuestionKind

Outcome = Question | Declined


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotKind(QuestionKind):
    """A kind that asks about one slot of a fact."""

    generate: Callable[[Fact, Slot, Context], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind(QuestionKind):
    """A kind that asks about a whole fact."""

    generate: Callable[[Fact, Context], Iterator[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionKind(QuestionKind):
    """A kind that asks about several facts of a collection at once."""

    generate: Callable[[Context], Iterator[Outcome]]


GeneratedKind = SlotKind | FactKind | CollectionKind
