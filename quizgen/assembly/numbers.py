"""Wrong numbers that look like the right one: its rounding, its unit, its order of magnitude."""

from __future__ import annotations

import random
from decimal import Decimal

from quizgen.model.fact import Slot
from quizgen.model.numbers import DIGITS, number_in

# How far apart neighbouring options stand, as a share of the key.
_RATIOS = (Decimal("1.2"), Decimal("1.25"), Decimal("1.4"), Decimal("1.5"))
_YEAR_STEPS = (2, 3, 4, 5)


def wrong_numbers(slot: Slot, below: int, above: int, rng: random.Random) -> tuple[str, ...]:
    """``below`` wrong answers under the right one and ``above`` over it, written as it is written.

    Fewer are given where there is no room: under 1, or over 100 %.
    """
    key = number_in(slot.shown)
    if key is None:
        return ()
    step = rng.choice(_YEAR_STEPS)
    ratio = rng.choice(_RATIOS)
    grain = _grain(key)
    values: list[Decimal] = []
    for direction, count in ((-1, below), (1, above)):
        last = key
        for _ in range(count):
            value = last + direction * step if slot.type == "year" else _next(last, ratio, grain, direction, rng)
            if value <= 0 or (slot.type == "percent" and key <= 100 < value):
                break
            values.append(value)
            last = value
    return tuple(_written(slot.shown, value, grain) for value in sorted(values))


def room_below(slot: Slot) -> int:
    """How many plausible wrong numbers there are under the right one, at most 4."""
    key = number_in(slot.shown)
    if key is None:
        return 0
    return 4 if slot.type == "year" else min(4, int(key / _grain(key)) - 1)


def room_above(slot: Slot) -> int:
    """How many plausible wrong numbers there are over the right one, at most 4."""
    key = number_in(slot.shown)
    if key is None:
        return 0
    return min(4, int((100 - key) / _grain(key))) if slot.type == "percent" and key <= 100 else 4


def _grain(key: Decimal) -> Decimal:
    """The unit that the key is rounded to: 1 for 109, 10 for 150, 0.01 for 0.78."""
    _, digits, exponent = key.as_tuple()
    assert isinstance(exponent, int)
    while len(digits) > 1 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal(1).scaleb(exponent)


def _next(last: Decimal, ratio: Decimal, grain: Decimal, direction: int, rng: random.Random) -> Decimal:
    target = last * ratio if direction > 0 else last / ratio
    steps = max(1, int(abs(target - last) / grain))
    value = last + direction * steps * grain
    # A rounder number than the key would stand out: 109 beside 150 and 200.
    if _grain(value) > grain and steps > 1:
        value -= direction * grain * rng.randint(1, min(4, steps - 1))
    return value


def _written(shown: str, value: Decimal, grain: Decimal) -> str:
    written = DIGITS.search(shown)
    assert written is not None
    digits = written[0]
    separator = next((c for c in digits if c in ",\u00a0\u202f "), "")
    grouped = separator or ("," if value >= 10_000 and len(digits) < 5 else "")
    places = len(digits.partition(".")[2])
    text = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    return shown[: written.start()] + text.replace(",", grouped or ",") + shown[written.end() :]
