"""A worksheet that is laid out, and why one could not be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.model.fact import Fact
from quizgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet as it is laid out: ``content`` is what its template is filled in with, ``facts`` are those it is about.

    ``name`` is that of its kind, and of its files; ``title`` heads it where quizgen has no word for that. ``labelled``
    are the facts whose pictures it shows with their labels covered; ``keyed`` says whether there is anything to solve.
    """

    name: str
    content: Mapping[str, object]
    facts: tuple[Fact, ...]
    title: str = ""
    labelled: tuple[Fact, ...] = ()
    keyed: bool = True


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of a key: where on the sheet it belongs, what was asked there, the answer and what else is right."""

    label: str
    prompt: Text
    answer: Text
    fact: Fact
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Why a sheet cannot be made, or not as it was asked for, and what to do about it."""

    message: str
    hint: str


def too_few(name: str, count: int, fewest: int) -> Shortcoming:
    """What is said of a sheet that is left out because it would have too few entries."""
    return Shortcoming(
        f"there are {count or 'no'} entries for the {name}, which needs {fewest}, and it is left out",
        "add facts with short answers; quizgen list --why  says what each brings",
    )


def nothing(name: str, reason: str, hint: str = "quizgen list --why  says what each fact brings") -> Shortcoming:
    """What is said of a sheet that is left out for ``reason``."""
    return Shortcoming(f"there is nothing for the {name}, and it is left out{f': {reason}' if reason else ''}", hint)
