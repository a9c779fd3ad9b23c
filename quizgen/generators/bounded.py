"""Numbers that a statement gives as a bound: "more than 20 years" is also true with 10 in place of 20."""

from __future__ import annotations

from decimal import Decimal

from quizgen.generators.last_result import keep_last
from quizgen.generators.sentences import sentence_of
from quizgen.languages.bounds import Bound, bound_between
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import DIGITS, number_in, written_like

_WIDTH = Decimal("0.2")  # of a number: one that is nearer may pass for a rounding of it
_YEARS = 20  # the same for years, which are not amounts
_WHOLE = 100  # percent
_GRAINS = 2  # units of the last digit that is not zero


@keep_last
def bound_of(fact: Fact, slot: Slot) -> Bound:
    """The bound that the statement makes of the slot's number, or ""."""
    number = DIGITS.search(slot.shown) if slot.type in NUMBER_TYPES else None
    if number is None:
        return ""
    sentence = sentence_of(fact, slot)
    before = sentence.before + slot.shown[: number.start()]
    after = slot.shown[number.end() :] + sentence.after
    return bound_between(before, after, fact.source.language, time=slot.type == "year")


def is_false(value: str, slot: Slot, bound: Bound) -> bool:
    """Whether the statement is false with ``value`` in place of its number, which is the ``bound`` of something.

    More than 10 is not false where more than 20 is true; nearly 21 is too near to nearly 20.
    """
    if not bound:
        return True
    key, other = number_in(slot.shown), number_in(value)
    if key is None or other is None:
        return True
    reach = reach_of(key, slot)
    match bound:
        case "least":
            return other > key + reach
        case "most":
            return other < key - reach
        case "near":
            return abs(other - key) > 2 * reach


def false_numbers(slot: Slot, bound: Bound) -> tuple[str, ...]:
    """Numbers that make the statement false, where its own is a bound: far beyond it, or far from a near one."""
    key = number_in(slot.shown)
    if key is None or not bound:
        return ()
    if slot.type == "year":
        beyond, short = [key + 2 * _YEARS, key + 3 * _YEARS], [key - 2 * _YEARS, key - 3 * _YEARS]
    else:
        beyond, short = [2 * key, key * 3 / 2], [key / 2, key / 4]
    values = {"least": beyond, "most": short, "near": [*beyond[:1], *short[:1]]}[bound]
    grain = Decimal(1).scaleb(min(0, int(key.as_tuple().exponent)))
    texts = [_with_number(slot.shown, value.quantize(grain)) for value in values if value == value.quantize(grain)]
    fits = (text for text in texts if slot.type != "percent" or (number_in(text) or 0) <= _WHOLE)
    return tuple(text for text in fits if is_false(text, slot, bound))


def reach_of(key: Decimal, slot: Slot) -> Decimal:
    """How far from the number another one may be and still mean the same."""
    if slot.type == "year":
        return Decimal(_YEARS)
    _, digits, exponent = key.normalize().as_tuple()
    assert isinstance(exponent, int)
    return max(abs(key) * _WIDTH, _GRAINS * Decimal(1).scaleb(exponent) if len(digits) > 1 else Decimal(0))


def _with_number(amount: str, value: Decimal) -> str:
    """``amount`` with another number, written like its own."""
    number = DIGITS.search(amount)
    assert number is not None
    return amount[: number.start()] + written_like(number[0], value) + amount[number.end() :]
