"""The solver against trying everything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from pathlib import Path
from string import ascii_uppercase

import pytest
from banks import MINUTE, POINT, fact, question
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly.blueprint import Blueprint, Requirement, mean_difficulty
from quizgen.assembly.features import difficulty, enemies, paragraph
from quizgen.assembly.formulation import CHANCES, PARAGRAPH
from quizgen.assembly.solver import Selection, select
from quizgen.model.fact import Bloom
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question

KINDS: tuple[str, ...] = ("multiple-choice", "true-false", "short-answer")
BLOOM: tuple[Bloom, ...] = ("remember", "understand")
Forms = tuple[tuple[Question, ...], ...]


def run(questions: Sequence[Question], blueprint: Blueprint, seed: int = 1, forms: int = 1) -> Selection:
    return select(
        blueprint.pool(questions),
        blueprint.requirements(),
        seed,
        conflicts=enemies(questions),
        forms=forms,
        size=blueprint.size,
    )


@st.composite
def banks(draw: st.DrawFn, most: int) -> list[Question]:
    made: dict[str, Question] = {}
    for _ in range(draw(st.integers(1, most))):
        index = draw(st.integers(0, 5))
        known = next((each.fact for each in made.values() if each.fact.id == f"f{index}"), None)
        about = known or fact(
            index,
            paragraph=draw(st.integers(0, 3)),
            difficulty=draw(st.integers(0, 5)),
            tags=draw(st.sampled_from([(), ("a",), ("b",), ("a/c", "b")])),
            bloom=draw(st.sampled_from([None, *BLOOM])),
            section=draw(st.sampled_from(["", "I", "II"])),
            enemies=draw(st.sampled_from([(), (), ("f0",), ("f1", "f2")])),
        )
        each = question(about, draw(st.sampled_from(KINDS)))
        made[each.id] = each
    return list(made.values())


SHARES = st.sampled_from([0.0, 0.2, 0.5, 1.0])
FACTS = st.lists(st.sampled_from(["f0", "t/f1", "f2"]), max_size=1).map(tuple)


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    size = draw(st.sampled_from(["counts", "total", "minutes", "points"]))
    shares: dict[str, dict[str, float]] = {
        "kinds": {} if size == "counts" else {"multiple-choice": 0.5, "true-false": 0.25, "short-answer": 0.25},
        "levels": draw(st.dictionaries(st.sampled_from("135"), SHARES, max_size=1)),
        "bloom": draw(st.dictionaries(st.sampled_from(BLOOM), SHARES, max_size=1)),
        "tags": draw(st.dictionaries(st.sampled_from("ab"), SHARES, max_size=2)),
        "sections": draw(st.dictionaries(st.sampled_from(["I", "II"]), SHARES, max_size=1)),
    }
    amount = draw(st.integers(1, 4))
    return Blueprint(
        counts={kind: draw(st.integers(0, 2)) for kind in KINDS} if size == "counts" else {},
        total=amount if size == "total" else 0,
        minutes=amount if size == "minutes" else 0,
        points=amount if size == "points" else 0,
        seconds=MINUTE,
        points_each=POINT,
        difficulty=draw(st.none() | st.sampled_from([1.0, 2.5, 4.0])),
        shares=shares,
        include=draw(FACTS),
        exclude=draw(FACTS),
    )


def price(requirements: Sequence[Requirement], forms: Forms) -> float:
    """What all that is missed costs."""
    together = [each for form in forms for each in form]
    return sum(
        requirement.price
        * (requirement.shortfall(together) if requirement.shared else sum(map(requirement.shortfall, forms)))
        for requirement in requirements
    )


def spread(forms: Forms) -> int:
    sums = [sum(map(difficulty, form)) for form in forms]
    return max(sums) - min(sums)


def unevenness(forms: Forms) -> int:
    cost = 0
    for form in forms:
        where = [paragraph(each) for each in form]
        for each in set(where):
            count = where.count(each)
            cost += sum(range(count - 1)) - (PARAGRAPH if each else 0)
    return cost


def chance(forms: Forms, seed: int) -> int:
    return sum(
        seeded_random(seed, "select", each.id, letter).randrange(CHANCES)
        for letter, form in zip(ascii_uppercase, forms, strict=False)
        for each in form
    )


def together(form: Sequence[Question], barred: dict[str, frozenset[str]]) -> bool:
    return all(
        one.fact.key != other.fact.key and other.id not in barred.get(one.id, ())
        for one, other in combinations(form, 2)
    )


def everything(pool: Sequence[Question], barred: dict[str, frozenset[str]], count: int) -> Iterator[Forms]:
    """Every choice that breaks no rule."""
    for places in product(range(count + 1), repeat=len(pool)):
        forms = tuple(
            tuple(each for each, place in zip(pool, places, strict=True) if place == form)
            for form in range(1, count + 1)
        )
        kinds = [sorted(each.kind for each in form) for form in forms]
        if all(kind == kinds[0] for kind in kinds) and all(together(form, barred) for form in forms):
            yield forms


@settings(max_examples=50)
@given(banks(7), blueprints(), st.integers(0, 99), st.integers(1, 2))
def test_no_choice_is_better(bank: list[Question], blueprint: Blueprint, seed: int, count: int) -> None:
    chosen = run(bank, blueprint, seed, count).forms
    pool, requirements = blueprint.pool(bank), blueprint.requirements()
    choices = list(everything(pool, enemies(bank), count))
    assert chosen in choices
    least = min(price(requirements, choice) for choice in choices)
    assert price(requirements, chosen) == pytest.approx(least, abs=1e-4)
    near = [choice for choice in choices if price(requirements, choice) <= least + 1e-5]
    assert chosen in near
    assert (spread(chosen), unevenness(chosen), chance(chosen, seed)) == min(
        (spread(each), unevenness(each), chance(each, seed)) for each in near
    )


@settings(max_examples=40)
@given(banks(7), blueprints())
def test_clashes_are_smallest_sets_that_nothing_meets(bank: list[Question], blueprint: Blueprint) -> None:
    result = run(bank, blueprint)
    pool, requirements = blueprint.pool(bank), blueprint.requirements()
    choices = list(everything(pool, enemies(bank), 1))
    assert bool(result.clashes) == bool(result.missed)
    assert bool(result.clashes) == (min(price(requirements, choice) for choice in choices) > 0)
    for clash in result.clashes:
        assert all(price(clash, choice) > 0 for choice in choices)
        for without in combinations(clash, len(clash) - 1):
            assert any(price(without, choice) == 0 for choice in choices)


@settings(max_examples=40)
@given(banks(8), blueprints(), st.integers(1, 3))
def test_excluded_facts_are_never_in_a_form_and_included_ones_do(
    bank: list[Question], blueprint: Blueprint, count: int
) -> None:
    forms = run(bank, blueprint, forms=count).forms
    ids = {each.fact.id for form in forms for each in form}
    excluded = {name.rpartition("/")[2] for name in blueprint.exclude}
    assert not ids & excluded
    reachable = {each.fact.id for each in blueprint.pool(bank)}
    # Two forms need two questions of a kind, so a lone question may be out of reach there.
    if count == 1:
        assert {name.rpartition("/")[2] for name in blueprint.include} & reachable <= ids


@settings(max_examples=40)
@given(st.permutations(range(12)))
def test_the_choice_does_not_depend_on_the_order_of_the_facts(order: list[int]) -> None:
    def ids(places: list[int]) -> list[str]:
        bank = [question(fact(place), "short-answer") for place in places]
        return [each.id for each in run(bank, Blueprint(counts={"short-answer": 5})).forms[0]]

    assert ids(order) == ids(list(range(12)))


def test_a_fact_is_asked_once_and_never_beside_its_enemy() -> None:
    bank = [
        question(fact(index, enemies=(f"f{index + 1}",)), kind)
        for index in range(10)
        for kind in ("multiple-choice", "short-answer")
    ]
    chosen = run(bank, Blueprint(counts={"multiple-choice": 3, "short-answer": 3})).forms[0]
    places = sorted(int(each.fact.id[1:]) for each in chosen)
    assert len(places) == 5
    assert all(after - before > 1 for before, after in pairwise(places))


def test_questions_are_spread_over_the_paragraphs() -> None:
    bank = [question(fact(index), "short-answer") for index in range(50)]
    chosen = run(bank, Blueprint(counts={"short-answer": 10}), seed=3).forms[0]
    paragraphs = [each.fact.evidence[0].paragraph for each in chosen]
    assert sorted(paragraphs.count(number) for number in range(1, 6)) == [2, 2, 2, 2, 2]


def test_an_unrelated_fact_rarely_changes_the_choice() -> None:
    """What is added takes the place of at most one question, and mostly of none."""
    bank = [question(fact(index), "multiple-choice") for index in range(60)]
    before = {each.id for each in run(bank, Blueprint(total=10, shares={"kinds": {"multiple-choice": 1.0}})).forms[0]}
    kept = []
    for index in range(60, 80):
        more = [*bank, question(fact(index), "multiple-choice")]
        after = run(more, Blueprint(total=10, shares={"kinds": {"multiple-choice": 1.0}})).forms[0]
        kept.append(len(before & {each.id for each in after}))
    assert min(kept) >= 9
    assert sum(kept) >= 190


def test_the_choice_is_the_same_under_any_hash_seed() -> None:
    """Where enemies abound, whose pairs are gathered in sets."""
    script = (
        "from banks import fact, question\n"
        "from quizgen.assembly.blueprint import Blueprint\n"
        "from quizgen.assembly.features import enemies\n"
        "from quizgen.assembly.solver import select\n"
        f"kinds = {KINDS}\n"
        "bank = [question(fact(n, enemies=(f'f{n * 7 % 40}', f'f{n * 3 % 40}')), kinds[n % 3]) for n in range(40)]\n"
        "plan = Blueprint(counts={'multiple-choice': 4, 'true-false': 4})\n"
        "found = select(plan.pool(bank), plan.requirements(), 1, conflicts=enemies(bank), forms=2, size=plan.size)\n"
        "print([[each.id for each in form] for form in found.forms])"
    )
    tests = Path(__file__).parents[1]
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{tests}:{tests.parent}"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
    assert printed.pop().count("true-false") == 8


def test_parallel_forms_are_disjoint_alike_and_equally_difficult() -> None:
    bank = [
        question(fact(index, difficulty=seeded_random(0, "level", str(index)).randint(1, 5)), KINDS[index % 3])
        for index in range(90)
    ]
    blueprint = Blueprint(total=12, shares={"kinds": dict(zip(KINDS, (0.5, 0.25, 0.25), strict=True))})
    result = run(bank, blueprint, forms=3)
    assert not result.clashes
    assert len({each.id for form in result.forms for each in form}) == 36
    assert [sorted(each.kind for each in form).count("true-false") for form in result.forms] == [3, 3, 3]
    assert len({mean_difficulty(form) for form in result.forms}) == 1


def test_a_program_on_which_the_solver_gives_up_at_first_is_solved() -> None:
    """HiGHS 1.15.1 ended this one with a "solve error", taken for "impossible": a question was left out in silence."""
    facts = [
        fact(0, paragraph=0, difficulty=1, tags=("a",)),
        fact(1, paragraph=2, difficulty=4),
        fact(2, paragraph=1, difficulty=3, enemies=("f3",)),
        fact(3, paragraph=1, difficulty=5, tags=("a",)),
        fact(4, paragraph=0, difficulty=1, tags=("b", "a"), enemies=("f0",)),
    ]
    asked: list[tuple[int, str]] = [
        (0, "true-false"),
        (1, "short-answer"),
        (2, "true-false"),
        (3, "short-answer"),
        (3, "multiple-choice"),
        (4, "true-false"),
        (4, "short-answer"),
    ]
    kinds = {"multiple-choice": 0.5, "true-false": 0.25, "short-answer": 0.25}
    blueprint = Blueprint(total=3, difficulty=2.5, shares={"kinds": kinds, "tags": {"a": 0.3}})
    result = run([question(facts[place], kind) for place, kind in asked], blueprint, seed=1161)
    assert [each.id for each in result.forms[0]] == [
        "t/f1/x/short-answer",
        "t/f3/x/multiple-choice",
        "t/f4/x/true-false",
    ]


def test_what_clashes_is_named_and_nothing_else() -> None:
    bank = [question(fact(index, tags=("a",) if index < 2 else ("b",)), "short-answer") for index in range(8)]
    blueprint = Blueprint(
        total=6, shares={"kinds": {"short-answer": 1.0}, "tags": {"a": 0.5, "b": 0.5}, "sections": {"": 1.0}}
    )
    result = run(bank, blueprint)
    assert [[requirement.label for requirement in clash] for clash in result.clashes] == [
        ["6 questions", "50% tagged b"],
        ["6 questions", "50% tagged a"],
    ]
    assert [each.fact.tags for each in result.forms[0]].count(("a",)) == 2
    assert len(result.forms[0]) == 6
