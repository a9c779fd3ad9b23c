"""What an exporter gives: files, and what of the questions they do not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from quizgen.errors import TemplateError
from quizgen.rendering.printout import Printout


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a question that the format cannot carry.

    ``question`` is the question's id; ``what`` is lost, in a teacher's words and the same for every such loss; ``why``
    says what the format lacks and what stands instead, if anything.
    """

    question: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one output, name → content or what is to be printed, and what they lost.

    A name may have folders: ``crowdanki/deck.json``. ``faults`` are what went wrong for a student of the roster alone,
    by their id.
    """

    files: Mapping[str, bytes | Printout]
    losses: tuple[Loss, ...] = ()
    faults: Mapping[str, TemplateError] = field(default_factory=dict)


def summary(losses: Iterable[Loss]) -> str:
    """What is lost and of how many questions, as they were met: ``picture (3 questions), recording (1 question)``."""
    sorts = _sorted(losses, lambda loss: loss.what)
    return ", ".join(f"{what} ({len(some)} question{'s' * (len(some) != 1)})" for what, some in sorts.items())


def report(output: str, losses: Iterable[Loss]) -> Iterator[str]:
    """The lines that tell every loss of ``output``, those of one sort below what is lost and why."""
    yield output
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
