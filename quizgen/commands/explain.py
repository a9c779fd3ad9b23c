"""What every name in brackets asks for, what to do about such a problem, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.checks.catalogue import RULES
from quizgen.checks.rule import Rule
from quizgen.errors import ProblemKind, UsageError
from quizgen.errors.problem_kinds import PROBLEM_KINDS
from quizgen.reading.yaml.spellings import suggestion

_KINDS: Mapping[str, ProblemKind] = {**RULES, **PROBLEM_KINDS}


def explain(names: Sequence[str]) -> Iterator[str]:
    """What each of ``names`` (none given: of all) asks for; raises UsageError for a name that no problem has."""
    for name in names:
        if name not in _KINDS:
            raise UsageError(f"no problem is called {name!r}; {suggestion(name, list(_KINDS))}")
    for name in names or _KINDS:
        kind = _KINDS[name]
        yield f"{name} ({kind.level}): {kind.asks}"
        if names:
            yield f"  Remedy: {kind.remedy}"
            if isinstance(kind, Rule):
                yield f"  Silence it, with the reason:  # quizgen: ignore[{name}] …"
                if kind.source:
                    yield f"  Source: {kind.source}"
