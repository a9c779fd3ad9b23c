"""Each option is right as often as it is shown."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from quizgen.assembly.balance import balanced_draw

CONTINENTS = {"Africa": 54, "Asia": 48, "Europe": 44, "North America": 23, "Oceania": 14, "South America": 12}


@pytest.mark.parametrize("count", [1, 2])
def test_a_rare_answer_is_as_rarely_a_wrong_one(count: int) -> None:
    right, wrong = Counter[str](), Counter[str]()
    rng = random.Random(1)
    for key, often in CONTINENTS.items():
        others = [name for name in CONTINENTS if name != key]
        for _ in range(100 * often):
            right[key] += 1
            indices = balanced_draw((often, *(CONTINENTS[name] for name in others)), count, rng)
            assert len(set(indices)) == count
            wrong.update(others[place - 1] for place in indices)
    for name in CONTINENTS:
        assert wrong[name] / right[name] == pytest.approx(count, rel=0.08)


def test_what_is_nearly_always_right_leaves_the_others_as_they_are() -> None:
    rng = random.Random(2)
    counts = Counter(place for _ in range(3000) for place in balanced_draw((1, 50, 1, 1), 2, rng))
    assert counts[1] > 2900
    assert counts[2] == pytest.approx(counts[3], rel=0.1)
