"""How the numbers that are right answers in one role are distributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil, exp, floor, log, sqrt

from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.figures import Figure, figure_in
from quizgen.model.number_role import UNKNOWN_ROLE, NumberRole
from quizgen.model.number_rows import row_of
from quizgen.model.numbers import number_in
from quizgen.model.relations import Relations

FEWEST = 5  # answers: with fewer, their ends and their distribution would be those of the answers themselves

# Steepness is estimated as if so many answers with the usual one had been seen before.
_STEEPNESSES = tuple(eighths / 8 for eighths in range(-8, 13))
_OPTIONS = 3
_ALL = 100  # percent
_USUAL_STEEPNESS, _SEEN_BEFORE = 0.5, 3


class NumberRoles:
    """The roles of a collection's numbers: a side of a relation, or a type with a unit under one name."""

    def __init__(self, collection: Collection, relations: Relations) -> None:
        self._relations = relations
        self._answers: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for fact in collection.facts:
            for slot in fact.slots:
                if slot.type in NUMBER_TYPES and fact.status != "retired":
                    self._answers[self._key(fact, slot)].append(slot.shown)
        self._roles: dict[tuple[str, ...], NumberRole] = {}

    def role(self, fact: Fact, slot: Slot) -> NumberRole:
        """The role of the slot, which says nothing if it has no number or too few others have one."""
        if slot.type not in NUMBER_TYPES:
            return UNKNOWN_ROLE
        key = self._key(fact, slot)
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = number_role(self._answers.get(key, ()), slot.type)
        return role

    def _key(self, fact: Fact, slot: Slot) -> tuple[str, ...]:
        side = self._relations.side(fact, slot)
        if side and fact.relation:
            return fact.relation.name, side, slot.type, slot.unit
        return slot.name, slot.type, slot.unit


def fault_of_number(slot: Slot, role: NumberRole = UNKNOWN_ROLE) -> str:
    """Why no other numbers can be made that look like the slot's answer in its ``role``, or ""."""
    if slot.type not in NUMBER_TYPES and slot.type != "date":
        return "it is not a number"
    figure = figure_in(slot.shown, slot.type)
    if figure is None or slot.type == "ratio":
        return "it does not show one number in digits, from which others could be made: add distractors"
    if figure.units == 0:
        return "no other number looks like 0: add distractors"
    if slot.type == "percent" and role.least is None and number_in(slot.shown) == _ALL:
        return "no other percentage looks like 100: add distractors"
    if figure.units == 1 and figure.is_counted:
        return "after other numbers than 1 the next word has another form: add distractors"
    return ""


def number_role(answers: Iterable[str], kind: str) -> NumberRole:
    """The role whose right answers of the type ``kind`` are written as ``answers``; empty if there are too few."""
    figures = [figure for text in answers if (figure := figure_in(text, kind)) and not figure.calendar]
    values = [_value(figure) for figure in figures]
    if len(values) < FEWEST:
        return UNKNOWN_ROLE
    least, greatest = _span(sorted(values), 100 if kind == "percent" else None)
    if kind == "year" and min(values) > 0:
        return NumberRole(least, greatest, fade=_fade([float(value) for value in values]), answers=tuple(figures))
    usual = 0.0 if kind == "percent" else _USUAL_STEEPNESS
    counted = [figure for figure in figures if figure.units]
    return NumberRole(least, greatest, _steepness(counted, (least, greatest), usual), answers=tuple(figures))


def _span(ordered: Sequence[Decimal], most: int | None) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that could have been a right answer, each beyond those that are.

    It is as far from the last answer as the five last ones are from each other. If the last answers were the ends, one
    of the options at an end would be right too often. Nothing is expected beyond ``most`` or a power of ten,
    such as 100.
    """
    low, high = ordered[0], ordered[-1]
    below, above = (ordered[FEWEST - 1] - low) / (FEWEST - 1), (high - ordered[-FEWEST]) / (FEWEST - 1)
    limit = Decimal(10) ** (high.adjusted() + (high > 0 and high != Decimal(10) ** high.adjusted()))
    greatest = high + above if high <= 0 or high + above < limit else high
    if most is not None and high <= most:
        greatest = min(high + above, Decimal(most))
    return low - below if low < 0 else max(low - below, Decimal(0)), greatest


def _value(figure: Figure) -> Decimal:
    value = Decimal(figure.units).scaleb(-figure.decimals)
    return -value if figure.negative else value


def _steepness(figures: Sequence[Figure], span: tuple[Decimal, Decimal], usual: float) -> float:
    """The steepness with the greatest likelihood, given the pattern of each number and the ``span`` of all."""
    logarithms: dict[tuple[float, float], list[float]] = defaultdict(list)  # by the ends of the row
    least, greatest = sorted(map(abs, span))
    if span[0] < 0 < span[1]:
        least = Decimal(0)
    for figure in figures:
        units = ceil(least.scaleb(figure.decimals)), floor(greatest.scaleb(figure.decimals))
        row = row_of(figure, units, _OPTIONS, whole=units[1])
        if row.size > 1:
            logarithms[row.ends].append(log(figure.units))

    def likelihood(steepness: float) -> float:
        seen = sum(
            -steepness * sum(sizes) - len(sizes) * log(_integral(start, end, steepness))
            for (start, end), sizes in logarithms.items()
        )
        return seen - _SEEN_BEFORE * (steepness * _mean_logarithm(usual) + log(_integral(1, 10, steepness)))

    return max(_STEEPNESSES, key=likelihood)


def _integral(start: float, end: float, steepness: float) -> float:
    """The integral of x ** -steepness."""
    rest = 1 - steepness
    return log(end / start) if rest == 0 else (end**rest - start**rest) / rest


def _mean_logarithm(steepness: float) -> float:
    """The mean logarithm of numbers from 1 to 10 with this steepness."""
    rest = 1 - steepness
    if rest == 0:
        return log(10) / 2
    return (10**rest * log(10) - (10**rest - 1) / rest) / (10**rest - 1)


def _fade(years: Sequence[float]) -> float:
    """How fast years are right less often with their age, by the mean of a truncated exponential distribution.

    0 if the mean is within a standard error of that of even years.
    """
    latest = max(years)
    ages = [latest - year for year in years]
    longest = max(ages)
    if not longest:
        return 0.0
    mean = sum(ages) / len(ages) / longest
    if abs(mean - 0.5) <= 1 / sqrt(12 * len(ages)):
        return 0.0
    low, high = -20.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        if _truncated_mean(middle) > mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2 / longest


def _truncated_mean(rate: float) -> float:
    """The mean of an exponential distribution that ends at 1."""
    return 0.5 - rate / 12 if abs(rate) < 1e-4 else 1 / rate - 1 / (exp(rate) - 1)
