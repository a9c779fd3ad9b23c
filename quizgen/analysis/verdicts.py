"""What the measured statistics allow to be said of a question: never anything below `FEWEST` answers.

Each verdict holds with 95 % confidence (Fisher's z for correlations, Wilson's interval for shares), because with the
thirty answers of a class many a good question looks bad by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizgen.errors import quote
from quizgen.model.measured import FEWEST, MeasuredOption, MeasuredQuestion

Verdict = Literal[
    "wrong key?", "backwards", "below guessing", "unused option", "sure and wrong", "often blank", "nearly all right"
]
ONE_SIDED, TWO_SIDED = 1.645, 1.96  # standard errors that 95 % are within
# An option that fewer choose works for nobody: Haladyna & Downing (1993), doi 10.1177/0013164493053004013.
UNUSED = 0.05
_OFTEN, _NEARLY_ALL = 0.2, 0.9


@dataclass(frozen=True, slots=True)
class Remark:
    """A verdict and its evidence, in words."""

    verdict: Verdict
    evidence: str


def remarks(question: MeasuredQuestion) -> Iterator[Remark]:
    """What can be said of a question, the most serious first."""
    if not question.enough:
        return
    rival = rival_key(question)
    if rival:
        yield Remark("wrong key?", wrong_key_evidence(question, rival))
    elif is_backwards(question):
        yield Remark("backwards", backwards_evidence(question))
    chance = chance_of(question)
    if chance and share_interval(question.right, question.answers)[1] < chance:
        yield Remark("below guessing", f"{question.right:.0%} right; guessing gives {chance:.0%}")
    for option in unused_options(question):
        yield Remark("unused option", f"{quote(option.text)}: {option.chosen} of {option.offered}")
    if question.sure_wrong and question.sure_wrong >= _OFTEN * question.answers:
        yield Remark("sure and wrong", f"{question.sure_wrong} of {question.answers} were sure of a wrong answer")
    if question.blanks >= _OFTEN * question.answers:
        yield Remark("often blank", f"{question.blanks} of {question.answers}")
    if share_interval(question.right, question.answers)[0] > _NEARLY_ALL:
        yield Remark("nearly all right", f"{question.right:.0%} right")


def rival_key(question: MeasuredQuestion) -> MeasuredOption | None:
    """The option that is likely to be the right one, or None.

    Those who choose it do better in all other questions, those who choose the key do not, and the difference is too
    large for chance.
    """
    if not question.enough or sum(option.correct for option in question.options) != 1:
        return None
    (key,) = (option for option in question.options if option.correct)
    others = [option for option in question.options if not option.correct and option.correlation is not None]
    if key.correlation is None or key.correlation >= 0 or not others:
        return None
    best = max(others, key=lambda option: (option.correlation or 0.0, option.chosen))
    if best.correlation is None or best.correlation <= 0 or best.offered < FEWEST:
        return None
    difference = math.atanh(_within(best.correlation)) - math.atanh(_within(key.correlation))
    return best if difference > ONE_SIDED * math.sqrt(2 / (min(best.offered, key.offered) - 3)) else None


def wrong_key_evidence(question: MeasuredQuestion, rival: MeasuredOption) -> str:
    """Why ``rival`` may be the right option."""
    key = next(option for option in question.options if option.correct)
    return (
        f"whoever does well in the other questions chooses {quote(rival.text)} (r = {signed(rival.correlation)}, "
        f"{rival.share:.0%}) rather than the key {quote(key.text)} (r = {signed(key.correlation)}, {key.share:.0%})"
    )


def is_backwards(question: MeasuredQuestion) -> bool:
    """Whether those who know more in the other questions do worse in this one, too clearly for chance."""
    if not question.enough or question.discrimination is None:
        return False
    return math.atanh(_within(question.discrimination)) < -ONE_SIDED / math.sqrt(question.answers - 3)


def backwards_evidence(question: MeasuredQuestion) -> str:
    """Why a question discriminates backwards."""
    return f"item-rest correlation {signed(question.discrimination)} over {question.answers} answers"


def unused_options(question: MeasuredQuestion) -> list[MeasuredOption]:
    """The wrong options that hardly anybody chose."""
    return [
        option
        for option in question.options
        if not option.correct and option.offered >= FEWEST and option.share < UNUSED
    ]


def chance_of(question: MeasuredQuestion) -> float:
    """The share that guessing has right, 0 where there is nothing to guess from."""
    right = sum(option.correct for option in question.options)
    texts = {option.text for option in question.options}
    return 1 / len(texts) if texts and right and question.kind != "multiple-response" else 0.0


def signed(correlation: float | None) -> str:
    """A correlation with its sign: ``+0.31``, ``−0.40``."""
    return "–" if correlation is None else f"{correlation:+.2f}".replace("-", "−")


def share_interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    square = TWO_SIDED**2 / count
    middle = (share + square / 2) / (1 + square)
    half = math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def _within(correlation: float) -> float:
    return max(-0.999999, min(0.999999, correlation))
