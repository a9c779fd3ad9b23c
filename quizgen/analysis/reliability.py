"""How reliable the scores of a table are: Cronbach's alpha and the standard error of measurement.

Questions in which all have the same score say nothing of reliability and do not count, as in R's ``psych::alpha``.
"""

from __future__ import annotations

import math

import numpy as np

from quizgen.analysis.score_table import Numbers, ScoreTable, covariances
from quizgen.model.measured import Sitting

# Variances below are those of equal scores, whose sum is not quite exact.
TINY = 1e-12


def alpha_of(scores: Numbers) -> float | None:
    """Cronbach's alpha, None for fewer than two questions with different scores."""
    covariance = covariances(scores, scores)
    varying = np.diag(covariance) > TINY
    covariance = covariance[np.ix_(varying, varying)]
    count, total = len(covariance), float(covariance.sum())
    if count < 2 or total <= TINY:
        return None
    return (1 - float(np.trace(covariance)) / total) * count / (count - 1)


def sitting_of(table: ScoreTable) -> Sitting:
    """The distribution and reliability of the scores; a missing score counts as the mean of the person's others."""
    scores = table.scores
    answered = (~np.isnan(scores)).sum(axis=1)
    present = scores[answered > 0]
    totals = np.nansum(present, axis=1) / answered[answered > 0] * len(table.questions)
    mean = float(totals.mean()) if len(totals) else 0.0
    deviation = float(totals.std(ddof=1)) if len(totals) > 1 else 0.0
    alpha = alpha_of(scores)
    rounded = [min(math.floor(total + 0.5 + TINY), len(table.questions)) for total in totals.tolist()]
    return Sitting(
        session=table.session,
        forms=table.forms,
        people=len(totals),
        questions=len(table.questions),
        mean=mean,
        deviation=deviation,
        alpha=alpha,
        error=deviation * math.sqrt(1 - alpha) if alpha is not None and alpha <= 1 else None,
        scores=tuple(rounded.count(score) for score in range(len(table.questions) + 1)),
    )
