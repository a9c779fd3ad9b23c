"""Wrong numbers that look like the right one: its rounding, its unit, its order of magnitude."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from quizgen.model.fact import Slot
from quizgen.model.numbers import DIGITS, decimal_sign_of, number_in

# The ratio between neighbouring options.
_RATIOS = (Decimal("1.2"), Decimal("1.25"), Decimal("1.4"), Decimal("1.5"))
_YEAR_STEPS = (2, 3, 4, 5)


def wrong_numbers(slot: Slot, count: int, rng: random.Random) -> tuple[str, ...]:
    """``count`` wrong answers in ascending order, written like the right one; fewer only if there is no room.

    They are as plausible as the right one, so that neither position nor length nor roundness gives it away: they have
    as many digits before the point and are no rounder. None is an accepted answer, below zero, or a percentage over
    100%.
    """
    key = number_in(slot.shown)
    if key is None or key < 0:
        return ()
    # A round year among years that are not round would stand out, and vice versa.
    step, ratio = (10 if key % 10 == 0 else rng.choice(_YEAR_STEPS)), rng.choice(_RATIOS)
    grain = Decimal(1) if slot.type == "year" else _grain(key)
    one_range = slot.type == "year" or (slot.type == "percent" and key == 100)
    if not one_range and _is_power_of_ten(key) and rng.random() < 0.5:
        grain = key  # 100 is the lowest of 100, 200, … as often as the highest of 20, 30, …, 100
    least, most = _range(key, grain)
    below = _ladder(slot, key, least, count + 1, grain, step, ratio, rng)
    above = _ladder(slot, key, most, count + 1, grain, step, ratio, rng)
    count = min(count, len(below) + len(above))
    rank = _rank(below, above, count, rng)
    chosen = sorted((*below[:rank], *above[: count - rank]))
    return tuple(_written(slot.shown, value) for value in chosen)


def _range(key: Decimal, grain: Decimal) -> tuple[Decimal, Decimal]:
    """The first and the last number as plausible as the key: 1 to 10, 11 to 99, 20 to 100 in tens."""
    if key == 0:
        return Decimal(0), Decimal(9)
    lowest = Decimal(10) ** (len(str(int(key))) - 1)
    if grain >= 1 and key / grain <= 10:
        return grain, 10 * grain
    return (grain if lowest == 1 else min(key, lowest + grain)), 10 * lowest - grain


def _rank(below: Sequence[Decimal], above: Sequence[Decimal], count: int, rng: random.Random) -> int:
    """The number of the ``count`` wrong numbers that are below the key.

    If there is room for all ranks, each is equally likely. Near the ends of a range there is not; there each
    key has a rank of its own, so that together they have all ranks equally: of 1, 2 and 3 among 1, 2 and 3 the first is
    the lowest and the last the highest. If the rank were drawn among the possible ones, it would be low too often.
    """
    ranks = [rank for rank in range(count + 1) if rank <= len(below) and count - rank <= len(above)]
    # 10, 100, … at an end of this range are at the end of another half of the time; their neighbours compensate.
    instead = rng.randrange(2 * (count + 1)) == 0
    if len(below) <= count:
        return min(ranks) if instead and below and _is_power_of_ten(below[-1]) else max(ranks)
    if len(above) <= count:
        return max(ranks) if instead and above and _is_power_of_ten(above[-1]) else min(ranks)
    return rng.choice(ranks)


def _ladder(
    slot: Slot, key: Decimal, end: Decimal, count: int, grain: Decimal, step: int, ratio: Decimal, rng: random.Random
) -> list[Decimal]:
    """At most ``count`` values from the key towards ``end``, the nearest first."""
    direction = 1 if end > key else -1
    taken = {number_in(text) for text in (slot.shown, *slot.accept)}
    values: list[Decimal] = []
    last = key
    while len(values) < count:
        room = int(abs(end - last) / grain)
        if not room:
            break
        target = last * ratio if direction > 0 else last / ratio
        target_steps = step if slot.type == "year" else int(abs(target - last) / grain)
        # Make steps smaller if there would be no room for the remaining values.
        steps = max(1, min(target_steps, room // (count - len(values))))
        value = last + direction * steps * grain
        # A rounder number than the key would make the key stand out: 109 among 150 and 200.
        if _stands_out(slot, key, value):
            value -= direction * grain * (rng.randint(1, min(4, steps - 1)) if steps > 1 else -1)
        if abs(value - key) > abs(end - key):
            break
        last = value
        if value not in taken:
            values.append(value)
    return values


def _is_power_of_ten(value: Decimal) -> bool:
    return value >= 10 and value == Decimal(1).scaleb(value.adjusted())


def _stands_out(slot: Slot, key: Decimal, value: Decimal) -> bool:
    if slot.type == "year":
        return value % 10 == 0 and key % 10 != 0
    return bool(value) and _grain(value) > _grain(key)


def _grain(key: Decimal) -> Decimal:
    """The unit to which the key is rounded: 1 for 109, 10 for 150, 0.01 for 0.78.

    A key such as 100 has nothing below it in its own unit, so a tenth of that is used.
    """
    _, digits, exponent = key.as_tuple()
    assert isinstance(exponent, int)
    while len(digits) > 1 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal(1).scaleb(exponent - 1 if digits == (1,) and exponent > 0 else exponent)


def _written(shown: str, value: Decimal) -> str:
    written = DIGITS.search(shown)
    assert written is not None
    digits, mark = written[0], decimal_sign_of(written[0])
    whole, _, part = digits.partition(mark or "\0")
    separator = next((c for c in whole if not c.isdecimal()), "")
    grouped = separator or ("," if value >= 10_000 and len(digits) < 5 and mark != "," else "")
    text = f"{value:,.{len(part)}f}" if grouped else f"{value:.{len(part)}f}"
    marks = {",": grouped or ",", ".": mark or "."}
    return shown[: written.start()] + "".join(marks.get(c, c) for c in text) + shown[written.end() :]
