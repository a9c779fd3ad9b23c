"""The parts of a session: players, turns and votes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Phase = Literal["lobby", "ask", "discuss", "revote", "reveal", "end"]
Reason = Literal["locked", "full", "name", "unknown", "closed", "stale", "answer", "step", "removed"]


class Refused(Exception):
    """Something that cannot happen now; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Player:
    """Somebody in the class. ``number`` is in order of joining, and is shown instead of the name if names are hidden.

    With ``card`` the player has a response card with this number. ``joined`` is when, in milliseconds. ``shown``:
    the class may see the name.
    """

    id: str
    number: int
    name: str
    team: int = 0
    kicked: bool = False
    card: bool = False
    joined: int = 0
    device: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Vote:
    """An answer, ``ms`` after the vote was opened."""

    value: tuple[str, ...]
    sure: bool | None
    ms: int


@dataclass(slots=True)
class Turn:
    """One turn of a question; ``second`` are the votes after talking in pairs.

    ``left`` is the time for an answer as of ``since`` (None: the clock is stopped); ``left`` is None
    where there is no limit.
    """

    question: int
    round: int
    opened: int
    phase: Literal["ask", "discuss", "revote", "reveal"] = "ask"
    closed: bool = False
    skipped: bool = False
    left: int | None = None
    since: int | None = None
    first: dict[str, Vote] = field(default_factory=dict)
    second: dict[str, Vote] = field(default_factory=dict)

    @property
    def votes(self) -> dict[str, Vote]:
        """The votes that count: the second, once there are any."""
        return self.second if self.phase == "revote" or self.second else self.first

    def remaining(self, at: int) -> int | None:
        """How many milliseconds are left at ``at``, None without a limit."""
        if self.left is None or self.since is None:
            return self.left
        return max(0, self.left - (at - self.since))
