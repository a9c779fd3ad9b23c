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

    ``missed`` are the wishes that they fall short of; each of ``clashes`` is a smallest set of wishes that no choice
    meets together.
    """

    forms: tuple[tuple[Question, ...], ...]
    missed: tuple[Wish, ...] = ()
    clashes: tuple[tuple[Wish, ...], ...] = ()

    def told(self, wish: Wish) -> str:
        """What the forms have of it, once where all have the same."""
        return " and ".join(dict.fromkeys(wish.told(form) for form in self.forms))


def select(
    pool: Sequence[Question], wishes: Sequence[Wish], seed: int, *, conflicts: Conflicts, forms: int = 1, size: int = 0
) -> Selection:
    """Chooses ``forms`` sets of questions, disjoint and alike, that meet the wishes or come nearest to it.

    A fact is asked once in a form, and no question stands beside one of its ``conflicts``. ``size`` is how many
    questions the wishes give a form, or 0 where they leave it open.
    """
    if not pool:
        missed = tuple(wish for wish in wishes if wish.missed(()))
        return Selection(((),) * forms, missed, tuple((wish,) for wish in missed))
    problem = Formulation(pool, wishes, conflicts, forms, seed)
    ideal = problem.ideal(size)
    if ideal is not None:
        return Selection(ideal)
    clashes = tuple(_clashes(problem, wishes))
    chosen = problem.best(strict=not clashes)
    return Selection(chosen, tuple(wish for wish in wishes if wish.missed_by(chosen)), clashes)


def _clashes(problem: Formulation, wishes: Sequence[Wish]) -> list[tuple[Wish, ...]]:
    """Smallest sets of wishes that cannot be met together, until what is left can be.

    A deletion filter (Chinneck 2008) finds each: a wish without which the others still clash takes no part in it.
    """
    left = list(range(len(wishes)))
    found = []
    while not problem.feasible(left):
        core = list(left)
        # Of several such sets, one that names the size says most: without it, to ask nothing would meet every share.
        for wish in sorted(left, key=lambda place: (not wishes[place].shared, wishes[place].price)):
            without = [each for each in core if each != wish]
            if not problem.feasible(without):
                core = without
        found.append(tuple(wishes[place] for place in core))
        # The one that costs least is given up, so that what else clashes is found too.
        left.remove(min(core, key=lambda place: (wishes[place].price, place)))
    return found
