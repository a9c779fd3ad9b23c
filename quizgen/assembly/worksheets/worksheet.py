"""A finished worksheet, and the reason why one could not be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.model.fact import Fact
from quizgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A finished sheet: ``content`` has the variables of its template, ``facts`` are the facts that it is about.

    ``name`` is that of its kind and of its files; ``title`` is its heading if quizgen has none for it. ``labelled`` are
    the facts whose pictures it shows with covered labels; ``has_key`` says whether it has a key.
    """

    name: str
    content: Mapping[str, object]
    facts: tuple[Fact, ...]
    title: str = ""
    labelled: tuple[Fact, ...] = ()
    has_key: bool = True


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of a key: its label on the sheet, what is asked there, the answer, and other accepted answers."""

    label: str
    prompt: Text
    answer: Text
    fact: Fact
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """The reason why a sheet cannot be made, or not as required, with a hint."""

    message: str
    hint: str


def too_few(name: str, count: int, fewest: int) -> Shortcoming:
    """The shortcoming of a sheet that is left out because it would have too few entries."""
    return Shortcoming(
        f"the {name} is left out: it has {count or 'no'} entries and needs {fewest}",
        "add facts with short answers; quizgen list --why  shows what each fact supports",
    )


def nothing(name: str, reason: str, hint: str = "quizgen list --why  shows what each fact supports") -> Shortcoming:
    """The shortcoming of a sheet that is left out for ``reason``."""
    return Shortcoming(f"the {name} is left out: {reason or 'there is nothing for it'}", hint)
