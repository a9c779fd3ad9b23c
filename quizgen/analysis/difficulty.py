"""How difficult a question is, as measured: on the scale from 1 (easy) to 5 (hard) of the facts' own difficulty."""

from __future__ import annotations

from quizgen.analysis.verdicts import chance_of
from quizgen.model.measured import Measured

# The least share of people who know the answer, without those who guessed it, for each level except the hardest.
_KNOWN = ((0.9, 1), (0.7, 2), (0.5, 3), (0.3, 4))
_HARDEST = 5


def level_of(measured: Measured, question: str, fact: str) -> int:
    """The level of a question: its own or, where too few have answered it, its fact's; 0 where neither is known."""
    own = measured.questions.get(question)
    if own and own.enough:
        return level(own.right, chance_of(own))
    whole = measured.facts.get(fact)
    return level(whole.right, 0.0) if whole and whole.enough else 0


def level(right: float, chance: float) -> int:
    """The level of a question that the share ``right`` of people have right, and the share ``chance`` by guessing."""
    knowing = (right - chance) / (1 - chance) if chance < 1 else right
    return next((number for least, number in _KNOWN if knowing >= least), _HARDEST)
