"""The numbers that are right answers in one role, which numbers made for it must resemble."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quizgen.model.figures import Figure


@dataclass(frozen=True, slots=True)
class NumberRole:
    """How the right answers of a role are distributed, as far as that is known.

    They are ``answers``, and between ``least`` and ``greatest``. Within numbers of as many digits,
    one of the size m is right as often as m ** -``steepness``; a year as often as e ** (-``fade`` * its age).
    """

    least: Decimal | None = None
    greatest: Decimal | None = None
    steepness: float | None = None
    fade: float | None = None
    answers: tuple[Figure, ...] = field(default=(), repr=False, hash=False)


UNKNOWN_ROLE = NumberRole()
