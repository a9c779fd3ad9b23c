"""Calls → bingo cards: all different, and none that wins much earlier than the others."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

SIDES = (5, 4, 3)
_SPARE = 4 / 3  # calls for each field, so that cards differ
_BALANCED, _LOOSE = 40, 40  # draws of a card that is to hold what no other does
_ARRANGEMENTS = 40  # of a card that would win too early
_EARLY = 0.25  # of the cards

Fields = tuple[int | None, ...]


def fields(side: int, free: bool) -> int:
    """The number of calls on a card; the middle, if there is one, may be free."""
    return side * side - (free and side % 2)


def largest(calls: int, free: bool) -> int:
    """The side of the largest card for this number of calls, or 0 if there are too few for any."""
    return next((side for side in SIDES if calls >= fields(side, free) * _SPARE), 0)


def deal(calls: int, cards: int, side: int, free: bool, random: Random) -> tuple[Fields, ...]:
    """The fields of each card, row by row: indices of the calls, None for a free field.

    Each call is on as many cards as any other, or on one more, unless some cards would have to hold the same. A card
    that would have a full line earlier than three quarters of them is arranged again.
    """
    dealt: list[list[int]] = []
    seen: set[frozenset[int]] = set()
    used = [0] * calls
    for _ in range(cards):
        for draw in range(_BALANCED + _LOOSE):
            weight = 1 if draw < _BALANCED else 2  # what is drawn for below 1 puts no call before one less used
            rank = [used[call] + weight * random.random() for call in range(calls)]
            card = sorted(range(calls), key=rank.__getitem__)[: fields(side, free)]
            if frozenset(card) not in seen:
                break
        seen.add(frozenset(card))
        for call in card:
            used[call] += 1
        random.shuffle(card)
        dealt.append(card)
    wins = sorted(first_line(_fields_of(card, side, free), side) for card in dealt)
    early = wins[int(len(wins) * _EARLY)]
    arranged: list[Fields] = []
    for card in dealt:
        for _ in range(_ARRANGEMENTS):
            arrangement = _fields_of(card, side, free)
            if arrangement not in arranged and first_line(arrangement, side) >= early:
                break
            random.shuffle(card)
        arranged.append(arrangement)
    return tuple(arranged)


def first_line(card: Fields, side: int) -> int:
    """The index of the call with which the card has a full row, column or diagonal."""
    return min(max(turn for turn in line if turn is not None) for line in lines(card, side))


def lines(card: Fields, side: int) -> Sequence[Fields]:
    """The rows, columns and diagonals of a card."""
    rows = [card[side * row : side * (row + 1)] for row in range(side)]
    return [*rows, *(card[column::side] for column in range(side)), card[:: side + 1], card[side - 1 : -1 : side - 1]]


def _fields_of(card: Sequence[int], side: int, free: bool) -> Fields:
    if not free or side % 2 == 0:
        return tuple(card)
    middle = side * side // 2
    return (*card[:middle], None, *card[middle:])
