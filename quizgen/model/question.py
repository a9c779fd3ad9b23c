"""A question as a generator makes it: what is asked and what is right, not yet where it stands in a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.model.fact import Fact, Slot
from quizgen.model.text import Text

Kind = Literal["basic", "cloze", "multiple-choice", "true-false", "short-answer"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one slot of one fact.

    ``approved`` are the teacher's own wrong answers, ``candidates`` other plausible ones; ``numeric`` says
    that wrong numbers can be made. Which are shown, and where, is assembly's to choose.
    """

    kind: Kind
    fact: Fact
    slot: Slot
    stem: Text
    approved: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    numeric: bool = False

    @property
    def id(self) -> str:
        """``collection/fact/slot/kind``: the same through every correction of wording."""
        return f"{self.fact.key}/{self.slot.name}/{self.kind}"


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a fact cannot carry a kind of question."""

    kind: Kind
    fact: Fact
    slot: Slot
    reason: str
