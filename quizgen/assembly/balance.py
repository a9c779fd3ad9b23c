"""Drawing wrong answers from a few that are right unequally often.

If Africa is right in a third of a role's questions and South America in one of fifteen, options drawn evenly would show
that South America is mostly wrong. Here a set S of options has a probability in proportion to the product of its
members' weights (conditional Poisson sampling: Chen, Dempster and Liu, Biometrika 81, 1994), and the weights are such
that each member is in S as often as it is right. Then every member of S is right with the same probability.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache

MOST_BALANCED = 24  # members of a role's block: of more, none is in so many sets that it would be noticed
_ROUNDS, _CLOSE = 200, 1e-4
_ALWAYS = 0.999  # the share of the sets that hold a member which is right more often than sets can hold it


def balanced_draw(frequencies: Sequence[int], count: int, rng: random.Random) -> list[int]:
    """The places of ``count`` members to be shown beside the first, when each is right with these ``frequencies``."""
    others, tails = _others(tuple(frequencies), count)
    indices: list[int] = []
    for index, weight in enumerate(others):
        missing = count - len(indices)
        if missing and rng.random() * tails[index][missing] < weight * tails[index + 1][missing - 1]:
            indices.append(index + 1)
    return indices


@lru_cache(maxsize=256)  # the questions of a role have the same frequencies
def _others(frequencies: tuple[int, ...], count: int) -> tuple[Sequence[float], Sequence[Sequence[float]]]:
    """The weights of all members but the first, and sums of the products of every n of them from one on, for each n.

    With these, members can be decided one by one.
    """
    ordered = tuple(sorted(frequencies))
    weight_of = dict(zip(ordered, _weights(ordered, count + 1), strict=True))
    others = [weight_of[frequency] for frequency in frequencies[1:]]
    tails = [[1.0] + [0.0] * count]
    for weight in reversed(others):
        after = tails[-1]
        tails.append([1.0, *(after[n] + weight * after[n - 1] for n in range(1, count + 1))])
    return others, tails[::-1]


@lru_cache(maxsize=256)  # by members in any order
def _weights(frequencies: tuple[int, ...], size: int) -> tuple[float, ...]:
    """The weights with which each member is in sets of ``size`` in proportion to its frequency."""
    goals = _goals(frequencies, size)
    weights = [float(frequency) for frequency in frequencies]
    for _ in range(_ROUNDS):
        shares = _shares(weights, size)
        if all(abs(share - goal) < _CLOSE for share, goal in zip(shares, goals, strict=True)):
            break
        weights = [weight * goal / share for weight, goal, share in zip(weights, goals, shares, strict=True)]
    return tuple(weights)


def _goals(frequencies: Sequence[int], size: int) -> list[float]:
    """How often each member should be in a set: in proportion to its frequency, but not in more sets than there are."""
    capped: set[int] = set()
    while True:
        rest = sum(frequency for index, frequency in enumerate(frequencies) if index not in capped)
        share_of_frequency = (size - _ALWAYS * len(capped)) / rest
        over = {
            index for index, frequency in enumerate(frequencies) if frequency * share_of_frequency > _ALWAYS
        } - capped
        if not over:
            return [
                _ALWAYS if index in capped else share_of_frequency * often for index, often in enumerate(frequencies)
            ]
        capped |= over


def _shares(weights: Sequence[float], size: int) -> list[float]:
    """How often each member is in a set."""
    before = [[1.0] + [0.0] * size]
    for weight in weights:
        last = before[-1]
        before.append([1.0, *(last[n] + weight * last[n - 1] for n in range(1, size + 1))])
    after = [1.0] + [0.0] * size
    shares: list[float] = []
    for index in reversed(range(len(weights))):
        without = sum(before[index][n] * after[size - 1 - n] for n in range(size))
        shares.append(weights[index] * without / before[-1][size])
        after = [1.0, *(after[n] + weights[index] * after[n - 1] for n in range(1, size + 1))]
    return shares[::-1]
