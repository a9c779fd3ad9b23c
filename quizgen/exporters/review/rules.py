"""The constants of a lesson, which the page is handed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.model import lesson

RULES: Mapping[str, float] = MappingProxyType(
    {
        "rounds": lesson.ROUNDS,
        "enough": lesson.ENOUGH,
        "later": lesson.LATER,
        "teach_again": lesson.TEACH_AGAIN,
        "talk": lesson.TALK,
        "more_time": 30,  # seconds
        "most_teams": 8,  # one for each of the keys 1 to 8
        "most_seconds": 3600,
    }
)
