"""Questions and answers that form a closed loop, for dominoes and loop cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet, too_few
from quizgen.generators.entries import FEWEST_CALLS
from quizgen.model.question import Part
from quizgen.model.text import fold

LINKS = 24  # a usual class


@dataclass(frozen=True, slots=True)
class Link:
    """A card of a loop: the answer that it ``has``, and the question that it ``asks``, answered by card ``next``.

    ``number`` is its number in the printed order, which is independent of the loop; ``next`` is the number of another.
    """

    number: int
    has: Part
    asks: Part
    next: int


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop of cards: ``chain`` begins with the first; each leads to the next, and the last to the first."""

    chain: tuple[Link, ...]

    @property
    def cards(self) -> tuple[Link, ...]:
        """The cards in the order of printing."""
        return tuple(sorted(self.chain, key=lambda link: link.number))


def question_loop(name: str, count: int | None, material: Material) -> Iterator[Worksheet | Shortcoming]:
    """Yields the sheet ``name`` with ``count`` cards, or as many as there are entries for."""
    parts = material.parts("bingo", _same_thing)
    if len(parts) < FEWEST_CALLS:
        yield too_few(name, len(parts), FEWEST_CALLS)
        return
    if count and count > len(parts):
        message = f"{len(parts)} entries are too few for a loop of {count} cards; it has {len(parts)}"
        yield Shortcoming(message, "add facts with short answers, or ask for fewer cards")
    chain = material.shuffled_parts(parts, name)[: count or LINKS]
    printed = material.shuffled_parts(chain, f"{name}, as printed")
    # The chain can begin with any card, so it begins with the first one printed.
    start = chain.index(printed[0])
    chain = [*chain[start:], *chain[:start]]
    numbers = {part.fact.key: number for number, part in enumerate(printed, 1)}
    links = (
        Link(numbers[has.fact.key], has, asks, numbers[asks.fact.key])
        for has, asks in zip(chain, [*chain[1:], chain[0]], strict=True)
    )
    yield Worksheet(name, {"sheet": Loop(tuple(links))}, tuple(part.fact for part in chain))


def _same_thing(part: Part, other: Part) -> bool:
    """Whether the two parts have the same answer, under any of its names."""
    return not _names(part).isdisjoint(_names(other))


def _names(part: Part) -> set[str]:
    return {fold(name) for name in (str(part.answer), part.slot.shown, *part.slot.accept)}
