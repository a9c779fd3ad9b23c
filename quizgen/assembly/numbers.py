"""Wrong numbers that look like the right one: its rounding, its unit, its order of magnitude."""

from __future__ import annotations

import random
from decimal import Decimal

from quizgen.model.fact import Slot
from quizgen.model.numbers import DIGITS, number_in

# How far apart neighbouring options stand, as a share of the key.
_RATIOS = (Decimal("1.2"), Decimal("1.25"), Decimal("1.4"), Decimal("1.5"))
_YEAR_STEPS = (2, 3, 4, 5)


def wrong_numbers(slot: Slot, count: int, rng: random.Random) -> tuple[str, ...]:
    """``count`` wrong answers, ascending, written as the right one is; fewer only where there is no room.

    The rank of the right one among them is drawn first, uniformly among those for which there is room, so
    that its place tells nothing. No accepted answer is among them, nothing under nought, and no share over
    100 %.
    """
    key = number_in(slot.shown)
    if key is None or key < 0:
        return ()
    # A round year among others that are not would stand out, and the other way round.
    step, ratio = (10 if key % 10 == 0 else rng.choice(_YEAR_STEPS)), rng.choice(_RATIOS)
    below = _ladder(slot, key, -1, count, step, ratio, rng)
    above = _ladder(slot, key, 1, count, step, ratio, rng)
    count = min(count, len(below) + len(above))
    rank = rng.choice([rank for rank in range(count + 1) if rank <= len(below) and count - rank <= len(above)])
    chosen = sorted((*below[:rank], *above[: count - rank]))
    return tuple(_written(slot.shown, value) for value in chosen)


def _ladder(
    slot: Slot, key: Decimal, direction: int, count: int, step: int, ratio: Decimal, rng: random.Random
) -> list[Decimal]:
    """At most ``count`` values going away from the key, the nearest first."""
    grain = _grain(key)
    least = Decimal(0) if key == 0 else grain
    most = Decimal(100) if slot.type == "percent" and key <= 100 else Decimal("Infinity")
    taken = {number_in(each) for each in (slot.shown, *slot.accept)}
    values: list[Decimal] = []
    last = key
    while len(values) < count:
        value = last + direction * step if slot.type == "year" else _next(last, ratio, grain, direction, rng)
        if not least <= value <= most:
            value = last + direction * grain  # no room for a step: the next value will do
        if not least <= value <= most:
            break
        last = value
        if slot.type == "year" and value % 10 == 0 and key % 10:
            value += direction
        if value not in taken:
            values.append(value)
    return values


def _grain(key: Decimal) -> Decimal:
    """The unit that the key is rounded to: 1 for 109, 10 for 150, 0.01 for 0.78.

    A key such as 100 has nothing under it in its own unit, so a tenth of it counts.
    """
    _, digits, exponent = key.as_tuple()
    assert isinstance(exponent, int)
    while len(digits) > 1 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal(1).scaleb(exponent - 1 if digits == (1,) and exponent > 0 else exponent)


def _next(last: Decimal, ratio: Decimal, grain: Decimal, direction: int, rng: random.Random) -> Decimal:
    target = last * ratio if direction > 0 else last / ratio
    steps = max(1, int(abs(target - last) / grain))
    value = last + direction * steps * grain
    # A rounder number than the key would stand out: 109 beside 150 and 200.
    if value and _grain(value) > grain and steps > 1:
        value -= direction * grain * rng.randint(1, min(4, steps - 1))
    return value


def _written(shown: str, value: Decimal) -> str:
    written = DIGITS.search(shown)
    assert written is not None
    digits = written[0]
    separator = next((c for c in digits if c in ",\u00a0\u202f "), "")
    grouped = separator or ("," if value >= 10_000 and len(digits) < 5 else "")
    places = len(digits.partition(".")[2])
    text = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    return shown[: written.start()] + text.replace(",", grouped or ",") + shown[written.end() :]
