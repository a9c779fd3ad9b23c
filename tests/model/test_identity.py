from __future__ import annotations

from quizgen.model.identity import seeded


def test_chance_depends_on_names_alone() -> None:
    assert seeded(1, "a", "b").random() == seeded(1, "a", "b").random()
    assert seeded(1, "a", "b").random() != seeded(1, "ab").random()
    assert seeded(1, "a").random() != seeded(2, "a").random()
