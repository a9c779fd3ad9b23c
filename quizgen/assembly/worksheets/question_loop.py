"""Questions and answers that close to one loop, as dominoes and loop cards do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_CALLS
from quizgen.model.question import Part
from quizgen.model.text import folded

LINKS = 24  # a usual class


@dataclass(frozen=True, slots=True)
class Link:
    """A card of a loop: the answer that it ``has``, and the question that it ``asks``, whose answer is on the ``next``.

    ``number`` is its place among the cards as they are printed, which tells nothing of the loop; ``next`` is another's.
    """

    number: int
    has: Part
    asks: Part
    next: int


@dataclass(frozen=True, slots=True)
class Loop:
    """The ``chain`` begins with the first card; each leads to the next, and the last to the first."""

    chain: tuple[Link, ...]

    @property
    def cards(self) -> tuple[Link, ...]:
        """The cards as they are printed."""
        return tuple(sorted(self.chain, key=lambda link: link.number))


def question_loop(name: str, wanted: int | None, material: Material) -> Iterator[Worksheet | Shortcoming]:
    """The sheet ``name`` with as many cards as are ``wanted``, or as there are entries for."""
    parts = material.parts("bingo", _same_thing)
    if len(parts) < FEWEST_CALLS:
        yield too_few(name, len(parts), FEWEST_CALLS)
        return
    if wanted and wanted > len(parts):
        message = f"{len(parts)} entries are too few for {wanted} cards that close to a loop; there are {len(parts)}"
        yield Shortcoming(message, "add facts with short answers, or ask for fewer cards")
    chain = material.by_lot(parts, name)[: wanted or LINKS]
    printed = material.by_lot(chain, f"{name}, as printed")
    # The first card is that with which the chain begins: a loop begins anywhere.
    start = chain.index(printed[0])
    chain = [*chain[start:], *chain[:start]]
    numbers = {part.fact.key: number for number, part in enumerate(printed, 1)}
    links = (
        Link(numbers[has.fact.key], has, asks, numbers[asks.fact.key])
        for has, asks in zip(chain, [*chain[1:], chain[0]], strict=True)
    )
    yield Worksheet(name, {"sheet": Loop(tuple(links))}, tuple(part.fact for part in chain))


def _same_thing(part: Part, other: Part) -> bool:
    """Whether one answer might be taken for the other, under any of its names."""
    return not _names(part).isdisjoint(_names(other))


def _names(part: Part) -> set[str]:
    return {folded(name) for name in (str(part.answer), part.slot.shown, *part.slot.accept)}
