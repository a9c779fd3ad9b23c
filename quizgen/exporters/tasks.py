"""What a page needs to check an item by itself: how it is answered, and every answer that is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    right_options,
)
from quizgen.model.quiz import Item
from quizgen.model.right_numbers import right_numbers, units_of
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
    match item.body:
        case ChooseOne() as body:
            return Task("one", tuple((option.letter,) for option in right_options(body)), 1)
        case ChooseSeveral() as body:
            return Task("several", tuple((option.letter,) for option in right_options(body)), 1)
        case TrueFalse() as body:
            return Task("one", ((body.key,),), 1)
        case Ordering(steps):
            return Task("order", tuple((str(step.place),) for step in steps), len(steps))
        case Matching(rows) | Gaps(rows):
            return Task("match", tuple((row.answer,) for row in rows), len(rows))
        case PictureLabels(labels):
            return Task("typed", tuple(ways_to_type(label.text, label.accept) for label in labels), len(labels))
        case ListAnswer(members, wanted):
            return Task("list", tuple(ways_to_type(each.shown, each.accept) for each in members), wanted)
        case Number() as body:
            right = (ways_to_type(body.shown, (*body.accept, body.value)),)
            ranges = tuple((float(n.value - n.margin), float(n.value + n.margin)) for n in right_numbers(body))
            return Task("number", right, 1, ranges, units_of(body).words)
        case ShortText(shown, accept):
            return Task("typed", (ways_to_type(shown, accept),), 1)
        case _:
            assert_never(item.body)


def typeable(text: Text) -> str:
    """``text`` in one line of characters: formulas as they are read aloud."""
    return "".join(spoken(span.latex) if isinstance(span, Maths) else str(Text((span,))) for span in text.spans)


def ways_to_type(shown: str, accept: Iterable[str]) -> tuple[str, ...]:
    """Every way to type an answer, that of `shown` first; formulas as they are read aloud, and as they were typed."""
    ways = [way for each in (shown, *accept) for way in (typeable(parse_text(each)), each)]
    return tuple(dict.fromkeys(ways))
