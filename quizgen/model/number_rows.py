"""Numbers of one pattern in ascending order: as many digits, as many decimals, equally round.

A number that is rounder than the others, or longer, would be noticed. So options are all members of one row, and since
having the same pattern is an equivalence, the row is the same whichever of its members is the right answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from quizgen.model.figures import Figure

LATEST_YEAR = 2025  # options are no later, unless the right year is

_ALL = tuple(range(10))
_EXACT_YEARS = 1800  # from then on, years are known
_ROUGH = 100  # below it, the last significant digit of a number is not looked at
_AROUND = 400  # days or months before and after a date: no stretch is longer
_KINDS_OF_DIGIT = ((2, 4, 6, 8), (5,), (1, 3, 7, 9))


@dataclass(frozen=True, slots=True)
class NumberRow:
    """The numbers ``scale`` * (10 * tens + digit) with one of the last ``digits``, between two of them, in order."""

    scale: int
    digits: tuple[int, ...]
    first: int  # the place of its first number among all that have these last digits
    size: int

    def at(self, index: int) -> int:
        """The number at ``index``, from 0 on."""
        tens, digit = divmod(self.first + index, len(self.digits))
        return self.scale * (10 * tens + self.digits[digit])

    def index_of(self, number: int) -> int:
        """The place of a number of the row."""
        return bisect_left(range(self.size), number, key=self.at)

    @property
    def ends(self) -> tuple[float, float]:
        """Half a step below its first number and above its last one."""
        first, last = self.at(0), self.at(self.size - 1)
        half = (last - first) / (self.size - 1) / 2 if self.size > 1 else self.scale / 2
        return first - half, last + half

    def between(self, least: int, greatest: int) -> NumberRow:
        """The part of the row that is neither below ``least`` nor above ``greatest``."""
        places = range(self.size)
        start, end = bisect_left(places, least, key=self.at), bisect_right(places, greatest, key=self.at)
        return self.part(range(start, end))

    def part(self, places: range) -> NumberRow:
        """The part of the row that has these ``places``."""
        return NumberRow(self.scale, self.digits, self.first + places.start, len(places))


def row_of(
    figure: Figure, span: tuple[int, int] | None, options: int, *, year: bool = False, whole: int = 0
) -> NumberRow:
    """The row of the numbers that have the same pattern as ``figure``, for so many ``options``.

    ``span`` are the least and the greatest number of its role, if they are known: what is outside is never right.
    ``whole`` is a power of ten that counts as ten tenths of it, because nothing is greater: 100 of 100 per cent.
    """
    units = figure.units
    if figure.calendar:
        return _row(1, _ALL, max(1, units - _AROUND), units + _AROUND)
    if year:  # those long past may be rounded, later ones only happen to be
        recent = units >= _EXACT_YEARS
        least, greatest = (_EXACT_YEARS, max(units, LATEST_YEAR)) if recent else (1, _EXACT_YEARS - 1)
        roundest = 0 if recent else 2
    else:
        length = len(str(units)) - (units == whole > 1)
        least, greatest = 10 ** (length - 1), max(10**length - 1, whole if 10**length == whole else 0)
        roundest = length - 1
    enough = 2 * options
    if span and min(greatest, span[1]) - max(least, span[0]) + 1 >= enough:
        least, greatest = max(least, span[0]), min(greatest, span[1])
    # Round numbers of which there are too few are among those that are less round.
    while roundest and greatest // 10**roundest - (least - 1) // 10**roundest < enough:
        roundest -= 1
    zeros = 0
    while zeros < roundest and units % 10 ** (zeros + 1) == 0:
        zeros += 1
    scale = 10**zeros
    digits = _ALL if zeros == roundest else _ALL[1:]
    if not year and units // scale >= _ROUGH and zeros < roundest and (greatest - least) // (10 * scale) >= enough:
        digits = next(kind for kind in _KINDS_OF_DIGIT if units // scale % 10 in kind)
    return _row(scale, digits, least, greatest)


def _row(scale: int, digits: tuple[int, ...], least: int, greatest: int) -> NumberRow:
    places = (greatest // (10 * scale) + 1) * len(digits)
    return NumberRow(scale, digits, 0, places).between(least, greatest)
