"""The blind audit: can the right option be recognised without knowing anything?

A solver sees only stems and options, and learns from some facts which outward features (`option_cues`) and which
habits (an option that is right or wrong elsewhere) go with being right. It is tried on the other facts. With fair
questions it does no better than chance.

The solver is a conditional logistic regression (McFadden 1974) with a ridge penalty: the options of a question compete.
It is tried in five folds by fact. While it learns, options that are right only in facts it is tried on later are left
out: in a closed pool each of them would be seen as a wrong option only, which hides cues. The standard error counts
facts, not questions, for questions of one fact stand or fall together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.assembly.option_cues import option_cues
from quizgen.model.choice import Choice
from quizgen.model.identity import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

FOLDS = 5
RIDGE = 3.0
STEPS = 8  # of Newton's method, which needs five or six
SMALLEST_STEP = 1e-4
FEWEST_RIGHT = 3  # other facts in which an option is right, for that to be a habit; of fewer it is elimination
MOST_WRONG = 2  # other facts in which an option is wrong that are told apart
SCATTER = 1.2  # how much more scores differ than their standard errors say, for each fact is learned from four times
WIDEST_ERROR = 0.15  # two standard errors as a share of the questions; with more, a bad quiz looks like a good one
FEWEST_FACTS = 20  # from which anything can be learned
CLEAREST_CUES, CLEAR_CUE = 3, 2.5  # cues that are reported, and how many standard errors they are over chance
EXAMPLES = 3  # facts that are named with a cue

_WRONG, _RIGHT, _ODDS = "is often a wrong option elsewhere", "is right elsewhere too", "is right more often than wrong"
_WHOLE, _PARTS = " 0", (" 1", " 2")  # how habits of whole options are marked, and those of their endings and beginnings


@dataclass(frozen=True, slots=True)
class Cue:
    """A feature that gives right options away: of ``seen`` questions where one has it, it was right in ``right``.

    By chance that would be ``chance`` questions; ``facts`` are some of those whose questions show it.
    """

    phrase: str
    right: float
    chance: float
    seen: int
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
    def fair(self) -> bool:
        """Whether the solver is at most two standard errors above chance."""
        return self.right <= self.chance + 2 * self.error

    @property
    def decides(self) -> bool:
        """Whether there are facts enough to tell a fair quiz from another."""
        return self.facts >= FEWEST_FACTS and 2 * self.error <= WIDEST_ERROR * self.items


def audit(items: Iterable[tuple[str, Choice]], role: str = "") -> Audit:
    """Audits ``items``, each with the id of its fact; the solver is never tested on a fact that it learned from."""
    given = [_Item(fact, choice, digest("audit", fact) % FOLDS) for fact, choice in items if len(choice.options) > 1]
    if not given:
        return Audit(0, 0.0, 0.0, 0.0, role=role)
    credits = [0.0] * len(given)
    for fold in range(FOLDS):
        tried = [index for index, item in enumerate(given) if item.fold == fold]
        if tried and len(tried) < len(given):
            _try_fold(given, fold, tried, credits)
        else:  # there is no other fact to learn from
            for place in tried:
                credits[place] = 1 / len(given[place].choice.options)
    by_fact: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(given):
        by_fact[item.fact].append(index)
    shares = [1 / len(item.choice.options) for item in given]
    plain = sum(share * (1 - share) for share in shares)
    together = sum(sum(math.sqrt(shares[p] * (1 - shares[p])) for p in places) ** 2 for places in by_fact.values())
    clustered = sum(sum(credits[p] - shares[p] for p in places) ** 2 for places in by_fact.values())
    # Chance with all questions of a fact as one is the most that the error can be; what is observed is noisy.
    error = SCATTER * max(math.sqrt(plain), min(math.sqrt(together), 2 * math.sqrt(clustered)))
    result = Audit(len(given), sum(credits), sum(shares), error, len(by_fact), role)
    if result.fair:
        return result
    cues = tuple(_clearest_cues(given, by_fact))
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

    @property
    def key(self) -> str:
        return self.choice.options[self.choice.key]


def _try_fold(given: Sequence[_Item], fold: int, tried: Sequence[int], credits: list[float]) -> None:
    """Learn from the facts outside ``fold``, and put what the solver gets for the questions inside into ``credits``."""
    learned = [item for item in given if item.fold != fold]
    known = {item.key for item in learned}
    masked = {given[place].key for place in tried} - known
    habits = _Habits(learned)
    names: dict[str, int] = {}
    kept = []  # each question with the places of the options that are not masked
    for item in learned:
        places = [index for index, option in enumerate(item.choice.options) if option not in masked]
        if len(places) > 1:
            kept.append((item, places))
    rows, sizes, keys = [], [], []
    for item, places in kept:
        cues = habits.cues(item)
        rows += [cues[place] for place in places]
        keys.append(len(rows) - len(places) + places.index(item.choice.key))
        sizes.append(len(places))
    # Questions of one fact repeat much of one another, so that each counts for less the more there are.
    times = Counter(item.fact for item, _ in kept)
    counts = [1 / math.sqrt(times[item.fact]) for item, _ in kept]
    weights = _fit(_matrix(rows, names), keys, sizes, counts) if kept else None
    tests = [habits.cues(given[place]) for place in tried]
    scores = _scores([cue for cues in tests for cue in cues], names, weights)
    start = 0
    for place, cues in zip(tried, tests, strict=True):
        own = scores[start : start + len(cues)]
        start += len(cues)
        best = [number for number, score in enumerate(own) if score >= max(own) - 1e-9]
        key = given[place].choice.key
        credits[place] = 1 / len(best) if key in best else 0.0


class _Habits:
    """How often options, and what they begin and end with, are right and wrong in the facts that are learned from."""

    def __init__(self, learned: Sequence[_Item]) -> None:
        self.right: dict[str, set[str]] = defaultdict(set)
        self.wrong: dict[str, set[str]] = defaultdict(set)
        for item in learned:
            for index, option in enumerate(item.choice.options):
                uses = self.right if index == item.choice.key else self.wrong
                for name in _habit_names(option):
                    uses[name].add(item.fact)

    def cues(self, item: _Item) -> list[Mapping[str, float]]:
        """The cues of each option, with those of its habits in other facts than its own."""
        found: list[Mapping[str, float]] = []
        for option, cues in zip(item.choice.options, option_cues(item.choice), strict=True):
            own = dict(cues)
            for kind, name in enumerate(_habit_names(option)):
                right = self._others(self.right, name, item.fact)
                wrong = self._others(self.wrong, name, item.fact)
                if right >= FEWEST_RIGHT:
                    own[f"{_RIGHT} {kind}"] = 1.0
                    own[f"{_ODDS} {kind}"] = max(0.0, math.log((right + 0.5) / (wrong + 0.5)))
                # A wrong option is right in a fact of its own, which its count lacks. Where a small pool is used again
                # and again that alone would tell it, so that no count is higher than this.
                own[f"{_WRONG} {kind}"] = min(wrong, MOST_WRONG) / MOST_WRONG
            found.append(own)
        return found

    def _others(self, uses: Mapping[str, set[str]], name: str, fact: str) -> int:
        facts = uses.get(name, set())
        return len(facts) - (fact in facts)


def _habit_names(option: str) -> tuple[str, str, str]:
    return (option, f"…{option[-3:]}", f"{option[:4]}…")


def _matrix(rows: Sequence[Mapping[str, float]], names: dict[str, int]) -> Matrix:
    """The cues of options as numbers, a row for each; ``names`` gets the column of each cue."""
    import numpy as np

    for row in rows:
        for name in row:
            names.setdefault(name, len(names))
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, names[name]] = value
    return matrix


def _fit(matrix: Matrix, keys: Sequence[int], sizes: Sequence[int], counts: Sequence[float]) -> Matrix:
    """The weights of the columns that make the rows ``keys`` likeliest among those of their questions.

    A question has as many rows as its place in ``sizes`` says, and counts as often as that in ``counts``.
    """
    import numpy as np

    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    question = np.repeat(np.arange(len(sizes)), sizes)
    often = np.asarray(counts)
    weights = np.zeros(matrix.shape[1])
    right = often @ matrix[np.asarray(keys)]
    for _ in range(STEPS):
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, starts)[question]
        shares = np.exp(scores)
        shares /= np.add.reduceat(shares, starts)[question]
        means = np.add.reduceat(matrix * shares[:, None], starts, axis=0)
        gradient = right - often @ means - RIDGE * weights
        curvature = matrix.T @ (matrix * (shares * often[question])[:, None]) - means.T @ (means * often[:, None])
        curvature[np.diag_indices_from(curvature)] += RIDGE
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return weights


def _scores(rows: Sequence[Mapping[str, float]], names: Mapping[str, int], weights: Matrix | None) -> list[float]:
    """The sum of the weights of each row's cues; being right elsewhere never counts against an option."""
    if weights is None:
        return [0.0] * len(rows)
    known = {
        name: max(0.0, float(weights[column])) if name.startswith((_RIGHT, _ODDS)) else float(weights[column])
        for name, column in names.items()
    }
    return [sum(known.get(name, 0.0) * value for name, value in row.items()) for row in rows]


def _clearest_cues(given: Sequence[_Item], by_fact: Mapping[str, Sequence[int]]) -> Iterator[Cue]:
    """The cues that go with being right most clearly, with the facts that show them; of two alike only one."""
    excess: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0])
    shown: dict[str, list[str]] = defaultdict(list)
    habits = _Habits(given)
    for item in given:
        cues = [_phrases(cue) for cue in habits.cues(item)]
        for name, count in Counter(name for phrases in cues for name in phrases).items():
            if count < len(cues):
                is_right = name in cues[item.choice.key]
                chance = count / len(cues)
                excess[name][item.fact] += is_right - chance
                counts[name][0] += is_right
                counts[name][1] += chance
                counts[name][2] += 1
                if is_right and item.fact not in shown[name]:
                    shown[name].append(item.fact)
    strengths = {
        name: sum(own.values()) / math.sqrt(sum(value**2 for value in own.values()) or 1.0)
        for name, own in excess.items()
    }
    reported: list[set[str]] = []
    for name in sorted(strengths, key=lambda name: (-strengths[name], name)):
        right, chance, seen = counts[name]
        if strengths[name] < CLEAR_CUE or len(reported) == CLEAREST_CUES:
            return
        facts = set(shown[name])
        if any(len(facts & other) > 0.8 * min(len(facts), len(other)) for other in reported):
            continue
        reported.append(facts)
        yield Cue(name, right, chance, int(seen), tuple(shown[name][:EXAMPLES]))


def _phrases(cues: Mapping[str, float]) -> set[str]:
    """Those of ``cues`` that an option has or has not, in words; of the habits only those of the whole option."""
    return {name.removesuffix(_WHOLE) for name, value in cues.items() if value == 1.0 and name[-2:] not in _PARTS} - {
        name for name in cues if ", gap" in name
    }
