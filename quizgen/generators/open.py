"""Open questions, which are only written by hand: a person marks their long answers."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import FactKind, Outcome
from quizgen.model.fact import Fact
from quizgen.model.question_kind import OnPaper


def generate(fact: Fact, context: Context) -> Iterator[Outcome]:
    """No question is made of a statement: what is open about it, only a teacher can say."""
    return iter(())


KIND = FactKind(
    name="open",
    summary="A question that you write yourself, answered in the learner's own words and marked by a person.",
    on_paper=OnPaper(seconds=300),
    generate=generate,
)
