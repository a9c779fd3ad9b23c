from __future__ import annotations

from quizgen.model.identity import seeded_random


def test_chance_depends_on_names_alone() -> None:
    assert seeded_random(1, "a", "b").random() == seeded_random(1, "a", "b").random()
    assert seeded_random(1, "a", "b").random() != seeded_random(1, "ab").random()
    assert seeded_random(1, "a").random() != seeded_random(2, "a").random()
