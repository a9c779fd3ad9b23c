"""Correlations of a question, or of choosing an option, with the score in all other questions.

Over several tables each is centred on its own means, so that an easy lesson and a strong class count for nothing; for
a single table it is ``r.drop`` of R's ``psych::alpha``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quizgen.analysis.reliability import TINY
from quizgen.analysis.score_table import Numbers, ScoreTable, covariances


@dataclass(slots=True)
class Sums:
    """What is added up over tables: covariance with the rest, and the variances of both; each times its people."""

    covariance: float = 0.0
    variance: float = 0.0
    rest: float = 0.0

    def correlation(self) -> float | None:
        """The correlation, None where one of the two does not vary."""
        if self.variance <= TINY or self.rest <= TINY:
            return None
        return max(-1.0, min(1.0, self.covariance / math.sqrt(self.variance * self.rest)))


class Covariances:
    """The covariances of a table, computed once for all its questions."""

    def __init__(self, table: ScoreTable) -> None:
        self._table = table
        self._scores = table.scores
        self._all = covariances(table.scores, table.scores)

    def add(self, sums: Sums, question: str, indicator: Sequence[float] | None = None) -> None:
        """Add what the table says of a question, or of an ``indicator`` of each person's answer to it, to ``sums``."""
        column = self._table.questions.index(question)
        others = len(self._table.questions) - 1
        if not others:
            return
        own = self._scores[:, [column]] if indicator is None else np.array(indicator, dtype=float)[:, np.newaxis]
        people = int((~np.isnan(own)).sum())
        row = self._all[column] if indicator is None else covariances(own, self._scores)[0]
        rest = float(self._all.sum() - 2 * self._all[column].sum() + self._all[column, column])
        weight = max(people - 1, 0)
        sums.covariance += weight * float(row.sum() - row[column]) / others
        sums.variance += weight * float(covariances(own, own)[0, 0])
        sums.rest += weight * rest / others**2


def item_rest(scores: Numbers) -> list[float | None]:
    """The correlation of each column with the others together."""
    questions = tuple(map(str, range(scores.shape[1])))
    measured = Covariances(ScoreTable("", (), questions, scores, {}))
    correlations = []
    for question in questions:
        sums = Sums()
        measured.add(sums, question)
        correlations.append(sums.correlation())
    return correlations
