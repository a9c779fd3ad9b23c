"""Cards of bingo: all different, and balanced."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly.worksheets.bingo_cards import deal, fields, first_line, largest, lines


@pytest.mark.parametrize(
    ("calls", "free", "side"),
    [(11, False, 0), (12, False, 3), (21, False, 3), (22, False, 4), (33, False, 4), (34, False, 5), (32, True, 5)],
)
def test_cards_are_as_large_as_there_are_calls_for(calls: int, free: bool, side: int) -> None:
    assert largest(calls, free) == side


@settings(max_examples=30)
@given(st.integers(12, 60), st.integers(2, 40), st.booleans(), st.integers(0, 99))
def test_cards_differ_and_have_each_call_equally_often(calls: int, cards: int, free: bool, seed: int) -> None:
    side = largest(calls, free)
    dealt = deal(calls, cards, side, free, Random(seed))
    assert len(dealt) == cards
    assert len({frozenset(card) for card in dealt}) == cards
    for card in dealt:
        assert len(card) == side * side
        assert len(set(card) - {None}) == fields(side, free)
        assert [place for place, call in enumerate(card) if call is None] == (
            [side * side // 2] if free and side % 2 else []
        )
    counts = Counter(call for card in dealt for call in card if call is not None)
    assert max(counts.values()) - min(counts[call] for call in range(calls)) <= (1 if calls > 12 else 2)


def test_lines_are_rows_columns_and_diagonals() -> None:
    assert lines(tuple(range(9)), 3) == [
        (0, 1, 2),
        (3, 4, 5),
        (6, 7, 8),
        (0, 3, 6),
        (1, 4, 7),
        (2, 5, 8),
        (0, 4, 8),
        (2, 4, 6),
    ]
    assert first_line((9, 9, 9, 9, None, 9, 5, 1, 3), 3) == 5


@pytest.mark.parametrize("calls", [14, 23, 45])
def test_no_card_wins_much_earlier(calls: int) -> None:
    side = largest(calls, False)
    for seed in range(10):
        wins = sorted(first_line(card, side) for card in deal(calls, 24, side, False, Random(seed)))
        assert wins[0] >= 0.5 * median(wins)
        assert wins[0] >= side - 1
