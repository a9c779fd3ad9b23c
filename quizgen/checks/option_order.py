"""The order of options that have one of their own: that of a scale, or of amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quizgen.checks.option_values import numbers_to_order
from quizgen.languages.amounts import ranks_of
from quizgen.languages.word_lists import language_of
from quizgen.model.figures import rank_of
from quizgen.model.question import Question


def natural_order(question: Question, texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts``, options of ``question``, on the teacher's scale or by amount; None if they have no order."""
    if question.scale:
        return tuple(sorted(texts, key=question.scale.index))
    ranks: Sequence[Decimal | None] = ()
    if question.wrong.numeric:
        ranks = [rank_of(text) for text in texts]
    else:
        ranks = ranks_of(texts, language_of(question.fact.source.language)) or ()
        if not ranks and not question.written:  # the order of written options is reported only if it is fixed
            ranks = tuple(map(Decimal, numbers_to_order(texts)))
    certain_ranks = [rank for rank in ranks if rank is not None]
    if not texts or len(certain_ranks) < len(texts):
        return None
    return tuple(text for _, text in sorted(zip(certain_ranks, texts, strict=True)))
