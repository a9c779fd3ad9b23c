"""What is found out about the slot that is asked about now, by several generators one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from quizgen.model.fact import Fact, Slot

Found = TypeVar("Found")


def keep_last(find: Callable[[Fact, Slot], Found]) -> Callable[[Fact, Slot], Found]:
    """``find``, whose result for the last slot is kept.

    Facts and slots are distinguished by identity, because hashing a fact each time would be slow.
    """
    last: tuple[Fact, Slot, Found] | None = None

    @wraps(find)
    def find_once(fact: Fact, slot: Slot) -> Found:
        nonlocal last
        known = last
        if known is None or known[0] is not fact or known[1] is not slot:
            known = last = fact, slot, find(fact, slot)
        return known[2]

    return find_once
