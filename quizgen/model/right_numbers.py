"""The numbers that are a right answer, and the units that may be written beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizgen.model.body import Number
from quizgen.model.claim import margin
from quizgen.model.numbers import DIGITS, end_of_number, number_in


@dataclass(frozen=True, slots=True)
class RightNumber:
    """A right number, and how far from it an answer may be on either side."""

    value: Decimal
    margin: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Units:
    """What may be written ``before`` and ``after`` a right number, what the answer itself shows first.

    ``leading`` says whether the answer shows its unit before the number, as in "$5".
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    leading: bool

    @property
    def usual(self) -> tuple[str, ...]:
        """Those on the side where the answer shows its unit."""
        return self.before if self.leading else self.after

    @property
    def words(self) -> tuple[str, ...]:
        """Each word of them, once, in the order of the alphabet."""
        return tuple(sorted({word for unit in self.before + self.after for word in re.findall(r"[^\s\-−]+", unit)}))


def right_numbers(answer: Number) -> Iterator[RightNumber]:
    """Each number that is right: as the answer shows it, bare, or in another accepted answer."""
    for number in dict.fromkeys(number_in(text) for text in (answer.shown, answer.value, *answer.accept)):
        if number is not None:
            yield RightNumber(number, margin(answer.tolerance, number)) if answer.tolerance else RightNumber(number)


def units_of(answer: Number) -> Units:
    """The units of the answer as shown, its unit proper, and of each accepted answer with a number.

    An accepted answer in words alone, such as "half", has no unit.
    """
    before, after = _beside(answer.shown)
    accepted = [_beside(text) for text in answer.accept if number_in(text) is not None]
    percent = ("%",) if answer.percent else ()
    return Units(
        before=_distinct((before, *(left for left, _ in accepted))),
        after=_distinct((after, answer.unit, *percent, *(right for _, right in accepted))),
        leading=bool(before) and not after,
    )


def _beside(text: str) -> tuple[str, str]:
    """What is before and after the first number in ``text``, without the number's own minus sign."""
    number = DIGITS.search(text)
    return (text[: number.start()].strip(" -−"), text[end_of_number(text, number) :].strip()) if number else ("", "")


def _distinct(units: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for unit in units if unit))
