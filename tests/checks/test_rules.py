"""Each rule is declared once, with all that its users are shown of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from quizgen import checks
from quizgen.checks.catalogue import RULES
from quizgen.checks.finding import Finding
from quizgen.checks.rule import Rule, rule


def declared() -> Iterator[Rule]:
    """Every rule of any module of the package, whether a build looks for it or not."""
    for module in pkgutil.walk_packages(checks.__path__, "quizgen.checks."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                yield value


def test_every_declared_rule_is_looked_for_and_listed_under_its_own_id() -> None:
    by_identity = {id(each): each for each in declared()}
    assert {id(rule) for rule in RULES.values()} == by_identity.keys()
    assert sorted(each.id for each in by_identity.values()) == sorted(RULES)


@pytest.mark.parametrize("each", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_asks_for_and_what_to_do(each: Rule) -> None:
    assert each.asks.endswith(".")
    assert each.asks[0].isupper()
    assert each.remedy


def test_a_finding_has_the_level_and_remedy_of_its_rule() -> None:
    @rule("no-rain", "warning", remedy="wait for it")
    def no_rain(days: int) -> Iterator[Finding]:
        """It rains.

        Not a part of what is asked for.
        """
        yield no_rain.finding("f", ("statement",), f"{days} days without rain")
        yield no_rain.finding("f", ("statement",), "and no cloud", "move")

    assert no_rain.asks == "It rains."
    assert [*no_rain(3)] == [
        Finding("f", ("statement",), no_rain, "warning", "3 days without rain", "wait for it"),
        Finding("f", ("statement",), no_rain, "warning", "and no cloud", "move"),
    ]
