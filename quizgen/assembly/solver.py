"""Choosing the questions of a quiz: the best choice and, if not every requirement can be met, the conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.assembly.blueprint import Requirement
from quizgen.assembly.formulation import Conflicts, Formulation
from quizgen.model.question import Question


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions of each form (of one form if all have the same), sorted by id, and the requirements not met.

    ``missed`` are the requirements that are not met; each of ``clashes`` is a smallest set of requirements that cannot
    be met together.
    """

    forms: tuple[tuple[Question, ...], ...]
    missed: tuple[Requirement, ...] = ()
    clashes: tuple[tuple[Requirement, ...], ...] = ()

    def achievement(self, requirement: Requirement) -> str:
        """A description of what the forms have of the requirement, given once if all have the same."""
        return " and ".join(dict.fromkeys(requirement.achieved(form) for form in self.forms))


def select(
    pool: Sequence[Question],
    requirements: Sequence[Requirement],
    seed: int,
    *,
    conflicts: Conflicts,
    forms: int = 1,
    size: int = 0,
) -> Selection:
    """Chooses ``forms`` disjoint, parallel sets of questions that meet the requirements as closely as possible.

    A form has at most one question per fact, and no two questions in ``conflicts``. ``size`` is the number of questions
    that the requirements give a form, or 0 if they leave it open.
    """
    if not pool:
        missed = tuple(requirement for requirement in requirements if requirement.shortfall(()))
        return Selection(((),) * forms, missed, tuple((requirement,) for requirement in missed))
    problem = Formulation(pool, requirements, conflicts, forms, seed)
    ideal = problem.ideal(size)
    if ideal is not None:
        return Selection(ideal)
    clashes = tuple(_clashes(problem, requirements))
    best = problem.best(strict=not clashes)
    missed = tuple(requirement for requirement in requirements if requirement.missed_by(best))
    return Selection(best, missed, clashes)


def _clashes(problem: Formulation, requirements: Sequence[Requirement]) -> list[tuple[Requirement, ...]]:
    """Smallest sets of requirements that cannot be met together, until the rest can be.

    Each is found by a deletion filter (Chinneck 2008): a requirement without which the others still clash is dropped.
    """
    remaining = list(range(len(requirements)))
    clashes = []
    while not problem.is_feasible(remaining):
        core = list(remaining)
        # Prefer sets that include the size: without it, a form without questions would meet every share.
        for dropped in sorted(remaining, key=lambda index: (not requirements[index].shared, requirements[index].price)):
            without = [index for index in core if index != dropped]
            if not problem.is_feasible(without):
                core = without
        clashes.append(tuple(requirements[index] for index in core))
        # Give up the cheapest one, so that other clashes are found too.
        remaining.remove(min(core, key=lambda index: (requirements[index].price, index)))
    return clashes
