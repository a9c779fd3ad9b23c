"""How a rule is declared: its id, level, remedy and source, once, above its function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Generic, ParamSpec, TypeVar

from quizgen.checks.finding import Field, Finding
from quizgen.errors import Level, ProblemKind

HALADYNA = "Haladyna, Downing & Rodriguez (2002), doi 10.1207/S15324818AME1503_5"
NBME = "Paniagua & Swygert (2016), Constructing written test questions, NBME"
WOZNIAK = "Wozniak (1999), Effective learning: twenty rules of formulating knowledge"
TARRANT = "Tarrant et al. (2006), doi 10.1016/j.nepr.2006.07.002"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(ProblemKind):
    """A rule that `quizgen check` applies: a kind of problem that a comment can silence, and who asks for it."""

    _: KW_ONLY
    source: str = ""

    def finding(self, fact: str, field: Field, message: str, hint: str = "") -> Finding:
        """What was found against this rule; ``hint`` is a better remedy, where this case has one."""
        return Finding(fact, field, self, self.level, message, hint or self.remedy)


@dataclass(frozen=True, slots=True)
class RuleCheck(Rule, Generic[P, T]):
    """A rule together with the function that looks for what breaks it; it is called as that function."""

    check: Callable[P, T]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function finds."""
        return self.check(*args, **kwargs)


def rule(id: str, level: Level, *, remedy: str, source: str = "") -> Callable[[Callable[P, T]], RuleCheck[P, T]]:
    """Declare the decorated function as a rule; the first line of its docstring is what the rule asks for."""

    def declare(check: Callable[P, T]) -> RuleCheck[P, T]:
        asks = (check.__doc__ or "").strip().partition("\n")[0]
        return RuleCheck(id, level, asks, remedy=remedy, source=source, check=check)

    return declare
