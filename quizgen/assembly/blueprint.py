"""The blueprint of a quiz: its requirements, as linear constraints on the questions of a form.

After van der Linden, Linear Models for Optimal Test Design (2005): a share of a form with ``n`` questions requires a
count of ``share · n``, rounded down or up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from quizgen.assembly.features import FEATURES, difficulty, is_named
from quizgen.errors import plural
from quizgen.model.question import Question

# The cost of missing a requirement by one question: a size outweighs all shares together, an included fact outweighs
# any size. A level of difficulty is a quarter of the way from 1 to 5.
INCLUDED, SIZE, SHARE, LEVEL = 10_000.0, 100.0, 1.0, 0.25
# A count may be less than one off its share; the least that any share in whole per cent leaves is a hundredth.
_ALMOST_ONE = 0.995


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement for every form: ``low`` ≤ the sum of its questions' ``weight`` less ``rate`` ≤ ``high``.

    ``field`` is its path below the recipe's ``quiz``; ``label`` describes it to a teacher; ``achieved`` describes what
    given questions have of it. Missing it by one costs ``price``. If it is ``shared``, the forms meet it together.
    """

    field: tuple[str | int, ...]
    label: str
    weight: Callable[[Question], float]
    low: float
    high: float
    price: float
    achieved: Callable[[Sequence[Question]], str]
    rate: float = 0.0
    shared: bool = False

    def shortfall(self, questions: Sequence[Question]) -> float:
        """The amount by which these questions miss it; 0 if they meet it."""
        amount = sum(map(self.weight, questions)) - self.rate * len(questions)
        off = max(self.low - amount, amount - self.high)
        return off if off > 1e-6 else 0.0

    def missed_by(self, forms: Sequence[Sequence[Question]]) -> float:
        """The amount by which all the forms miss it."""
        if self.shared:
            return self.shortfall([question for form in forms for question in form])
        return sum(map(self.shortfall, forms))


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The requirements for a form. Its size is given by one of ``counts``, ``total``, ``minutes`` and ``points``.

    ``seconds`` and ``points_each`` are those of a question of each kind; ``shares`` maps a feature (one of
    FEATURES) to the shares of its values, between 0 and 1; ``include`` and ``exclude`` are names of facts.
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
        """The kinds of question that are allowed."""
        amounts: Mapping[str, float] = self.shares.get("kinds", {}) or {str(kind): n for kind, n in self.counts.items()}
        return tuple(kind for kind, amount in amounts.items() if amount)

    @property
    def size(self) -> int:
        """The number of questions in a form, or 0 if it depends on minutes or points."""
        return self.total or sum(self.counts.values())

    def approximate_count(self, kind: str) -> int:
        """The approximate number of questions of ``kind`` in a form."""
        if self.counts:
            return self.counts.get(kind, 0)
        shares = self.shares["kinds"]
        seconds_each = sum(share * self.seconds[name] for name, share in shares.items()) if self.minutes else 0
        worth = sum(share * self.points_each[name] for name, share in shares.items()) if self.points else 0
        size = self.total or (60 * self.minutes / seconds_each if seconds_each else self.points / worth)
        return round(size * shares.get(kind, 0))

    def pool(self, questions: Sequence[Question]) -> list[Question]:
        """The questions that may be asked, sorted by id."""
        allowed = [
            question
            for question in questions
            if question.kind in self.kinds and not any(is_named(question.fact, id) for id in self.exclude)
        ]
        return sorted(allowed, key=lambda question: question.id)

    def minutes_of(self, questions: Sequence[Question]) -> float:
        """The minutes that a student needs for these questions."""
        return sum(self.seconds[question.kind] for question in questions) / 60

    def points_of(self, questions: Sequence[Question]) -> int:
        """The points for these questions."""
        return sum(map(self.worth, questions))

    def worth(self, question: Question) -> int:
        """The points for a question: its own, or those of its kind."""
        return question.points or self.points_each[question.kind]

    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements."""
        return (*self._size(), *self._shares(), *self._included_requirements())

    def _size(self) -> Iterator[Requirement]:
        for kind, count in self.counts.items():
            if count:
                is_of_kind = _is_of_kind(kind)
                yield Requirement(
                    field=("questions", kind),
                    label=f"{count} {kind}",
                    weight=is_of_kind,
                    low=count,
                    high=count,
                    price=SIZE,
                    achieved=_count(is_of_kind),
                )
        if self.total:
            yield Requirement(
                field=("questions",),
                label=plural(self.total, "question"),
                weight=lambda _: 1,
                low=self.total,
                high=self.total,
                price=SIZE,
                achieved=lambda questions: str(len(questions)),
            )
        if self.minutes:
            # The time is used up when not even the quickest question fits in any more.
            most, quickest = 60 * self.minutes, min(self.seconds[kind] for kind in self.seconds if kind in self.kinds)
            yield Requirement(
                field=("minutes",),
                label=f"{self.minutes} minutes",
                weight=lambda question: self.seconds[question.kind],
                low=max(0, most - quickest + 1),
                high=most,
                price=SIZE / quickest,
                achieved=lambda questions: f"{self.minutes_of(questions):g}",
            )
        if self.points:
            least = min(self.points_each[kind] for kind in self.points_each if kind in self.kinds)
            yield Requirement(
                field=("points",),
                label=f"{self.points} points",
                weight=self.worth,
                low=self.points,
                high=self.points,
                price=SIZE / least,
                achieved=lambda questions: str(self.points_of(questions)),
            )

    def _shares(self) -> Iterator[Requirement]:
        if self.difficulty is not None:
            mean = self.difficulty
            yield Requirement(
                field=("difficulty",),
                label=f"a mean difficulty of {mean:g}",
                weight=difficulty,
                low=-0.5,
                high=0.5,
                price=LEVEL,
                achieved=lambda questions: f"{mean_difficulty(questions):.2f}",
                rate=mean,
            )
        for feature, shares in self.shares.items():
            for value, share in shares.items():
                has_value = _has(feature, value)
                yield Requirement(
                    field=(feature, value),
                    label=f"{share:.0%} {_LABELS[feature].format(value)}",
                    weight=has_value,
                    low=-_ALMOST_ONE,
                    high=_ALMOST_ONE,
                    price=SHARE,
                    achieved=_count_in_all(has_value),
                    rate=share,
                )

    def _included_requirements(self) -> Iterator[Requirement]:
        for index, name in enumerate(self.include):
            is_about = _is_about(name)
            yield Requirement(
                field=("include", index),
                label=f"the fact {name}",
                weight=is_about,
                low=1,
                high=inf,
                price=INCLUDED,
                achieved=_any(is_about),
                shared=True,
            )


_LABELS = {
    "kinds": "{}",
    "levels": "of difficulty {}",
    "bloom": "{}",
    "tags": "tagged {}",
    "sections": "of section {}",
}


def mean_difficulty(questions: Sequence[Question]) -> float:
    """The mean difficulty of the questions; 0 if there are none."""
    return sum(map(difficulty, questions)) / len(questions) if questions else 0.0


def _is_of_kind(kind: str) -> Callable[[Question], float]:
    return lambda question: float(question.kind == kind)


def _has(feature: str, value: str) -> Callable[[Question], float]:
    return lambda question: float(FEATURES[feature](question, value))


def _is_about(name: str) -> Callable[[Question], float]:
    return lambda question: float(is_named(question.fact, name))


def _count(counts: Callable[[Question], float]) -> Callable[[Sequence[Question]], str]:
    return lambda questions: f"{sum(map(counts, questions)):.0f}"


def _count_in_all(counts: Callable[[Question], float]) -> Callable[[Sequence[Question]], str]:
    return lambda questions: f"{sum(map(counts, questions)):.0f} of {len(questions)}"


def _any(counts: Callable[[Question], float]) -> Callable[[Sequence[Question]], str]:
    def achieved(questions: Sequence[Question]) -> str:
        return "a question" if any(map(counts, questions)) else "no question"

    return achieved
