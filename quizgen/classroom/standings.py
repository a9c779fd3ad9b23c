"""Points: a right answer is one, and a fast answer is worth more only if the rules say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from quizgen.classroom.engine import Session
from quizgen.classroom.results import judged_turns, last_turns

_SPEED_BONUS = 0.5
_UNHURRIED = 20_000  # milliseconds, within which a fast answer gains where no time is set


def points(session: Session) -> dict[str, float]:
    """Return the points of every player, by id, for the turns that were revealed."""
    rules = session.lesson.rules
    span = rules.seconds * 1000 or _UNHURRIED
    totals: dict[str, float] = defaultdict(float)
    for turn in judged_turns(session):
        for player, vote in turn.votes.items():
            if session.verdict(turn, vote.value):
                totals[player] += 1 + (_SPEED_BONUS * max(0.0, 1 - vote.ms / span) if rules.speed else 0)
    return dict(totals)


def rights(session: Session) -> dict[str, int]:
    """Return how many questions every player had right when last asked, by id."""
    return Counter(
        player
        for turn in last_turns(session).values()
        for player, vote in turn.votes.items()
        if session.verdict(turn, vote.value)
    )


def streak(session: Session, player: str) -> int:
    """Return how many revealed questions in a row, up to the last, the player had right."""
    length = 0
    for turn in reversed(judged_turns(session)):
        vote = turn.votes.get(player)
        if vote is None or not session.verdict(turn, vote.value):
            break
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the class: a player's, or a ``team``'s (0: a player's)."""

    place: int
    team: int
    name: str
    points: float
    streak: int


def standings(session: Session, most: int) -> list[Standing]:
    """Return the best of the class, or of its teams by their members' mean; equal points share a place."""
    totals = points(session)
    if session.lesson.rules.teams:
        members: dict[int, list[float]] = defaultdict(list)
        for player in session.present:
            members[player.team].append(totals.get(player.id, 0.0))
        rows = [(sum(all) / len(all), team, "", "") for team, all in members.items()]
    else:
        rows = [(totals.get(player.id, 0.0), 0, session.shown_name(player), player.id) for player in session.present]
    rows.sort(key=lambda row: (-row[0], row[1:]))
    first: dict[float, int] = {}
    for index, (earned, *_) in enumerate(rows, 1):
        first.setdefault(earned, index)
    return [
        Standing(first[earned], team, name, earned, streak(session, player) if player else 0)
        for earned, team, name, player in rows[:most]
    ]
