"""Pools of names and values; a question is offered a part of a large pool."""

from __future__ import annotations

from bisect import bisect_left

from quizgen.model.identity import digest

LARGEST = 60  # names that a question is offered: more would not make its wrong answers better, and cost room for each


class Pool:
    """Names or values of one kind, in the order in which they were added."""

    def __init__(self) -> None:
        self._members: dict[str, None] = {}
        self._ring: list[tuple[int, str]] = []

    def add(self, member: str) -> None:
        """Adds ``member``, if it is not in the pool already."""
        self._members.setdefault(member)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def choices_for(self, *question: str) -> list[str]:
        """The members that are offered to the question with this id: all of a small pool.

        Of a large one, those whose hashes follow the question's own: another member takes the place of one at most,
        and only where it comes between them.
        """
        if len(self._members) <= LARGEST:
            return list(self._members)
        if len(self._ring) != len(self._members):
            self._ring = sorted((digest("pool", member), member) for member in self._members)
        start = bisect_left(self._ring, (digest("pool of", *question), ""))
        return [self._ring[(start + place) % len(self._ring)][1] for place in range(LARGEST)]
