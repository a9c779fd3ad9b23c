"""Rules over generated questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quizgen.checks.finding import Finding
from quizgen.checks.rule import HALADYNA, rule
from quizgen.errors import quoted
from quizgen.model.question import Question
from quizgen.model.text import folded

_SHORTEST_CUE = 3  # characters: a shorter answer stands in many a word


@rule("two-answers", "error", remedy="make each question say which answer it wants", source=HALADYNA)
def two_answers(asked: Sequence[Question]) -> Iterator[Finding]:
    """One question has one answer."""
    first: dict[str, Question] = {}
    for question in asked:
        if question.kind != "basic":
            continue
        stem = folded(str(question.stem))
        other = first.setdefault(stem, question)
        if other.answer.casefold() != question.answer.casefold():
            message = f"the fact {other.fact.id!r} asks the same, and its answer is {quoted(other.answer)}"
            yield two_answers.finding(question.fact.id, ("slots", question.name, "ask"), message)


@rule("answer-in-stem", "warning", remedy="ask without it", source=HALADYNA)
def answer_in_stem(asked: Sequence[Question]) -> Iterator[Finding]:
    """A question does not say its answer."""
    for question in asked:
        if question.kind != "basic":
            continue
        answer, stem = question.answer.casefold(), str(question.stem).casefold()
        said = len(answer) >= _SHORTEST_CUE and answer in stem
        if said and re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", stem):
            message = f"the question says its own answer, {quoted(question.answer)}"
            yield answer_in_stem.finding(question.fact.id, ("slots", question.name, "ask"), message)


CHECKS: tuple[Callable[[Sequence[Question]], Iterator[Finding]], ...] = (
    two_answers,
    answer_in_stem,
)
