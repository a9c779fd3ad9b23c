"""The blind audit: can the right option be recognised without knowing anything?

A solver sees only stems and options, and learns from some facts which outward features (`option_cues`) and which
habits (an option that is right or wrong elsewhere) go with being right. It is tried on the other facts. With fair
questions it does no better than chance.

The solver is a conditional logistic regression (McFadden 1974) with a ridge penalty: the options of a question compete.
It is tried in five folds by fact. While it learns, options that are right only in facts it is tried on later are left
out: in a closed pool each of them would be seen as a wrong option only, which hides cues. The standard error counts
facts, not questions, because questions of one fact are right or wrong together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.assembly.option_cues import option_cues
from quizgen.model.choice import Choice
from quizgen.model.identity import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Numbers = NDArray[np.int_]

FOLDS = 5
RIDGE = 3.0
STEPS = 8  # of Newton's method, which needs five or six
SMALLEST_STEP = 1e-4
FEWEST_RIGHT = 3  # other facts in which an option is right, for that to be a habit; of fewer it is elimination
MOST_WRONG = 2  # other facts in which an option is wrong; more of them count as this many
SCATTER = 1.2  # how much more scores differ than their standard errors say, because each fact is in four training sets
WIDEST_ERROR = 0.15  # two standard errors as a share of the questions; with more, a bad quiz looks like a good one
FEWEST_FACTS = 20  # from which anything can be learned
CLEAREST_CUES, CLEAR_CUE = 3, 2.5  # cues that are reported, and how many standard errors they are over chance
EXAMPLES = 3  # facts that are named with a cue

_WRONG, _RIGHT, _ODDS = "is often a wrong option elsewhere", "is right elsewhere too", "is right more often than wrong"
_HABITS = (_RIGHT, _ODDS, _WRONG)
_WHOLE, _PARTS = " 0", (" 1", " 2")  # end the names of habits of whole options, and of their endings and beginnings


@dataclass(frozen=True, slots=True)
class Cue:
    """A feature that gives right options away: of ``questions`` where one has it, it was right in ``right``.

    By chance that would be ``chance`` questions; ``facts`` are some of those whose questions show it.
    """

    phrase: str
    right: float
    chance: float
    questions: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of a solver that knows nothing: it got ``right`` of ``items``; guessing gives ``chance``.

    ``error`` is the standard error of guessing. All four are numbers of items, about ``facts`` facts. ``role`` is what
    the questions ask for, "" for all of a quiz together.
    """

    items: int
    right: float
    chance: float
    error: float
    facts: int = 0
    role: str = ""
    cues: tuple[Cue, ...] = ()

    @property
    def is_fair(self) -> bool:
        """Whether the solver is at most two standard errors above chance."""
        return self.right <= self.chance + 2 * self.error

    @property
    def is_conclusive(self) -> bool:
        """Whether there are facts enough to tell a fair quiz from another."""
        return self.facts >= FEWEST_FACTS and 2 * self.error <= WIDEST_ERROR * self.items


def audit(items: Iterable[tuple[str, Choice]], role: str = "") -> Audit:
    """Audits ``items``, each with the id of its fact; the solver is never tested on a fact that it learned from."""
    usable = [_Item(fact, choice, digest("audit", fact) % FOLDS) for fact, choice in items if len(choice.options) > 1]
    if not usable:
        return Audit(0, 0.0, 0.0, 0.0, role=role)
    rows = _Rows(usable)
    credits = 1 / rows.sizes  # where there is no other fact to learn from
    folds = {item.fold for item in usable}
    if len(folds) > 1:
        for fold in folds:
            credits[rows.fold == fold] = _credits(rows, fold)
    by_fact: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(usable):
        by_fact[item.fact].append(index)
    shares = [1 / len(item.choice.options) for item in usable]
    plain = sum(share * (1 - share) for share in shares)
    together = sum(sum(math.sqrt(shares[i] * (1 - shares[i])) for i in indices) ** 2 for indices in by_fact.values())
    clustered = sum(float(sum(credits[i] - shares[i] for i in indices)) ** 2 for indices in by_fact.values())
    # Chance with all questions of a fact as one is the most that the error can be; what is observed is noisy.
    error = SCATTER * max(math.sqrt(plain), min(math.sqrt(together), 2 * math.sqrt(clustered)))
    result = Audit(len(usable), float(sum(credits)), sum(shares), error, len(by_fact), role)
    if result.is_fair:
        return result
    cues = tuple(_clearest_cues(usable, rows))
    return Audit(result.items, result.right, result.chance, result.error, result.facts, role, cues)


def audit_by_role(items: Sequence[tuple[str, str, Choice]]) -> Iterator[Audit]:
    """The audit of all ``items``, each with its fact and its role, then that of each role if there are several."""
    roles: dict[str, list[tuple[str, Choice]]] = defaultdict(list)
    for fact, role, choice in items:
        roles[role].append((fact, choice))
    yield audit((fact, choice) for fact, _, choice in items)
    if len(roles) > 1:
        yield from (audit(own, role) for role, own in sorted(roles.items()))


@dataclass(frozen=True, slots=True)
class _Item:
    fact: str
    choice: Choice
    fold: int


class _Rows:
    """The options of all items, a row for each: outward features, and habits in the facts that are learned from.

    Habits are how often the option, what it ends with and what it begins with are right and wrong in other facts.
    """

    def __init__(self, items: Sequence[_Item]) -> None:
        import numpy as np

        self.sizes = np.array([len(item.choice.options) for item in items])
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.item = np.repeat(np.arange(len(items)), self.sizes)
        self.is_key = np.arange(len(self.item)) == (self.starts + [item.choice.key for item in items])[self.item]
        facts = _numbers_of(item.fact for item in items)
        self.fact = np.array([facts[item.fact] for item in items])
        self.fold = np.array([item.fold for item in items])
        names = [_habit_names(option) for item in items for option in item.choice.options]
        numbers = _numbers_of(name for row in names for name in row)
        self.habits = np.array([[numbers[name] for name in row] for row in names])
        self.option = self.habits[:, 0]
        # Each name with each fact in which it is right or, in the other of the two, wrong.
        self._in_fact = self.habits * len(facts) + self.fact[self.item][:, None]
        self._uses = [np.unique(self._in_fact[rows]) for rows in (self.is_key, ~self.is_key)]
        self._fold_of_fact = np.zeros(len(facts), dtype=int)
        self._fold_of_fact[self.fact] = self.fold
        outward = [cues for item in items for cues in option_cues(item.choice)]
        columns = _numbers_of(name for cues in outward for name in cues)
        self._outward = np.zeros((len(outward), len(columns)))
        for number, cues in enumerate(outward):
            for name, value in cues.items():
                self._outward[number, columns[name]] = value
        self.names = [*columns, *(f"{habit} {kind}" for habit in _HABITS for kind in range(3))]
        self.is_for_right = np.array([name.startswith((_RIGHT, _ODDS)) for name in self.names])

    def cues(self, fold: int | None = None) -> Matrix:
        """The cues of each option, with its habits in other facts than its own, and none of ``fold``."""
        import numpy as np

        right, wrong = (self._others(uses, fold) for uses in self._uses)
        often = right >= FEWEST_RIGHT
        odds = np.maximum(0.0, np.log((right + 0.5) / (wrong + 0.5)))
        # A wrong option is right in a fact of its own, which its count lacks. Where a small pool is used again
        # and again that alone would tell it, so that no count is higher than this.
        avoided = np.minimum(wrong, MOST_WRONG) / MOST_WRONG
        return np.hstack((self._outward, often, np.where(often, odds, 0.0), avoided))

    def _others(self, uses: Numbers, fold: int | None) -> Numbers:
        """In how many facts that are learned from, except its own, each name of each row is in ``uses``."""
        import numpy as np

        names, facts = np.divmod(uses, len(self._fold_of_fact))
        learned = np.ones(len(facts), dtype=bool) if fold is None else self._fold_of_fact[facts] != fold
        counts: Numbers = np.bincount(names[learned], minlength=self.habits.max() + 1)[self.habits]
        return counts - np.isin(self._in_fact, uses[learned])


def _numbers_of(names: Iterable[str]) -> dict[str, int]:
    """Each of ``names`` with its number."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _habit_names(option: str) -> tuple[str, str, str]:
    return (option, f"…{option[-3:]}", f"{option[:4]}…")


def _credits(rows: _Rows, fold: int) -> Matrix:
    """What the solver gets for each question in ``fold``, when it learns from the facts outside."""
    import numpy as np

    cues, tried = rows.cues(fold), (rows.fold == fold)[rows.item]
    masked = np.setdiff1d(rows.option[rows.is_key & tried], rows.option[rows.is_key & ~tried])
    usable = ~tried & ~np.isin(rows.option, masked)
    option_counts = np.bincount(rows.item[usable], minlength=len(rows.sizes))
    usable &= (option_counts > 1)[rows.item]
    weights = np.zeros(cues.shape[1])
    if usable.any():
        items = np.flatnonzero(option_counts > 1)
        facts = rows.fact[items]
        # Questions of one fact repeat much of one another, so that each counts for less the more there are.
        counts = 1 / np.sqrt(np.bincount(facts)[facts])
        used = cues[usable].any(axis=0)
        weights[used] = _fit(
            cues[np.ix_(usable, used)], np.flatnonzero(rows.is_key[usable]), option_counts[items], counts
        )
    # Being right elsewhere never counts against an option.
    weights[rows.is_for_right] = np.maximum(0.0, weights[rows.is_for_right])
    scores = cues @ weights
    best = scores >= np.maximum.reduceat(scores, rows.starts)[rows.item] - 1e-9
    best_of_item = np.add.reduceat(best.astype(int), rows.starts)
    credits: Matrix = (best[rows.is_key] / best_of_item)[rows.fold == fold]
    return credits


def _fit(matrix: Matrix, keys: Numbers, sizes: Numbers, multiplicities: Matrix) -> Matrix:
    """The weights of the columns that make the rows ``keys`` likeliest among those of their questions.

    ``sizes`` are the numbers of rows of the questions, ``multiplicities`` how many questions each counts as.
    """
    import numpy as np

    starts = np.cumsum(sizes) - sizes
    question = np.repeat(np.arange(len(sizes)), sizes)
    weights = np.zeros(matrix.shape[1])
    right = multiplicities @ matrix[keys]
    for _ in range(STEPS):
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, starts)[question]
        shares = np.exp(scores)
        shares /= np.add.reduceat(shares, starts)[question]
        means = np.add.reduceat(matrix * shares[:, None], starts, axis=0)
        gradient = right - multiplicities @ means - RIDGE * weights
        within = matrix.T @ (matrix * (shares * multiplicities[question])[:, None])
        curvature = within - means.T @ (means * multiplicities[:, None])
        curvature[np.diag_indices_from(curvature)] += RIDGE
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return weights


def _clearest_cues(items: Sequence[_Item], rows: _Rows) -> Iterator[Cue]:
    """The cues that go with being right most clearly, with the facts that show them; of two alike only one."""
    excess: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0])
    examples: dict[str, list[str]] = defaultdict(list)
    phrases = _phrases(rows)
    for item in items:
        cues = [next(phrases) for _ in item.choice.options]
        for name, count in Counter(name for own in cues for name in own).items():
            if count < len(cues):
                is_right = name in cues[item.choice.key]
                chance = count / len(cues)
                excess[name][item.fact] += is_right - chance
                counts[name][0] += is_right
                counts[name][1] += chance
                counts[name][2] += 1
                if is_right and item.fact not in examples[name]:
                    examples[name].append(item.fact)
    strengths = {
        name: sum(own.values()) / math.sqrt(sum(value**2 for value in own.values()) or 1.0)
        for name, own in excess.items()
    }
    reported: list[set[str]] = []
    for name in sorted(strengths, key=lambda name: (-strengths[name], name)):
        right, chance, questions = counts[name]
        if strengths[name] < CLEAR_CUE or len(reported) == CLEAREST_CUES:
            return
        facts = set(examples[name])
        if any(len(facts & other) > 0.8 * min(len(facts), len(other)) for other in reported):
            continue
        reported.append(facts)
        yield Cue(name, right, chance, int(questions), tuple(examples[name][:EXAMPLES]))


def _phrases(rows: _Rows) -> Iterator[set[str]]:
    """The cues that each option has or has not, in words; of the habits only those of the whole option."""
    phrases = {
        column: name.removesuffix(_WHOLE)
        for column, name in enumerate(rows.names)
        if name[-2:] not in _PARTS and ", gap" not in name
    }
    for cues in rows.cues():
        yield {phrase for column, phrase in phrases.items() if cues[column] == 1.0}
