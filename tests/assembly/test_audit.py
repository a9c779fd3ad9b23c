from __future__ import annotations

import random

import pytest

from quizgen.assembly.audit import audit, audit_by_role
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
    report = audit(bank(200, cue))
    assert not report.is_fair
    assert report.right > 0.6 * report.items


@pytest.mark.parametrize("seed", range(5))
def test_without_a_cue_the_solver_guesses(seed: int) -> None:
    report = audit(bank(300, "none", seed))
    assert abs(report.right - report.chance) < 3 * report.error


def test_the_same_few_facts_again_and_again_prove_little() -> None:
    """Ten facts seen fifty times each are ten facts: their error is that of ten items."""
    few = bank(10, "none") * 50
    assert audit(few).error / audit(few).items == pytest.approx(audit(bank(10, "none")).error / 10)


def test_nothing_to_audit() -> None:
    assert audit([]).is_fair


def test_a_cue_is_named_with_what_shows_it() -> None:
    cue = audit(bank(200, "length")).cues[0]
    assert cue.phrase in ("is the longest", "has most words")
    assert cue.right == cue.questions > 1.5 * cue.chance
    assert len(cue.facts) == 3


def pool(facts: int, times: int, seed: int) -> list[tuple[str, Choice]]:
    """Names of which each is right in one fact, and wrong in the others: fair."""
    rng = random.Random(seed)
    names = ["".join(rng.choices("bcdfgh", k=8)).title() for _ in range(facts)]
    items = []
    for number, name in enumerate(names):
        for _ in range(times):
            sample_options = rng.sample([name, *rng.sample([each for each in names if each != name], 2)], 3)
            items.append(
                (f"f{number}", Choice(f"Which is number {number}?", tuple(sample_options), sample_options.index(name)))
            )
    return items


@pytest.mark.parametrize("seed", range(3))
def test_a_closed_pool_is_neither_guessed_nor_hides_a_cue(seed: int) -> None:
    fair = audit(pool(86, 2, seed))
    assert abs(fair.right - fair.chance) < 2 * fair.error
    cued = [
        (fact, Choice(item.stem, tuple(f"{o} x" if o == item.options[item.key] else o for o in item.options), item.key))
        for fact, item in pool(86, 2, seed)
    ]
    assert not audit(cued).is_fair


def test_each_role_is_audited_by_itself() -> None:
    """Two hundred fair questions hide sixty that are not, which their own row shows."""
    fair = [(f"a{fact}", "town", item) for fact, item in bank(300, "none")]
    cued = [(f"b{fact}", "year", item) for fact, item in bank(80, "length", 2)]
    everything, town, year = audit_by_role(fair + cued)
    assert (everything.items, town.role, year.role) == (380, "town", "year")
    assert town.is_fair
    assert not year.is_fair
    assert year.is_conclusive


def test_few_facts_do_not_decide() -> None:
    assert not audit(bank(20, "length") * 20).is_conclusive
    assert audit(bank(200, "none")).is_conclusive
