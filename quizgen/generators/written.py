"""Hand-written questions, which are used like generated ones."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.text import parse_text


def written_questions(fact: Fact) -> Iterator[Question]:
    """The fact's hand-written questions, word for word; each has its own id."""
    for each in fact.questions:
        stem = parse_text(f"{each.stimulus}\n{each.stem}" if each.stimulus else each.stem)
        yield Question(each.kind, fact, f"{fact.key}/{each.id}", stem, each.body, written=each)
