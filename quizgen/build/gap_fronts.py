"""Gaps that only some decks make, in quotes or beside a slot's own question: whether they can be answered alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.build.content import ProjectContent
from quizgen.checks.lone_fronts import no_context
from quizgen.errors import Problem
from quizgen.model.question import Question


def check_gaps(content: ProjectContent, cards: Iterable[Question]) -> Iterator[Problem]:
    """The problems with gaps in quotes, and in statements of slots that have a question.

    All others are found in their collection.
    """
    gaps = [
        question
        for question in cards
        if question.kind == "quote-cloze" or (question.kind == "cloze" and question.slot and question.slot.ask)
    ]
    for loaded in content.collections.values():
        own = [question for question in gaps if question.fact.source == loaded.collection.source]
        if not own:
            continue
        for finding in no_context(loaded.collection, own):
            if not loaded.ignores(finding.fact, finding.rule):
                yield loaded.problem(
                    finding.fact, finding.field, finding.message, finding.hint, finding.kind, finding.level
                )
