"""A lesson: a quiz's questions as screens show them, each with what is right and what proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quizgen.exporters.tasks import Task

# What a page draws, as JSON: characters, or an element as [tag, attributes, children].
Nodes = tuple[Any, ...]

# The sorts of `Asked` to which any characters may be an answer.
TYPED = ("typed", "number", "list", "cloud")
EDGES = "ABCD"  # of a card


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to be chosen, put in order or assigned; its ``id`` says nothing of whether it is right."""

    id: str
    letter: str
    text: Nodes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the name under which it is served; ``covers`` are boxes in percent: left, top, width, height."""

    name: str
    alt: str
    credit: str
    covers: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The words of the article that prove an answer, and where they stand."""

    quotes: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the lesson; the second part is nobody's but the teacher's until it is revealed.

    ``choices`` are the options, steps or bank; ``rows`` the lines to which one of the bank belongs. ``task`` tells how
    it is answered and what is right; a word cloud has none, and nothing is right in it.
    """

    id: str
    item: int
    facts: tuple[str, ...]
    slot: str
    kind: str
    prompt: Nodes
    task: Task | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[Nodes, ...] = ()
    picture: Picture | None = None
    answer: tuple[Nodes, ...] = ()
    why: tuple[Nodes, ...] = ()
    feedback: Mapping[str, Nodes] = field(default_factory=dict)
    proofs: tuple[Proof, ...] = ()
    shown_after: Picture | None = None

    @property
    def fields(self) -> int:
        """How many values an answer has."""
        return self.task.fields if self.task else 1

    @property
    def sort(self) -> str:
        """How it is answered: a sort of `Task`, or ``cloud``."""
        return self.task.sort if self.task else "cloud"

    @property
    def edges(self) -> dict[str, str]:
        """The ids of the choices by the letters that a card can show; none where a card cannot answer."""
        lettered = {choice.letter: choice.id for choice in self.choices} if self.sort == "one" else {}
        return lettered if lettered.keys() <= set(EDGES) else {}

    def takes(self, value: tuple[str, ...]) -> bool:
        """Whether ``value`` has the shape of an answer to it."""
        known = {choice.id for choice in self.choices}
        match self.sort:
            case "one":
                return len(value) == 1 and value[0] in known
            case "several":
                return bool(value) and len(set(value)) == len(value) and known.issuperset(value)
            case "order":
                return sorted(value) == sorted(known)
            case "match":
                return len(value) == self.fields and any(value) and (known | {""}).issuperset(value)
            case _:
                return len(value) == self.fields and any(value)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a session is held; ``seconds`` is the time for an answer, 0 for as long as the teacher wants.

    ``teams`` is how many teams there are, 0 for none. With ``speed``, a right answer earns up to half a point more the
    sooner it comes.
    """

    seconds: int = 0
    confidence: bool = True
    teams: int = 0
    leaderboard: bool = False
    speed: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one class is asked.

    ``unwanted`` are words, folded, that stand in no name and in no cloud of words. ``cards`` are those who hold up
    cards: the first has card 1.
    """

    name: str
    title: str
    language: str
    direction: str
    form: str
    questions: tuple[Asked, ...]
    rules: Rules = Rules()
    unwanted: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    def decent(self, text: str) -> bool:
        """Whether no unwanted word is in ``text``."""
        words = set(re.findall(r"\w+", text.casefold()))
        return words.isdisjoint(self.unwanted)
