"""The features of questions that a blueprint can refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from quizgen.model.body import PictureLabels
from quizgen.model.fact import Fact
from quizgen.model.question import Question

MIDDLE = 3  # of the five levels of difficulty: the level of a fact that gives none


def difficulty(question: Question) -> int:
    """The difficulty of the question's fact, from 1 to 5."""
    return question.fact.difficulty or MIDDLE


def has_tag(fact: Fact, tags: Sequence[str]) -> bool:
    """Whether the fact has one of ``tags`` or a subtag; always true if there are no ``tags``."""
    return not tags or any(own == tag or own.startswith(f"{tag}/") for own in fact.tags for tag in tags)


def paragraph(question: Question) -> tuple[str, int] | None:
    """The article and the paragraph that the question is about, or None if unknown."""
    places = [evidence.paragraph for evidence in question.fact.evidence if evidence.paragraph]
    return (question.fact.source.id, places[0]) if places else None


def is_named(fact: Fact, name: str) -> bool:
    """Whether ``name`` refers to the fact: by its id, alone or after that of its collection."""
    return name in (fact.id, fact.key, f"{fact.source.id}/{fact.id}")


def enemies(questions: Iterable[Question]) -> dict[str, frozenset[str]]:
    """For each question, the ids of the questions about enemies of its facts, whichever of the two declares it."""
    by_fact: dict[str, list[str]] = {}
    declared: set[tuple[str, str]] = set()
    for question in questions:
        for fact in question.facts:
            by_fact.setdefault(fact.key, []).append(question.id)
            for other in fact.enemy_keys:
                declared |= {(fact.key, other), (other, fact.key)}
    barred: dict[str, set[str]] = {}
    for one, other in declared:
        for id in by_fact.get(one, ()):
            barred.setdefault(id, set()).update(by_fact.get(other, ()))
    return {id: frozenset(others - {id}) for id, others in barred.items()}


def uncovering_pairs(questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    """Pairs of ids: a question that covers labels of a picture, and one about another fact with the same picture."""
    by_picture: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        if question.fact.image and not question.parts:
            by_picture.setdefault((question.fact.source.id, question.fact.image.file), []).append(question)
    for together in by_picture.values():
        for one in together:
            if isinstance(one.body, PictureLabels):
                yield from ((one.id, other.id) for other in together if other.fact is not one.fact)


# The features that can have shares, each with a test of whether a question has a value of it.
FEATURES: Mapping[str, Callable[[Question, str], bool]] = {
    "kinds": lambda question, value: question.kind == value,
    "levels": lambda question, value: str(difficulty(question)) == value,
    "bloom": lambda question, value: question.fact.bloom == value,
    "tags": lambda question, value: has_tag(question.fact, (value,)),
    "sections": lambda question, value: question.fact.section == value,
}
