"""Numbers that a statement gives as a bound: "more than 20 years" is also true with 10 in place of 20."""

from __future__ import annotations

from decimal import Decimal

from quizgen.generators.sentences import sentence_of
from quizgen.languages.bounds import Bound, bound
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import DIGITS, number_in

_WIDTH = Decimal("0.2")  # of a number: one that is nearer may pass for a rounding of it
_YEARS = 20  # the same for years, which are not amounts
_GRAINS = 2  # units of the last digit that is not zero


def bound_of(fact: Fact, slot: Slot) -> Bound:
    """The bound that the statement makes of the slot's number, or ""."""
    number = DIGITS.search(slot.shown) if slot.type in NUMBER_TYPES else None
    if number is None:
        return ""
    sentence = sentence_of(fact, slot)
    before = sentence.before + slot.shown[: number.start()]
    after = slot.shown[number.end() :] + sentence.after
    return bound(before, after, fact.source.language, time=slot.type == "year")


def is_false(value: str, slot: Slot, made: Bound) -> bool:
    """Whether the statement is false with ``value`` in place of its number, which ``made`` a bound of it.

    More than 10 is not false where more than 20 is true; nearly 21 is too near to nearly 20.
    """
    key, other = number_in(slot.shown), number_in(value)
    if not made or key is None or other is None:
        return True
    reach = reach_of(key, slot)
    match made:
        case "least":
            return other > key + reach
        case "most":
            return other < key - reach
        case "near":
            return abs(other - key) > 2 * reach


def reach_of(key: Decimal, slot: Slot) -> Decimal:
    """How far from the number another one may be and still mean the same."""
    if slot.type == "year":
        return Decimal(_YEARS)
    _, digits, exponent = key.normalize().as_tuple()
    assert isinstance(exponent, int)
    return max(abs(key) * _WIDTH, _GRAINS * Decimal(1).scaleb(exponent) if len(digits) > 1 else Decimal(0))
