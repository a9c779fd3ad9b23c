"""What the measured statistics allow to be said of a question: never anything below `FEWEST` answers.

Each verdict holds with 95 % confidence (Fisher's z for correlations, Wilson's interval for shares), because with the
thirty answers of a class many a good question looks bad by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from quizgen.errors import quote
from quizgen.model.measured import FEWEST, MeasuredOption, MeasuredQuestion
from quizgen.words import ENGLISH

Verdict = Literal[
    "wrong key?", "backwards", "below guessing", "unused option", "sure and wrong", "often blank", "nearly all right"
]
# The messages that say the verdicts in a report, which lists unused options by themselves.
VERDICT_KEYS: Mapping[Verdict, str] = MappingProxyType(
    {
        "wrong key?": "verdict_wrong_key",
        "backwards": "verdict_backwards",
        "below guessing": "verdict_below_guessing",
        "sure and wrong": "verdict_sure_wrong",
        "often blank": "verdict_often_blank",
        "nearly all right": "verdict_nearly_all_right",
    }
)
ONE_SIDED, TWO_SIDED = 1.645, 1.96  # standard errors that 95 % are within
# An option that fewer choose works for nobody: Haladyna & Downing (1993), doi 10.1177/0013164493053004013.
UNUSED = 0.05
_OFTEN, _NEARLY_ALL = 0.2, 0.9


@dataclass(frozen=True, slots=True)
class Remark:
    """A verdict and its evidence, in words."""

    verdict: Verdict
    evidence: str


def remarks(question: MeasuredQuestion, words: Mapping[str, str] = ENGLISH) -> Iterator[Remark]:
    """What can be said of a question, the most serious first, with the evidence in the language of ``words``."""
    if not question.enough:
        return
    right, rival = f"{question.right:.0%}", rival_key(question)
    if rival:
        yield Remark("wrong key?", wrong_key_evidence(question, rival, words))
    elif is_backwards(question):
        yield Remark("backwards", backwards_evidence(question, words))
    chance = chance_of(question)
    if chance and share_interval(question.right, question.answers)[1] < chance:
        yield Remark("below guessing", words["evidence_below_guessing"].format(share=right, chance=f"{chance:.0%}"))
    for option in unused_options(question):
        count = words["analysis_of"].format(count=option.chosen, all=option.offered)
        yield Remark("unused option", f"{quote(option.text)}: {count}")
    if question.sure_wrong and question.sure_wrong >= _OFTEN * question.answers:
        sure = words["evidence_sure_wrong"].format(count=question.sure_wrong, answers=question.answers)
        yield Remark("sure and wrong", sure)
    if question.blanks >= _OFTEN * question.answers:
        yield Remark("often blank", words["analysis_of"].format(count=question.blanks, all=question.answers))
    if share_interval(question.right, question.answers)[0] > _NEARLY_ALL:
        yield Remark("nearly all right", words["live_share"].format(share=right))


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


def wrong_key_evidence(question: MeasuredQuestion, rival: MeasuredOption, words: Mapping[str, str] = ENGLISH) -> str:
    """Why ``rival`` may be the right option."""
    key = next(option for option in question.options if option.correct)
    of_rival, of_key = (f"r = {with_sign(option.correlation, words)}, {option.share:.0%}" for option in (rival, key))
    return words["evidence_wrong_key"].format(
        rival=quote(rival.text), of_rival=of_rival, key=quote(key.text), of_key=of_key
    )


def is_backwards(question: MeasuredQuestion) -> bool:
    """Whether those who know more in the other questions do worse in this one, too clearly for chance."""
    if not question.enough or question.discrimination is None:
        return False
    return math.atanh(_within(question.discrimination)) < -ONE_SIDED / math.sqrt(question.answers - 3)


def backwards_evidence(question: MeasuredQuestion, words: Mapping[str, str] = ENGLISH) -> str:
    """Why a question discriminates backwards."""
    r = with_sign(question.discrimination, words)
    return words["evidence_backwards"].format(r=r, answers=question.answers)


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


def with_sign(correlation: float | None, words: Mapping[str, str] = ENGLISH) -> str:
    """A correlation with its sign: ``+0.31``, ``−0.40``."""
    return "–" if correlation is None else decimal(f"{correlation:+.2f}", words)


def decimal(number: str, words: Mapping[str, str]) -> str:
    """A number as Python writes it, with a minus sign and the decimal sign of the language of ``words``."""
    return number.replace("-", "−").replace(".", words["decimal_sign"])


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
