"""The constants of a lesson, which the page is handed; `quizgen.review.engine` and `views` have the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, float] = MappingProxyType(
    {
        "rounds": 3,  # how often a question is asked at most
        "enough": 0.7,  # share of right answers from which a question does not come back
        "later": 3,  # how many questions later it does
        "teach_again": 0.35,  # Crouch and Mazur 2001: below, between and above
        "talk": 0.7,
        "more_time": 30,  # seconds
        "most_teams": 8,  # one for each of the keys 1 to 8
        "most_seconds": 3600,
    }
)
