"""When a question is asked again and when a class talks in pairs, in the classroom and on the page for a projector."""

from __future__ import annotations

ROUNDS = 3  # how often a question is asked at most
ENOUGH = 0.7  # share of right answers from which a question does not come back
LATER = 3  # how many questions later it does
TEACH_AGAIN, TALK = 0.35, 0.7  # Crouch and Mazur 2001: below, between and above
