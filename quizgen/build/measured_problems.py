"""Problems with facts that appear in learners' answers, which are kept beside the recipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.checks.measured_answers import CHECKS
from quizgen.errors import Problem
from quizgen.model.measured import Measured
from quizgen.reading.facts.collection import Loaded


def measured_problems(collections: Iterable[Loaded], measured: Measured) -> Iterator[Problem]:
    """The problems that the rules about answers find in the collections, except those that a comment silences."""
    for loaded in collections:
        for check in CHECKS:
            for finding in check(loaded.collection, measured):
                if not loaded.ignores(finding.fact, finding.rule):
                    details = (finding.field, finding.message, finding.hint, finding.kind, finding.level)
                    yield loaded.problem(finding.fact, *details)
