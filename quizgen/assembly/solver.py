"""Which questions a quiz asks: the best choice there is, and where not all can be met, what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.assembly.blueprint import Wish
from quizgen.assembly.formulation import Conflicts, Formulation
from quizgen.model.question import Question


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions of each form (of one form, where all ask the same), by id, and what could not be met.

    Each of ``clashes`` is a smallest set of wishes that no choice of these questions meets together.
    """

    forms: tuple[tuple[Question, ...], ...]
    clashes: tuple[tuple[Wish, ...], ...] = ()


def select(
    pool: Sequence[Question], wishes: Sequence[Wish], seed: int, *, conflicts: Conflicts, forms: int = 1, size: int = 0
) -> Selection:
    """Chooses ``forms`` sets of questions, disjoint and alike, that meet the wishes or come nearest to it.

    A fact is asked once in a form, and no question stands beside one of its ``conflicts``. ``size`` is how many
    questions the wishes give a form, or 0 where they leave it open.
    """
    if not pool:
        return Selection(((),) * forms, tuple((wish,) for wish in wishes if wish.missed(())))
    problem = Formulation(pool, wishes, conflicts, forms, seed)
    best = problem.ideal(size)
    if best is None and problem.feasible(range(len(wishes))):
        best = problem.best(strict=True)
    if best is not None:
        return Selection(best)
    return Selection(problem.best(strict=False), tuple(_clashes(problem, wishes)))


def _clashes(problem: Formulation, wishes: Sequence[Wish]) -> list[tuple[Wish, ...]]:
    """Smallest sets of wishes that cannot be met together, until what is left can be.

    A deletion filter (Chinneck 2008) finds each: a wish without which the others still clash takes no part in it.
    """
    left = list(range(len(wishes)))
    found = []
    while not problem.feasible(left):
        core = list(left)
        for wish in left:
            without = [each for each in core if each != wish]
            if not problem.feasible(without):
                core = without
        found.append(tuple(wishes[place] for place in core))
        # The one that costs least is given up, so that what else clashes is found too.
        left.remove(min(core, key=lambda place: (wishes[place].price, place)))
    return found
