"""The result for the slot that is asked about now, which several generators need one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from quizgen.model.fact import Fact, Slot

Result = TypeVar("Result")


def keep_last(find: Callable[[Fact, Slot], Result]) -> Callable[[Fact, Slot], Result]:
    """``find``, whose result for the last slot is kept.

    Facts and slots are distinguished by identity, because hashing a fact each time would be slow.
    """
    last: tuple[Fact, Slot, Result] | None = None

    @wraps(find)
    def find_once(fact: Fact, slot: Slot) -> Result:
        nonlocal last
        latest = last
        if latest is None or latest[0] is not fact or latest[1] is not slot:
            latest = last = fact, slot, find(fact, slot)
        return latest[2]

    return find_once
