"""Whether made numbers can be guessed: what a solver that sees only the options gets right, by the shape of numbers.

    python tests/benchmarks/wrong_numbers.py [ITEMS ...]

For each of 18 shapes so many items (default 10,000) of three options, from roles of 40 answers. The solver is a
softmax regression with a ridge, learnt on four fifths of the roles and tried on the rest, in turn. It sees the rank of
each option with the distances between them, by difference and by ratio (`spacing`), and in `all` their digits too:
how many, how round, the first and the last, even, five, those that options share. `rule` is the best of seven rules of
thumb. A figure is marked if it is over chance (.333) by more than .01.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from quizgen.assembly.wrong_numbers import wrong_numbers
from quizgen.generators.number_roles import number_role
from quizgen.model.fact import Slot
from quizgen.model.figures import rank_of

ITEMS, ROLE, OPTIONS, FOLDS = 10_000, 40, 3, 5
LIMIT = 1 / OPTIONS + 0.01

Item = tuple[Sequence[str], int]


def amount(rng: Random) -> int:
    """Of any size up to a million, as round as people give numbers: one to three digits, then zeros."""
    digits = rng.randint(1, 3)
    return rng.randint(10 ** (digits - 1), 10**digits - 1) * 10 ** rng.randint(0, 6 - digits)


def benford(rng: Random, least: float, greatest: float) -> float:
    """A number whose logarithm is even."""
    return math.exp(rng.uniform(math.log(least), math.log(greatest)))


def rounded(value: float, digits: int) -> int:
    """A whole number with so many significant digits."""
    return int(float(f"{value:.{digits - 1}e}"))


def negative(rng: Random) -> str:
    return f"-{rng.randint(1, 80)} °C"


def span(rng: Random) -> str:
    start, width = rng.randint(10, 90), rng.choice((2, 2, 3, 5))
    return f"{start}–{start + width} years"


def day(rng: Random) -> str:
    return (date(1800, 1, 1) + timedelta(rng.randrange(80_000))).isoformat()


SHAPES: dict[str, tuple[str, Callable[[Random], str]]] = {
    "years 1000–2024": ("year", lambda rng: str(rng.randint(1000, 2024))),
    "years 1900–2023": ("year", lambda rng: str(rng.randint(1900, 2023))),
    "years, a recent peak": ("year", lambda rng: str(max(1000, 2024 - int(rng.expovariate(1 / 40))))),
    "money": ("money", lambda rng: f"${amount(rng):,}"),
    "counts": ("count", lambda rng: f"{amount(rng):,}"),
    "counts 1–99": ("count", lambda rng: str(rng.randint(1, 99))),
    "counts 1–9": ("count", lambda rng: str(rng.randint(1, 9))),
    "round tens 10–100": ("count", lambda rng: str(10 * rng.randint(1, 10))),
    "percent": ("percent", lambda rng: f"{rng.randint(1, 100)} %"),
    "percent, one decimal": ("percent", lambda rng: f"{rng.randint(1, 1000) / 10:.1f} %"),
    "measures": ("measure", lambda rng: f"{amount(rng) / 100:g} m"),
    "Benford counts": ("count", lambda rng: f"{int(benford(rng, 1, 1e4)):,}"),
    "Benford, 3 digits": ("measure", lambda rng: f"{rounded(benford(rng, 100, 1e4), 3) / 1000:g} km"),
    "human counts": ("count", lambda rng: f"{rounded(benford(rng, 10, 1e6), rng.choice((1, 2, 2, 3))):,}"),
    "human millions": ("money", lambda rng: f"${rounded(benford(rng, 1, 1000), rng.choice((1, 2))):,} million"),
    "negative": ("measure", negative),
    "ranges": ("duration", span),
    "dates": ("date", day),
}


def items(kind: str, shown: Callable[[Random], str], count: int, rng: Random) -> tuple[list[Item], NDArray[np.int_]]:
    """Items of one shape with the number of the role of each; a number that cannot be asked for is left out."""
    made: list[Item] = []
    roles: list[int] = []
    while len(made) < count:
        answers = [shown(rng) for _ in range(ROLE)]
        role, number = number_role(answers, kind), len(made)
        for answer in answers:
            slot = Slot("x", answer, answer, kind)  # type: ignore[arg-type]
            wrong = wrong_numbers(slot, OPTIONS - 1, rng, role)
            if len(wrong) == OPTIONS - 1:
                options = sorted((answer, *wrong), key=lambda text: rank_of(text) or 0)
                made.append((options, options.index(answer)))
                roles.append(number)
    return made[:count], np.array(roles[:count])


def spacing_marks(values: Sequence[float]) -> list[list[str]]:
    """What the distances between the options say of each, by its rank."""
    marks: list[list[str]] = [[f"rank {rank}"] for rank in range(len(values))]
    for scale, sizes in (("difference", list(values)), ("ratio", [math.log(abs(v) + 1e-9) for v in values])):
        gaps = [abs(b - a) for a, b in pairwise(sizes)]
        odds = math.log((gaps[0] + 1e-9) / (gaps[-1] + 1e-9))
        cell = max(-4, min(4, round(2 * odds)))
        for rank, own in enumerate(marks):
            own.append(f"{scale} {rank} {cell}")
            distance = min(abs(sizes[rank] - size) for other, size in enumerate(sizes) if other != rank)
            own.append(f"{scale} closest {distance <= min(gaps)}")
    return marks


def digit_marks(options: Sequence[str]) -> list[list[str]]:
    """What the digits of the options say of each."""
    digits = ["".join(c for c in text if c.isdecimal()) for text in options]
    marks = []
    for own in digits:
        others = [other for other in digits if other is not own]
        bare = own.rstrip("0") or "0"
        shared = sum(len(set(own) & set(other)) for other in others)
        row = [f"last {bare[-1]}", f"first {own[0]}", f"even {int(bare[-1]) % 2}", f"five {bare[-1] == '5'}"]
        row += [f"digits {len(own)}", f"round {len(own) - len(bare)}", f"shared {shared}", f"twins {len(set(own))}"]
        row += [f"alone {all(own[0] != other[0] for other in others)}"]
        row += [f"least round {all(len(bare) > len(other.rstrip('0')) for other in others)}"]
        marks.append(row)
    return marks


def share_right(rows: list[list[list[str]]], keys: NDArray[np.int_], roles: NDArray[np.int_]) -> float:
    """What the solver gets right of items that it has not learnt from; each item has the marks of its options."""
    names = {name: place for place, name in enumerate(sorted({m for row in rows for own in row for m in own}))}
    features = np.zeros((len(rows), OPTIONS, len(names)))
    for place, row in enumerate(rows):
        for option, own in enumerate(row):
            features[place, option, [names[name] for name in own]] = 1.0
    right = 0.0
    for fold in range(FOLDS):
        tried = roles // ROLE % FOLDS == fold
        scores = features[tried] @ weights(features[~tried], keys[~tried])
        best = np.isclose(scores, scores.max(axis=1, keepdims=True))
        right += float((best[np.arange(len(best)), keys[tried]] / best.sum(axis=1)).sum())
    return right / len(rows)


def weights(features: NDArray[np.float64], keys: NDArray[np.int_], ridge: float = 3.0) -> NDArray[np.float64]:
    """The weights of the marks by Newton's method: softmax over the options of each item, with a ridge."""
    found = np.zeros(features.shape[2])
    chosen = features[np.arange(len(keys)), keys].sum(axis=0)
    for _ in range(6):
        odds = np.exp(features @ found)
        odds /= odds.sum(axis=1, keepdims=True)
        weighted = features * odds[:, :, None]
        mean = weighted.sum(axis=1)
        curvature = weighted.reshape(-1, len(found)).T @ features.reshape(-1, len(found)) - mean.T @ mean
        curvature += ridge * np.eye(len(found))
        step = np.linalg.solve(curvature, chosen - mean.sum(axis=0) - ridge * found)
        found += step
        if np.abs(step).max() < 1e-3:
            break
    return found


def best_rule(made: Sequence[Item]) -> float:
    """What the best of seven rules of thumb gets right: a rank, one of the closest two, or the one away from them."""
    rules: Counter[str] = Counter()
    for options, key in made:
        values = [float(rank_of(text) or 0) for text in options]
        for name, rank in (("lowest", 0), ("middle", 1), ("highest", 2)):
            rules[name] += 2 * int(key == rank)
        for name, sizes in (("", values), (" by ratio", [math.log(abs(v) + 1e-9) for v in values])):
            low, high = abs(sizes[1] - sizes[0]), abs(sizes[2] - sizes[1])
            pair = {0, 1} if low < high else {1, 2}
            rules[f"closest{name}"] += int(key in pair)
            rules[f"apart{name}"] += 2 * int(key not in pair)
    return max(rules.values()) / (2 * len(made))


def main(count: int = ITEMS) -> bool:
    """Prints the table; whether no figure of the solver is over the limit."""
    print(f"{'shape':24}{'spacing':>9}{'all':>9}{'rule':>9}{'ms each':>9}  an item")
    fair, totals = True, []
    for name, (kind, shown) in SHAPES.items():
        start = time.process_time()
        made, roles = items(kind, shown, count, Random(name))
        milliseconds = 1000 * (time.process_time() - start) / count
        keys = np.array([key for _, key in made])
        spacing = [spacing_marks([float(rank_of(text) or 0) for text in options]) for options, _ in made]
        digits = [digit_marks(options) for options, _ in made]
        every = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(spacing, digits, strict=True)]
        figures = share_right(spacing, keys, roles), share_right(every, keys, roles)
        totals.append((*figures, best_rule(made)))
        shares = "".join(f"{figure:8.3f}{'*' if figure > LIMIT else ' '}" for figure in figures)
        options, key = made[len(made) // 2]
        example = " · ".join(f"*{text}" if place == key else text for place, text in enumerate(options))
        print(f"{name:24}{shares}{totals[-1][2]:8.3f} {milliseconds:8.2f}  {example}")
        fair = fair and max(figures) <= LIMIT
    print(f"{'mean':24}" + "".join(f"{sum(column) / len(column):8.3f} " for column in zip(*totals, strict=True)))
    return fair


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
