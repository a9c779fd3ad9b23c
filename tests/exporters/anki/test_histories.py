"""Random histories; ``python tests/benchmarks/anki_histories.py 300`` tries many more."""

from __future__ import annotations

import pytest
from anki_histories import COUNTS, outcome


@pytest.mark.parametrize("first", range(0, 15, 3))
def test_nothing_is_lost_in_any_history(first: int) -> None:
    for seed in range(first, first + 3):
        wrong = outcome(seed)
        assert set(wrong) <= set(COUNTS)
        assert dict(wrong) == {}, seed
