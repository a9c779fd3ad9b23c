"""What rules ask for, what to do about what they find, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.checks.catalogue import RULES
from quizgen.errors import UsageError
from quizgen.reading.yaml.validation import guess


def explain(rules: Sequence[str]) -> Iterator[str]:
    """What each of ``rules`` (none given: of all) asks for; raises UsageError for one that is not there."""
    for id in rules:
        if id not in RULES:
            raise UsageError(f"there is no rule {id!r}; {guess(id, list(RULES))}")
    for id in rules or RULES:
        rule = RULES[id]
        yield f"{id} ({rule.level}): {rule.asks}"
        if rules:
            yield f"  Remedy: {rule.remedy}"
            yield f"  Silence it, with the reason:  # quizgen: ignore[{id}] …"
            if rule.source:
                yield f"  Source: {rule.source}"
