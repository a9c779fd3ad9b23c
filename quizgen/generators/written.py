"""Hand-written questions, which are used like generated ones."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.text import parse_text


def written_questions(fact: Fact) -> Iterator[Question]:
    """The fact's hand-written questions, word for word; each has its own id."""
    for question in fact.questions:
        stem = parse_text(f"{question.stimulus}\n{question.stem}" if question.stimulus else question.stem)
        yield Question(question.kind, fact, f"{fact.key}/{question.id}", stem, question.body, written=question)
