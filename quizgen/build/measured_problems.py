"""Problems that the answers of people show: kept beside the recipes, they are held against the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.checks.measured_answers import CHECKS
from quizgen.errors import Problem
from quizgen.model.measured import Measured
from quizgen.reading.facts.collection import Loaded


def measured_problems(collections: Iterable[Loaded], measured: Measured) -> Iterator[Problem]:
    """What the rules over answers find in the collections, except what a comment silences."""
    for loaded in collections:
        for check in CHECKS:
            for finding in check(loaded.collection, measured):
                if not loaded.ignores(finding.fact, finding.rule):
                    details = (finding.field, finding.message, finding.hint, finding.kind, finding.level)
                    yield loaded.problem(finding.fact, *details)
