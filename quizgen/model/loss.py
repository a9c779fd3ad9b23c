"""What of a question another format cannot hold, and how that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from quizgen.errors import plural


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a question that the format cannot carry.

    ``question`` is the question's id; ``what`` is lost, in a teacher's words and the same for every such loss; ``why``
    says what the format lacks and what stands instead, if anything.
    """

    question: str
    what: str
    why: str


def summary(losses: Iterable[Loss]) -> str:
    """What is lost and of how many questions, as they were met: ``picture (3 questions), recording (1 question)``."""
    sorts = _sorted(losses, lambda loss: loss.what)
    return ", ".join(f"{what} ({plural(len(some), 'question')})" for what, some in sorts.items())


def report(heading: str, losses: Iterable[Loss]) -> Iterator[str]:
    """The lines that tell every loss below a ``heading``, those of one sort below what is lost and why."""
    yield heading
    for told, questions in _sorted(losses, lambda loss: f"{loss.what}: {loss.why}").items():
        yield f"  {told}"
        yield from (f"    {question}" for question in questions)


_Key = TypeVar("_Key")


def _sorted(losses: Iterable[Loss], key: Callable[[Loss], _Key]) -> dict[_Key, list[str]]:
    """The questions that lose something of each sort, each once."""
    sorts: dict[_Key, dict[str, None]] = {}
    for loss in losses:
        sorts.setdefault(key(loss), {})[loss.question] = None
    return {sort: list(questions) for sort, questions in sorts.items()}
