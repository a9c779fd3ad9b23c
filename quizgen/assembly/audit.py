"""The blind audit: can the right option be recognised without knowing anything?

A solver sees only stems and options, and learns which of their superficial features (position, length, rank among
numbers, roundness, words shared with the stem or with other options) indicate the right one. It is tested on
facts that it did not learn from. With a fair quiz it does no better than chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizgen.checks.wording import content_stems, quantity
from quizgen.model.choice import Choice
from quizgen.model.identity import digest

FOLDS = 5

Features = frozenset[str]


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of a solver that knows nothing: it got ``right`` of ``items``; guessing gives ``chance``.

    ``error`` is the standard error of guessing. All four are numbers of items.
    """

    items: int
    right: float
    chance: float
    error: float

    @property
    def fair(self) -> bool:
        """Whether the solver is at most two standard errors above chance."""
        return self.right <= self.chance + 2 * self.error


def audit(items: Iterable[tuple[str, Choice]]) -> Audit:
    """Audits ``items``, each with the id of its fact; the solver is never tested on a fact that it learned from."""
    given = list(items)
    facts = len({fact for fact, _ in given}) or 1
    seen = [(digest("audit", fact) % FOLDS, item, _features(item)) for fact, item in given]
    right = 0.0
    for fold in range(FOLDS):
        weights = _learn([(item, features) for place, item, features in seen if place != fold])
        for place, item, features in seen:
            if place == fold:
                right += _credit(item, features, weights)
    shares = [1 / len(item.options) for _, item, _ in seen]
    variance = sum(share * (1 - share) for share in shares)
    # Items of one fact are not independent, so the error grows with their number.
    return Audit(len(seen), right, sum(shares), math.sqrt(variance * max(1.0, len(seen) / facts)))


def _features(item: Choice) -> list[Features]:
    """The superficial features of each option."""
    lengths = [len(option) for option in item.options]
    stems = [content_stems(option) for option in item.options]
    counts = Counter(each for option in stems for each in option)
    shared = [sum(counts[each] - 1 for each in option) for option in stems]
    asked = content_stems(item.stem)
    echoes = [len({each for each in option & asked if counts[each] == 1}) for option in stems]
    found = [quantity(option) for option in item.options]
    numbers = [each[0] for each in found if each is not None] if None not in found else []
    rows = []
    for place, _ in enumerate(item.options):
        marks = {f"place {place}"}
        marks |= (
            _extreme("length", lengths, place) | _extreme("shared", shared, place) | _extreme("echo", echoes, place)
        )
        if numbers:
            marks.add(f"rank {sorted(numbers).index(numbers[place])}")
            marks |= _extreme("zeros", [len(str(int(n))) - len(str(int(n)).rstrip("0")) for n in numbers], place)
        rows.append(frozenset(marks))
    return rows


def _extreme(name: str, values: Sequence[int], place: int) -> set[str]:
    """The features for a value that is the only highest or lowest."""
    marks = set()
    if values[place] == max(values) and values.count(max(values)) == 1:
        marks.add(f"most {name}")
    if values[place] == min(values) and values.count(min(values)) == 1:
        marks.add(f"least {name}")
    return marks


def _learn(seen: Sequence[tuple[Choice, list[Features]]]) -> dict[str, float]:
    """The weight of each feature: the logarithm of its odds, with one added to each count."""
    keys: Counter[str] = Counter()
    others: Counter[str] = Counter()
    key_total = other_total = 0
    for item, rows in seen:
        for place, row in enumerate(rows):
            if place == item.key:
                keys.update(row)
                key_total += 1
            else:
                others.update(row)
                other_total += 1
    return {
        mark: math.log((keys[mark] + 1) / (key_total + 2)) - math.log((others[mark] + 1) / (other_total + 2))
        for mark in keys | others
    }


def _credit(item: Choice, rows: Sequence[Features], weights: dict[str, float]) -> float:
    """1 if the right option is chosen, or a fraction of 1 if several are equally likely."""
    scores = [round(sum(weights.get(mark, 0.0) for mark in row), 9) for row in rows]
    best = [place for place, score in enumerate(scores) if score == max(scores)]
    return 1 / len(best) if item.key in best else 0.0
