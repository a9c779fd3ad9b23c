"""What a page needs to check an item by itself: how it is answered, and every answer that is right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quizgen.model.claim import margin
from quizgen.model.fact import Slot
from quizgen.model.numbers import DIGITS, number_in
from quizgen.model.quiz import Item
from quizgen.model.text import Maths, Text, parse_text
from quizgen.rendering.maths import spoken

Sort = Literal["one", "several", "typed", "number", "list", "order", "match"]


@dataclass(frozen=True, slots=True)
class Task:
    """How an item is answered: the ``right`` answers of each of its ``fields``, the first of each the usual one.

    ``one`` and ``several`` are options, whose values are right together; the fields of a ``list`` may be in any order,
    and there may be more right ones than fields. ``order`` has the place of each step. ``numbers`` are the least and
    the greatest that a ``number`` may be, ``units`` what may stand beside it.
    """

    sort: Sort
    right: tuple[tuple[str, ...], ...]
    fields: int
    numbers: tuple[tuple[float, float], ...] = ()
    units: tuple[str, ...] = ()


def task(item: Item) -> Task:
    """The item as something to be answered on a page."""
    question = item.question
    if item.options:
        letters = tuple((option.letter,) for option in item.options if option.correct)
        return Task("several" if question.kind == "multiple-response" else "one", letters, 1)
    if item.truth is not None:
        return Task("one", (("true" if item.truth else "false",),), 1)
    if item.steps:
        return Task("order", tuple((str(place),) for _, place in item.steps), len(item.steps))
    if item.rows:
        return Task("match", tuple((row.answer,) for row in item.rows), len(item.rows))
    if item.labels:
        return Task("typed", tuple(_typed(label.text, label.accept) for label in item.labels), len(item.labels))
    slot = question.slot
    if question.kind == "list" and slot.listing:
        return Task("list", tuple(_typed(each.shown, each.accept) for each in slot.listing.members), item.lines)
    right = (_typed(slot.shown, (*slot.accept, *((slot.value,) if question.kind == "numeric" else ()))),)
    if question.kind == "numeric":
        return Task("number", right, 1, tuple(_ranges(slot)), tuple(_units(slot)))
    return Task("typed", right, 1)


def typeable(text: Text) -> str:
    """``text`` in one line of characters: formulas as they are read aloud."""
    return "".join(spoken(span.latex) if isinstance(span, Maths) else str(Text((span,))) for span in text.spans)


def _typed(shown: str, accept: Iterable[str]) -> tuple[str, ...]:
    """Every way to type it."""
    ways = [way for each in (shown, *accept) for way in (typeable(parse_text(each)), each)]
    return tuple(dict.fromkeys(ways))


def _ranges(slot: Slot) -> Iterable[tuple[float, float]]:
    """From where to where each number reaches that stands for the answer: as shown, bare, or as another answer."""
    for number in dict.fromkeys(number_in(each) for each in (slot.shown, slot.value, *slot.accept)):
        if number is not None:
            off = margin(slot.tolerance, number) if slot.tolerance else 0
            yield float(number - off), float(number + off)


def _units(slot: Slot) -> Iterable[str]:
    """What stands beside the number in every way to write it; "%" and its word stand for each other."""
    beside = {DIGITS.sub(" ", each) for each in (slot.shown, slot.unit, *slot.accept)}
    words = {word for each in beside for word in re.findall(r"[^\s\-−]+", each)}
    return sorted(words | {"%"} if slot.type == "percent" else words)
