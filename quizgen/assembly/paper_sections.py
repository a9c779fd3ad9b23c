"""The sections of a printed quiz: which questions are grouped under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.assembly.features import has_tag
from quizgen.generators import paper_kinds
from quizgen.model.question import Question


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """The plan of a section: its title and the questions that it accepts; no kinds or tags mean all.

    Unless it is to ``shuffle``, its questions are in the order of their facts.
    """

    title: str = ""
    instructions: str = ""
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shuffle: bool = True

    def accepts(self, question: Question) -> bool:
        """Whether the question belongs in this section."""
        return (not self.kinds or question.kind in self.kinds) and has_tag(question.fact, self.tags)


def questions_by_section(
    questions: Sequence[Question], layout: Sequence[SectionPlan]
) -> list[tuple[SectionPlan, list[Question]]]:
    """The questions by section, each in the first that accepts it, the rest by kind; empty sections are left out."""
    parts = [*layout, *(SectionPlan(kinds=(kind,)) for kind in paper_kinds())]
    members: list[list[Question]] = [[] for _ in parts]
    for question in questions:
        first = next(index for index, part in enumerate(parts) if part.accepts(question))
        members[first].append(question)
    return [(part, accepted) for part, accepted in zip(parts, members, strict=True) if accepted]


def grouped_by_stimulus(questions: Sequence[Question]) -> list[Question]:
    """The questions in order, except that those with the same stimulus follow the first of them."""
    groups: dict[str, list[Question]] = {}
    for question in questions:
        key = f"stimulus {question.stimulus}" if question.stimulus else question.id
        groups.setdefault(key, []).append(question)
    return [question for group in groups.values() for question in group]


def in_order_of_facts(questions: Sequence[Question], facts: Sequence[str]) -> list[Question]:
    """The questions sorted by ``facts`` (keys of facts in order), then by the fact's slots and hand-written questions.

    A question over several facts is sorted by the first of them.
    """
    fact_index = {key: index for index, key in enumerate(facts)}
    kind_index = {kind: index for index, kind in enumerate(paper_kinds())}

    def sort_key(question: Question) -> tuple[int, int, int]:
        slots = [slot.name for slot in question.fact.slots]
        slots += [written.id for written in question.fact.questions]
        slot = slots.index(question.name) if question.name in slots else len(slots)
        first = min(fact_index.get(fact.key, len(fact_index)) for fact in question.facts)
        return first, slot, kind_index.get(question.kind, len(kind_index))

    return sorted(questions, key=sort_key)
