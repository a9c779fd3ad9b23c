"""The blueprint of a quiz: what it shall have, as linear constraints over the questions of a form.

After van der Linden, Linear Models for Optimal Test Design (2005): a share of a form that has ``n`` questions binds
its count to ``share · n`` rounded down or up, whatever ``n`` turns out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from quizgen.assembly.features import FEATURES, difficulty, names
from quizgen.errors import plural
from quizgen.model.question import Question

# What it costs to miss a wish by one question: any size outweighs every share together, an included fact outweighs
# any size. A level of difficulty is a quarter of the way from 1 to 5.
INCLUDED, SIZE, SHARE, LEVEL = 10_000.0, 100.0, 1.0, 0.25
# A count may be less than one off its share; the least that any share in whole per cent leaves is a hundredth.
_ALMOST_ONE = 0.995


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that every form shall have: ``low`` ≤ the sum of its questions' ``weight`` less ``rate`` ≤ ``high``.

    ``field`` is its place below the recipe's ``quiz``, ``label`` how a teacher says it, ``told`` what a form has of
    it; missing it by one costs ``price``. Where it is ``shared``, the forms together shall have it.
    """

    field: tuple[str | int, ...]
    label: str
    weight: Callable[[Question], float]
    low: float
    high: float
    price: float
    told: Callable[[Sequence[Question]], str]
    rate: float = 0.0
    shared: bool = False

    def missed(self, questions: Sequence[Question]) -> float:
        """By how much these questions miss it; 0 where they do not."""
        amount = sum(map(self.weight, questions)) - self.rate * len(questions)
        off = max(self.low - amount, amount - self.high)
        return off if off > 1e-6 else 0.0

    def missed_by(self, forms: Sequence[Sequence[Question]]) -> float:
        """By how much all the forms miss it."""
        if self.shared:
            return self.missed([question for form in forms for question in form])
        return sum(map(self.missed, forms))


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a form shall have. Its size is one of ``counts``, ``total``, ``minutes`` and ``points``.

    ``seconds`` and ``points_each`` say what a question of a kind takes and gives; ``shares`` maps a feature (one of
    FEATURES) to its values' shares, between 0 and 1; ``include`` and ``exclude`` name facts.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    minutes: int = 0
    points: int = 0
    seconds: Mapping[str, int] = field(default_factory=dict)
    points_each: Mapping[str, int] = field(default_factory=dict)
    difficulty: float | None = None
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that may be asked."""
        wanted: Mapping[str, float] = self.shares.get("kinds", {}) or {str(kind): n for kind, n in self.counts.items()}
        return tuple(kind for kind, amount in wanted.items() if amount)

    @property
    def size(self) -> int:
        """How many questions a form has, or 0 where time or points decide."""
        return self.total or sum(self.counts.values())

    def about(self, kind: str) -> int:
        """How many questions of ``kind`` a form has, to within the rounding of shares, time and points."""
        if self.counts:
            return self.counts.get(kind, 0)
        shares = self.shares["kinds"]
        each = sum(share * self.seconds[name] for name, share in shares.items()) if self.minutes else 0
        worth = sum(share * self.points_each[name] for name, share in shares.items()) if self.points else 0
        size = self.total or (60 * self.minutes / each if each else self.points / worth)
        return round(size * shares.get(kind, 0))

    def pool(self, questions: Sequence[Question]) -> list[Question]:
        """The questions that may be asked, in an order that is always the same."""
        allowed = [
            question
            for question in questions
            if question.kind in self.kinds and not any(names(question.fact, each) for each in self.exclude)
        ]
        return sorted(allowed, key=lambda question: question.id)

    def minutes_of(self, questions: Sequence[Question]) -> float:
        """How long a student needs for these."""
        return sum(self.seconds[question.kind] for question in questions) / 60

    def points_of(self, questions: Sequence[Question]) -> int:
        """What these are worth."""
        return sum(self.points_each[question.kind] for question in questions)

    def wishes(self) -> tuple[Wish, ...]:
        """Everything that it asks for."""
        return (*self._size(), *self._shares(), *self._included())

    def _size(self) -> Iterator[Wish]:
        for kind, count in self.counts.items():
            if count:
                yield Wish(
                    ("questions", kind), f"{count} {kind}", _is(kind), count, count, SIZE, _counted(_is(kind), "")
                )
        if self.total:
            label = plural(self.total, "question")
            yield Wish(("questions",), label, lambda _: 1, self.total, self.total, SIZE, lambda given: str(len(given)))
        if self.minutes:
            # Full is a quiz into whose time not even the quickest question would still fit.
            most, quickest = 60 * self.minutes, min(self.seconds[kind] for kind in self.seconds if kind in self.kinds)
            yield Wish(
                ("minutes",),
                f"{self.minutes} minutes",
                lambda question: self.seconds[question.kind],
                max(0, most - quickest + 1),
                most,
                SIZE / quickest,
                lambda given: f"{self.minutes_of(given):g}",
            )
        if self.points:
            least = min(self.points_each[kind] for kind in self.points_each if kind in self.kinds)
            yield Wish(
                ("points",),
                f"{self.points} points",
                lambda question: self.points_each[question.kind],
                self.points,
                self.points,
                SIZE / least,
                lambda given: str(self.points_of(given)),
            )

    def _shares(self) -> Iterator[Wish]:
        if self.difficulty is not None:
            mean = self.difficulty
            yield Wish(
                ("difficulty",),
                f"a mean difficulty of {mean:g}",
                difficulty,
                -0.5,
                0.5,
                LEVEL,
                lambda given: f"{mean_difficulty(given):.2f}",
                rate=mean,
            )
        for feature, shares in self.shares.items():
            for value, share in shares.items():
                counts = _has(feature, value)
                yield Wish(
                    (feature, value),
                    f"{share:.0%} {_LABELS[feature].format(value)}",
                    counts,
                    -_ALMOST_ONE,
                    _ALMOST_ONE,
                    SHARE,
                    _counted(counts, "of"),
                    rate=share,
                )

    def _included(self) -> Iterator[Wish]:
        for place, name in enumerate(self.include):
            about = _about(name)
            yield Wish(("include", place), f"the fact {name}", about, 1, inf, INCLUDED, _whether(about), shared=True)


_LABELS = {
    "kinds": "{}",
    "levels": "of difficulty {}",
    "bloom": "{}",
    "tags": "tagged {}",
    "sections": "of section {}",
}


def mean_difficulty(questions: Sequence[Question]) -> float:
    """The mean of their levels; 0 where there are none."""
    return sum(map(difficulty, questions)) / len(questions) if questions else 0.0


def _is(kind: str) -> Callable[[Question], float]:
    return lambda question: float(question.kind == kind)


def _has(feature: str, value: str) -> Callable[[Question], float]:
    return lambda question: float(FEATURES[feature](question, value))


def _about(name: str) -> Callable[[Question], float]:
    return lambda question: float(names(question.fact, name))


def _counted(counts: Callable[[Question], float], of: str) -> Callable[[Sequence[Question]], str]:
    return lambda given: f"{sum(map(counts, given)):.0f}{f' {of} {len(given)}' if of else ''}"


def _whether(counts: Callable[[Question], float]) -> Callable[[Sequence[Question]], str]:
    return lambda given: "a question" if any(map(counts, given)) else "no question"
