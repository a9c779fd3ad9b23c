"""Wrong numbers that nobody can tell from the right one without knowing it.

Options give nothing away if the same set of them is equally likely whichever of its members is right. So the set is
drawn without looking at the right number, except that it must contain it. Other right answers of the role come first
(`number_blocks`); where it has too few, numbers are made. Those of one pattern (`number_rows`) are cut into stretches
at places that do not depend on the right one. The stretch that holds it is bent into a circle, on which each number has
an arc as wide as it is often right; hands with random angles between them point at the options, and the circle is
turned until one hand, whichever, points at the right number.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, exp, floor, log

from quizgen.assembly.balance import balanced_draw
from quizgen.assembly.number_blocks import SOFT, Likeness, NumberBlocks, likeness, number_blocks
from quizgen.model.claim import margin
from quizgen.model.fact import Slot
from quizgen.model.figures import Figure, figure_in
from quizgen.model.number_role import UNKNOWN_ROLE, NumberRole
from quizgen.model.number_rows import LATEST_YEAR, NumberRow, row_of
from quizgen.model.numbers import number_in

# The widths of a stretch for three options: of the logarithm of a number or of an age, or in days or months.
_WIDTHS = (0.30, 0.42, 0.55)
_YEAR_WIDTHS = (0.12, 0.18, 0.26)
_DAY_WIDTHS, _MONTH_WIDTHS = (40, 80, 160), (8, 16, 32)

# Of a role of which too little is known. It would be 0 if all numbers of a row were right as often, and is 0.9 in 494
# numbers that people ask for (answers in SQuAD 1.1). Where a row has few numbers, no value makes all ranks as frequent
# in both cases: with 0, the lowest of three was right in 43 % of those answers, with 0.5 in 35 %.
_STEEPNESS = 0.5
# Absolute zero, below zero degrees of each scale.
_COLDEST = {"°C": Decimal("273.15"), "°F": Decimal("459.67")}
_MEMORY = 60  # years, added to an age: people ask less about times long past
_EVEN = 0.25  # of the circles have equal angles between their hands
_TRIES = 50


def wrong_numbers(slot: Slot, count: int, rng: random.Random, role: NumberRole = UNKNOWN_ROLE) -> tuple[str, ...]:
    """``count`` wrong answers in ascending order, written like the right one; none if there is no room for them.

    None of them is an accepted answer, within the answer's tolerance, or a percentage over 100%.
    """
    figure = figure_in(slot.shown, slot.type)
    if figure is None:
        return ()
    numbers = _answers(slot, figure, role, count, rng) or _made_numbers(slot, figure, role, count, rng)
    texts = _texts(role).get(likeness(figure), {})
    ordered = sorted(numbers, reverse=figure.negative or figure.is_before_christ)
    return tuple(texts.get(units) or figure.written_amount(units) for units in ordered)


def _answers(slot: Slot, figure: Figure, role: NumberRole, count: int, rng: random.Random) -> list[int]:
    """``count`` other right answers of the role, from the block of the right one; none if it is in no block."""
    block = _blocks(role, slot.type, count + 1).get(likeness(figure), {}).get(figure.units, {})
    others = [units for units in block if units != figure.units and not _is_right(slot, figure, units)]
    if len(others) < count:
        return []
    frequencies = [block[units] for units in (figure.units, *others)]
    return [others[index - 1] for index in balanced_draw(frequencies, count, rng)]


@lru_cache(maxsize=64)  # the questions of a role come one after another
def _blocks(role: NumberRole, kind: str, options: int) -> NumberBlocks:
    def row(figure: Figure) -> NumberRow | None:
        line = _line(kind, figure, role, options)
        return line.row if line else None

    return number_blocks(role.answers, options, row)


@lru_cache(maxsize=64)
def _texts(role: NumberRole) -> Mapping[Likeness, Mapping[int, str]]:
    """How each right answer of the role is written: by what those written alike have in common, by units."""
    texts: dict[Likeness, dict[int, str]] = defaultdict(dict)
    for figure in role.answers:
        texts[likeness(figure)][figure.units] = figure.text
    return texts


def _made_numbers(slot: Slot, figure: Figure, role: NumberRole, count: int, rng: random.Random) -> list[int]:
    """``count`` made numbers, or none if there is no room for them."""
    line = _line(slot.type, figure, role, count + 1)
    stretch = _stretch(line, figure.units, count + 1, rng) if line else range(0)
    if line is None or len(stretch) <= count:
        return []
    places = _places(line, stretch, count, figure.units, rng, lambda units: _is_right(slot, figure, units))
    return [line.row.at(index) for index in places]


def _is_right(slot: Slot, figure: Figure, units: int) -> bool:
    """Whether the number is right too, or a first day of a month among other days."""
    if figure.calendar == "day":
        return units != figure.units and date.fromordinal(units).day == 1
    if not slot.accept and not slot.tolerance:
        return False
    text = figure.written_amount(units)
    if text == slot.shown:
        return False
    value, key = number_in(text), number_in(slot.shown)
    if text in slot.accept or (value is not None and value in map(number_in, slot.accept)):
        return True
    if not slot.tolerance or value is None or key is None:
        return False
    return abs(value - key) <= margin(slot.tolerance, key)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, the measure in which it is cut into stretches, and how often each of its numbers is right."""

    row: NumberRow
    measure: Callable[[int], float]
    widths: tuple[float, ...]
    density: _Density


@dataclass(frozen=True, slots=True)
class _Density:
    """How often a number is right, by its size or (of a year) by its age, as an integral that can be inverted.

    In proportion to (size + ``shift``) ** -``steepness`` or, with a ``fade``, to e ** (-``fade`` * age).
    """

    steepness: float = 0.0
    shift: float = 0.0
    fade: float | None = None

    def integral(self, size: float) -> float:
        if self.fade is not None:
            return -exp(-self.fade * size) / self.fade if self.fade else size
        rest = 1 - self.steepness
        return (size + self.shift) ** rest / rest if rest else log(size + self.shift)

    def inverse(self, value: float) -> float:
        if self.fade is not None:
            return -log(-value * self.fade) / self.fade if self.fade else value
        rest = 1 - self.steepness
        return (value * rest) ** (1 / rest) - self.shift if rest else exp(value) - self.shift


def _line(kind: str, figure: Figure, role: NumberRole, options: int) -> _Line | None:
    """The numbers from which the options come, or None if no others have the pattern of the right one."""
    year = kind == "year" and not (figure.negative or figure.decimals or figure.is_before_christ)
    top = 100 * 10**figure.decimals
    percent = kind == "percent" and figure.units <= top and not figure.negative
    span = _span(figure, role)
    if figure.units == 0 or (percent and span is None and figure.units == top):
        return None  # and all of it does not look like a part of it
    row = row_of(figure, span, options, year=year, whole=_whole(span))
    if figure.is_counted and not figure.decimals and not year:
        if figure.units == 1:
            return None  # other numbers would need another form of the word
        row = row.between(2, row.at(row.size - 1))
    if figure.negative:
        coldest = next((degrees for scale, degrees in _COLDEST.items() if scale in figure.text), None)
        if coldest is not None and figure.units <= coldest.scaleb(figure.decimals):
            row = row.between(1, int(coldest.scaleb(figure.decimals)))
    if figure.calendar:
        widths = _DAY_WIDTHS if figure.calendar == "day" else _MONTH_WIDTHS
        return _Line(row, float, widths, _Density(fade=0.0))
    if year:
        today = max(LATEST_YEAR, figure.units)
        density = _Density(0.5, _MEMORY) if role.fade is None else _Density(fade=role.fade)
        return _Line(row, lambda number: -log(today - number + _MEMORY), _YEAR_WIDTHS, density)
    usual = 0.0 if percent else _STEEPNESS
    steepness = usual if role.steepness is None else role.steepness
    if percent:
        return _Line(row, lambda number: log((number + SOFT) / (top - number + SOFT)), _WIDTHS, _Density(steepness))
    return _Line(row, lambda number: log(number + SOFT), _WIDTHS, _Density(steepness))


def _span(figure: Figure, role: NumberRole) -> tuple[int, int] | None:
    """The least and the greatest answer of the role in the units of ``figure``, if they are known and have its sign."""
    if role.least is None or role.greatest is None or figure.calendar:
        return None
    ends = sorted(abs(end.scaleb(figure.decimals)) for end in (role.least, role.greatest))
    if role.least < 0 < role.greatest:
        ends[0] = Decimal(1)
    return ceil(ends[0]), floor(ends[1])


def _whole(span: tuple[int, int] | None) -> int:
    """The greatest answer of the role, if it is a power of ten."""
    return span[1] if span and str(span[1]).strip("0") == "1" else 0


def _stretch(line: _Line, units: int, options: int, rng: random.Random) -> range:
    """The places of the stretch in which ``units`` is, by a grid that does not depend on it."""
    row = line.row
    width, phase = rng.choice(line.widths), rng.random()
    own = row.index_of(units)
    if own >= row.size or row.at(own) != units:
        return range(0)
    if line.widths in (_WIDTHS, _YEAR_WIDTHS):
        width *= options / 3

    def cell(index: int) -> int:
        return floor(line.measure(row.at(index)) / width - phase)

    starts = [0]
    while starts[-1] < row.size:
        starts.append(bisect_left(range(row.size), cell(starts[-1]) + 1, lo=starts[-1] + 1, key=cell))
    # A cell with little room is joined to the one before.
    enough = 2 * options if row.size >= 4 * options else options
    roomy = [start for start, end in pairwise(starts) if end - start >= enough]
    bounds = [0, *roomy[1:], row.size]
    index = bisect_right(bounds, own) - 1
    return range(bounds[index], bounds[index + 1])


def _places(
    line: _Line, stretch: range, count: int, units: int, rng: random.Random, is_right: Callable[[int], bool]
) -> list[int]:
    """The places of ``count`` numbers of the stretch, without that of the right one."""
    key = line.row.index_of(units)
    circle = _Circle.of(line, stretch)
    for attempt in range(_TRIES + 1):
        gaps = _gaps(count + 1, rng) if attempt < _TRIES else [1 / (count + 1)] * (count + 1)
        point = circle.point(key, rng.random())
        pointed = {circle.index_of((point + turn) % 1) for turn in accumulate(gaps[:-1])} - {key}
        if len(pointed) == count and not any(is_right(line.row.at(index)) for index in pointed):
            return list(pointed)
    for places in (stretch, range(max(0, key - _TRIES), min(line.row.size, key + _TRIES))):
        others = [index for index in places if index != key and not is_right(line.row.at(index))]
        if len(others) >= count:
            return rng.sample(others, count)
    return []


@dataclass(frozen=True, slots=True)
class _Circle:
    """A stretch of ``places`` whose ends are joined; points on it are between 0 and 1."""

    places: range
    density: _Density
    sizes: tuple[float, float]  # at the two ends

    @classmethod
    def of(cls, line: _Line, stretch: range) -> _Circle:
        sizes = line.row.part(stretch).ends
        if line.widths is _YEAR_WIDTHS:
            today = max(LATEST_YEAR, line.row.at(line.row.size - 1))
            sizes = today - sizes[0], today - sizes[1]
        if line.density.fade is not None:
            sizes = sizes[0] - min(sizes), sizes[1] - min(sizes)
        return cls(stretch, line.density, sizes)

    def point(self, index: int, share: float) -> float:
        """The point at a ``share`` of the arc of the number at ``index``."""
        start, end = (self._turn(index + edge - self.places.start) for edge in (0, 1))
        return start + share * (end - start)

    def index_of(self, point: float) -> int:
        """The place of the number on whose arc the point is."""
        first, last = (self.density.integral(size) for size in self.sizes)
        size = self.density.inverse(first + point * (last - first))
        step = floor((size - self.sizes[0]) / (self.sizes[1] - self.sizes[0]) * len(self.places))
        return self.places[min(max(step, 0), len(self.places) - 1)]

    def _turn(self, steps: int) -> float:
        first, last = (self.density.integral(size) for size in self.sizes)
        size = self.sizes[0] + steps / len(self.places) * (self.sizes[1] - self.sizes[0])
        return (self.density.integral(size) - first) / (last - first)


def _gaps(hands: int, rng: random.Random) -> list[float]:
    """Angles between the hands, as shares of a circle: equal, or each at least half of an equal one."""
    if rng.random() < _EVEN:
        return [1 / hands] * hands
    cuts = [0.0, *sorted(rng.random() for _ in range(hands - 1)), 1.0]
    return [1 / (2 * hands) + (end - start) / 2 for start, end in pairwise(cuts)]
