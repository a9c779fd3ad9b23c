"""What was measured of questions and facts: counts and statistics of the answers that people gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FEWEST = 20  # answers: with fewer, nothing is said of a question or a fact


@dataclass(frozen=True, slots=True)
class MeasuredOption:
    """How often an option was chosen, of how often it was offered.

    ``correlation`` is that of choosing it with the score in all other questions, None where it cannot be computed.
    """

    text: str
    correct: bool
    chosen: int
    offered: int
    correlation: float | None = None

    @property
    def share(self) -> float:
        """The share of those who saw it that chose it."""
        return self.chosen / self.offered if self.offered else 0.0


@dataclass(frozen=True, slots=True)
class Portion:
    """How many answers there were in one of several kinds or sessions, and the share of them that was right."""

    name: str
    answers: int
    right: float


@dataclass(frozen=True, slots=True)
class MeasuredQuestion:
    """What was measured of one question, in all forms and sessions.

    ``right`` is p, the mean share of its credit that was earned; ``discrimination`` is the correlation of that with the
    score in all other questions (item-rest), None where nobody, or everybody, had it right. ``blanks`` count among the
    ``answers``, as wrong. ``written`` is what several people wrote where there are no options, with the share of its
    credit. ``sure`` and ``sure_wrong`` are None where nobody was asked how sure they were. ``seconds``
    is the median time.
    """

    key: str
    facts: tuple[str, ...]
    slot: str
    kind: str
    prompt: str
    answer: str
    answers: int
    right: float
    discrimination: float | None
    blanks: int = 0
    options: tuple[MeasuredOption, ...] = ()
    written: tuple[Portion, ...] = ()
    sure: int | None = None
    sure_wrong: int | None = None
    seconds: float | None = None
    sessions: tuple[Portion, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to say anything."""
        return self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class MeasuredFact:
    """How well a fact was known, over all questions about it."""

    key: str
    answers: int
    right: float
    kinds: tuple[Portion, ...] = ()
    sessions: tuple[Portion, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to say anything."""
        return self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class Sitting:
    """People who were asked the same questions together: one session, and those of its forms with the same questions.

    ``mean`` and ``deviation`` are of their scores, in questions; ``alpha`` is Cronbach's and ``error`` the standard
    error of measurement, None where they cannot be computed. ``scores`` counts people by how many they had right.
    """

    session: str
    forms: tuple[str, ...]
    people: int
    questions: int
    mean: float
    deviation: float
    alpha: float | None
    error: float | None
    scores: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured; questions are in the order in which they were first asked."""

    sittings: tuple[Sitting, ...] = ()
    questions: Mapping[str, MeasuredQuestion] = field(default_factory=dict)
    facts: Mapping[str, MeasuredFact] = field(default_factory=dict)
