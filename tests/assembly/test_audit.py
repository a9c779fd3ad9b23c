from __future__ import annotations

import random

import pytest

from quizgen.assembly.audit import audit
from quizgen.model.choice import Choice


def bank(count: int, cue: str, seed: int = 1) -> list[tuple[str, Choice]]:
    """Items whose right option has the cue, and nothing else that could tell it."""
    rng = random.Random(seed)
    items = []
    for number in range(count):
        options = ["".join(rng.choices("bcdfgh", k=8)) for _ in range(3)]
        stem = f"What is {''.join(rng.choices('klmnpq', k=8))}?"
        key = rng.randrange(3)
        match cue:
            case "place":
                key = 1 if rng.random() < 0.8 else key
            case "length":
                options[key] += " and more"
            case "echo":
                options[key] = stem[8:-1] + options[key][:1]
                stem = f"What is {options[key]}?"
            case "rank":
                first = rng.randrange(100, 900)
                options = [str(first + step) for step in (0, 7, 14)]
                key = 1
            case "zeros":
                options = [str(rng.randrange(101, 999) // 10 * 10 + 3) for _ in range(3)]
                options[key] = str(rng.randrange(1, 10) * 100)
        items.append((f"f{number}", Choice(stem, tuple(options), key)))
    return items


@pytest.mark.parametrize("cue", ["place", "length", "echo", "rank", "zeros"])
def test_a_cue_is_found_out(cue: str) -> None:
    found = audit(bank(500, cue))
    assert not found.fair
    assert found.right > 0.6 * found.items


@pytest.mark.parametrize("seed", range(5))
def test_without_a_cue_the_solver_guesses(seed: int) -> None:
    found = audit(bank(600, "none", seed))
    assert abs(found.right - found.chance) < 3 * found.error


def test_the_same_few_facts_again_and_again_prove_little() -> None:
    """Ten facts seen fifty times each are ten facts: their error is that of ten items."""
    few = bank(10, "none") * 50
    assert audit(few).error / audit(few).items == pytest.approx(audit(bank(10, "none")).error / 10)


def test_nothing_to_audit() -> None:
    assert audit([]).fair
