"""The losses when a question is written in a format that cannot represent all of it, and reports of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from quizgen.errors import plural


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a question that the format cannot represent.

    ``question`` is the question's id; ``what`` is lost, in a teacher's words and the same for every such loss; ``why``
    says what the format lacks and what is used instead, if anything.
    """

    question: str
    what: str
    why: str


def summary(losses: Iterable[Loss]) -> str:
    """What is lost and from how many questions: ``picture (3 questions), recording (1 question)``."""
    by_kind = _questions_by(losses, lambda loss: loss.what)
    return ", ".join(f"{what} ({plural(len(some), 'question')})" for what, some in by_kind.items())


def report(heading: str, losses: Iterable[Loss]) -> Iterator[str]:
    """The lines that list every loss below a ``heading``, grouped by what is lost and why."""
    yield heading
    for description, questions in _questions_by(losses, lambda loss: f"{loss.what}: {loss.why}").items():
        yield f"  {description}"
        yield from (f"    {question}" for question in questions)


_Key = TypeVar("_Key")


def _questions_by(losses: Iterable[Loss], key: Callable[[Loss], _Key]) -> dict[_Key, list[str]]:
    """The questions in each group of losses, without repetitions."""
    questions_of: dict[_Key, dict[str, None]] = {}
    for loss in losses:
        questions_of.setdefault(key(loss), {})[loss.question] = None
    return {group: list(questions) for group, questions in questions_of.items()}
