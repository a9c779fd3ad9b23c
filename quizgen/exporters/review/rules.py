"""The constants of a lesson, which are part of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.model import peer_instruction

RULES: Mapping[str, float] = MappingProxyType(
    {
        "rounds": peer_instruction.ROUNDS,
        "enough": peer_instruction.ENOUGH,
        "later": peer_instruction.LATER,
        "teach_again": peer_instruction.TEACH_AGAIN,
        "talk": peer_instruction.TALK,
        "more_time": 30,  # seconds
        "most_teams": 8,  # one for each of the keys 1 to 8
        "most_seconds": 3600,
    }
)
