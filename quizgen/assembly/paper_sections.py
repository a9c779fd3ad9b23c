"""The sections of a paper: which questions stand together, under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.assembly.features import tagged
from quizgen.generators import paper_kinds
from quizgen.model.question import Question


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section as it is wanted: what it is called and what it holds; no kinds or tags mean all.

    Where it is not to ``shuffle``, its questions stand in the order of their facts.
    """

    title: str = ""
    instructions: str = ""
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shuffle: bool = True

    def holds(self, question: Question) -> bool:
        """Whether the question may stand in it."""
        return (not self.kinds or question.kind in self.kinds) and tagged(question.fact, self.tags)


def divided(questions: Sequence[Question], layout: Sequence[SectionPlan]) -> list[tuple[SectionPlan, list[Question]]]:
    """The questions by section, each in the first that holds it, the others by kind at the end; no section is empty."""
    parts = [*layout, *(SectionPlan(kinds=(kind,)) for kind in paper_kinds())]
    held: list[list[Question]] = [[] for _ in parts]
    for question in questions:
        held[next(place for place, part in enumerate(parts) if part.holds(question))].append(question)
    return [(part, among) for part, among in zip(parts, held, strict=True) if among]


def gathered(questions: Sequence[Question]) -> list[Question]:
    """The questions in their order, but those that share a stimulus with the first of them."""
    firsts: dict[str, list[Question]] = {}
    for question in questions:
        firsts.setdefault((question.stimulus and f"stimulus {question.stimulus}") or question.id, []).append(question)
    return [question for among in firsts.values() for question in among]


def by_fact(questions: Sequence[Question], facts: Sequence[str]) -> list[Question]:
    """The questions in the order of ``facts``, which are their keys, then of a fact's slots and questions by hand.

    One over several facts stands where the first of them does.
    """
    places = {key: place for place, key in enumerate(facts)}
    kinds = {kind: place for place, kind in enumerate(paper_kinds())}

    def place(question: Question) -> tuple[int, int, int]:
        slots = [slot.name for slot in question.fact.slots]
        slots += [written.id for written in question.fact.questions]
        slot = slots.index(question.name) if question.name in slots else len(slots)
        first = min(places.get(fact.key, len(places)) for fact in question.facts)
        return first, slot, kinds.get(question.kind, len(kinds))

    return sorted(questions, key=place)
