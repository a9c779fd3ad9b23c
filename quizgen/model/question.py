"""A question as a generator makes it: what is asked and what is right, not yet where it stands in a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.model.fact import Fact, Slot, Written
from quizgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    """What one fact brings to a question over several: what is shown of it, and what is to be found."""

    fact: Fact
    slot: Slot
    prompt: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one slot of one fact, or over the ``parts`` that several facts bring.

    ``approved`` are the teacher's own wrong answers, ``candidates`` other plausible ones, the ``nearest`` first of
    them the most plausible; ``numeric`` says that wrong numbers can be made. Which are shown, and where, is
    assembly's to choose. ``right`` are the right options where there may be several. ``written`` is the question by
    hand that this is, ``last`` the option of it that stands at the end in every form; ``owner`` names what it asks
    about where that is no slot of the fact.
    """

    kind: str
    fact: Fact
    slot: Slot
    stem: Text
    approved: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    numeric: bool = False
    nearest: int = 0
    right: tuple[str, ...] = ()
    written: Written | None = None
    last: str = ""
    owner: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def about(self) -> str:
        """What it asks about, which a form asks about once: a fact, or a row of them."""
        return self.owner if self.parts else self.fact.key

    @property
    def stimulus(self) -> str:
        """What is read before the question, which others may share, or ""."""
        return self.written.stimulus if self.written else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The right options."""
        return self.right or (self.slot.shown,)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it asks about."""
        return tuple(part.fact for part in self.parts) or (self.fact,)

    @property
    def feedback(self) -> str:
        """What a learner should read after answering: the question's own, or the fact's."""
        return (self.written.feedback if self.written else "") or self.fact.feedback

    @property
    def id(self) -> str:
        """``collection/fact/slot/kind``: the same through every correction of wording."""
        return f"{self.owner or f'{self.fact.key}/{self.slot.name}'}/{self.kind}"


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a fact cannot carry a kind of question.

    ``slot`` is None where it is the whole fact that cannot, ``fact`` where it is the whole collection.
    """

    kind: str
    fact: Fact | None
    slot: Slot | None
    reason: str
