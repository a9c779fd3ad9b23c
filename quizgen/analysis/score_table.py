"""Scores of people in questions, and the covariances from which the statistics are computed.

A person who did not answer a question has no score in it; each covariance is over those who have both scores (as R's
``cov(use = "pairwise")``, which the package psych uses).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizgen.model.responses import AskedItem, Response

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """People who were asked the same questions in one session: a row for each person, a column for each question.

    ``scores`` has NaN where there is no score. ``responses`` are by question, and by the person's row.
    """

    session: str
    forms: tuple[str, ...]
    questions: tuple[str, ...]
    scores: Numbers
    responses: Mapping[str, Mapping[int, Response]]


def score_tables(responses: Iterable[Response], items: Iterable[AskedItem] = ()) -> list[ScoreTable]:
    """The responses as tables, one for each session, or several where its forms ask different questions.

    A person's first response to a question counts, and any later one does not.
    """
    questions_of: dict[str, dict[str, dict[str, None]]] = {}
    first: dict[str, dict[tuple[str, str], dict[str, Response]]] = {}
    for item in items:
        questions_of.setdefault(item.session, {}).setdefault(item.form, {})[item.question] = None
    for response in responses:
        person = (response.form, response.respondent)
        question = response.question
        first.setdefault(response.session, {}).setdefault(person, {}).setdefault(question, response)
        questions_of.setdefault(response.session, {}).setdefault(response.form, {})[question] = None
    tables = []
    for session, people in first.items():
        together: dict[frozenset[str], list[str]] = {}
        for form, questions in questions_of[session].items():
            together.setdefault(frozenset(questions), []).append(form)
        for forms in together.values():
            answers_of_people = [answers for (form, _), answers in people.items() if form in forms]
            if answers_of_people:
                tables.append(_table(session, forms, list(questions_of[session][forms[0]]), answers_of_people))
    return tables


def _table(
    session: str, forms: Sequence[str], questions: Sequence[str], people: Sequence[Mapping[str, Response]]
) -> ScoreTable:
    scores = np.full((len(people), len(questions)), np.nan)
    responses: dict[str, dict[int, Response]] = {question: {} for question in questions}
    for row, answers in enumerate(people):
        for column, question in enumerate(questions):
            response = answers.get(question)
            if response is not None:
                responses[question][row] = response
                if response.correct is not None:
                    scores[row, column] = response.correct
    return ScoreTable(session, tuple(forms), tuple(questions), scores, responses)


def covariances(one: Numbers, other: Numbers) -> Numbers:
    """The covariance of each column of ``one`` with each of ``other``; 0 where fewer than two people have both."""
    have_one, have_other = ~np.isnan(one), ~np.isnan(other)
    # Near zero, the differences of large sums that follow lose no digits.
    left = np.where(have_one, one - _means(one), 0.0)
    right = np.where(have_other, other - _means(other), 0.0)
    both = (have_one.T.astype(float)) @ have_other
    sums = (left.T @ have_other) * (have_one.T @ right)
    cross = left.T @ right - np.divide(sums, both, out=np.zeros_like(both), where=both > 0)
    covariances: Numbers = np.divide(cross, both - 1, out=np.zeros_like(both), where=both > 1)
    return covariances


def _means(scores: Numbers) -> Numbers:
    counts = (~np.isnan(scores)).sum(axis=0)
    means: Numbers = np.divide(np.nansum(scores, axis=0), counts, out=np.zeros(scores.shape[1]), where=counts > 0)
    return means
