"""The thresholds for asking a question again and for talking in pairs, in lessons and on the projector's page."""

from __future__ import annotations

ROUNDS = 3  # how often a question is asked at most
ENOUGH = 0.7  # share of right answers from which a question does not come back
LATER = 3  # how many questions later it does
TEACH_AGAIN, TALK = 0.35, 0.7  # Crouch and Mazur 2001: below, between and above
