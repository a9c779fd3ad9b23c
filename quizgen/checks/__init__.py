"""Rules over facts and questions: one rule a function, each yields findings.

A rule knows the model alone; whoever runs it knows the file and adds line and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.checks import facts, questions
from quizgen.checks.finding import Finding
from quizgen.model.fact import Collection
from quizgen.model.question import Question

FACT_RULES = (
    facts.duplicate_statement,
    facts.evidence,
    facts.long_quote,
    facts.formula,
)
QUESTION_RULES = (
    questions.two_answers,
    questions.answer_in_stem,
)


def check_facts(collection: Collection) -> Iterator[Finding]:
    """What every fact rule finds in ``collection``."""
    for rule in FACT_RULES:
        yield from rule(collection)


def check_questions(asked: Sequence[Question]) -> Iterator[Finding]:
    """What every question rule finds in the questions of one collection."""
    for rule in QUESTION_RULES:
        yield from rule(asked)
