"""Numbers run over a picture as its reader's eye does."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizgen.model.body import Label
from quizgen.model.labels import in_reading_order


@pytest.mark.parametrize(
    "boxes",
    [
        {"a": (50, 0, 10, 10), "b": (10, 30, 10, 10), "c": (60, 30, 10, 10), "d": (30, 80, 10, 10)},
        # Drawn by hand, words of a row do not stand on one line.
        {"a": (0, 12, 10, 10), "b": (30, 10, 10, 10), "c": (60, 14, 10, 10), "d": (0, 16, 10, 10)},
        {"a": (0, 10, 10, 40), "b": (50, 25, 10, 10), "c": (0, 60, 10, 10)},
    ],
)
def test_row_by_row_whatever_the_order_in_the_file(boxes: dict[str, tuple[float, float, float, float]]) -> None:
    for given in permutations(Label(name, box) for name, box in boxes.items()):
        assert [label.text for label in in_reading_order(given)] == sorted(boxes)
