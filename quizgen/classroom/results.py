"""What a session leaves: every response, and how questions, facts and students came off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.classroom.engine import Session
from quizgen.classroom.lesson import Asked
from quizgen.classroom.state import Turn, Vote
from quizgen.model.lesson import ENOUGH


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of one student: in the first vote, or in the second after talking in pairs.

    ``fact`` has the facts that the question asks about, ``choice`` what was answered, parted by ``;``. ``correct`` is
    None where nothing is right or wrong, ``confidence`` is ``sure``, ``unsure`` or "". ``round`` counts how often the
    question was asked, ``ms`` the milliseconds from then, or from the second vote's opening, to the answer.
    """

    session: str
    form: str
    item: int
    fact: str
    slot: str
    kind: str
    respondent: str
    choice: str
    correct: bool | None
    confidence: str
    round: int
    vote: int
    ms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one asking of a question came off; the shares are of right answers, None where there were none."""

    turn: Turn
    asked: Asked
    before: float | None
    share: float | None
    answers: int


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the questions that were revealed somebody had right, at the last asking of each."""

    name: str
    right: int
    of: int


def responses(session: Session, name: str) -> Iterator[Response]:
    """Every response of those who were not sent out, question by question."""
    for turn in session.turns:
        for vote, votes in ((1, turn.first), (2, turn.second)):
            for player, given in votes.items():
                if not session.players[player].kicked:
                    yield _response(session, name, turn, vote, player, given)


def _response(session: Session, name: str, turn: Turn, vote: int, player: str, given: Vote) -> Response:
    asked = session.asked(turn)
    return Response(
        session=name,
        form=session.lesson.form,
        item=asked.item,
        fact=";".join(asked.facts),
        slot=asked.slot,
        kind=asked.kind,
        respondent=session.shown(session.players[player]),
        choice=";".join(given.value),
        correct=session.right(turn, given),
        confidence={True: "sure", False: "unsure", None: ""}[given.sure],
        round=turn.round,
        vote=vote,
        ms=given.ms,
    )


def outcomes(session: Session) -> list[Outcome]:
    """Every asking that was answered or revealed, in order."""
    return [
        Outcome(
            turn,
            session.asked(turn),
            session.share_right(turn, turn.first) if turn.second else None,
            session.share_right(turn, turn.votes),
            sum(not session.players[player].kicked for player in turn.votes),
        )
        for turn in session.turns
        if turn.votes or turn.phase == "reveal"
    ]


def judged_turns(session: Session) -> list[Turn]:
    """The askings that were revealed, of questions that can be right or wrong."""
    return [turn for turn in session.turns if turn.phase == "reveal" and session.asked(turn).task is not None]


def last_turns(session: Session) -> dict[int, Turn]:
    """The last of `judged_turns` of each question, by the question's place."""
    return {turn.question: turn for turn in judged_turns(session)}


def missed_facts(session: Session, player: str = "") -> list[str]:
    """The keys of the facts that the class missed, or one player, an answer not given among them.

    What was missed once and known when it came back minutes later is among them: it is not learnt for good.
    """
    missed: list[str] = []
    for turn in judged_turns(session):
        if player:
            vote = turn.votes.get(player)
            wrong = vote is None or not session.right(turn, vote)
        else:
            share = session.share_right(turn, turn.votes)
            wrong = share is not None and share < ENOUGH
        if wrong:
            missed += session.asked(turn).facts
    return list(dict.fromkeys(missed))


def by_fact(session: Session) -> list[tuple[str, float]]:
    """The facts that were asked about, each with its share of right answers, the least known first."""
    found: dict[str, list[float]] = {}
    for turn in last_turns(session).values():
        share = session.share_right(turn, turn.votes)
        for fact in session.asked(turn).facts if share is not None else ():
            found.setdefault(fact, []).append(share or 0.0)
    means = [(fact, sum(shares) / len(shares)) for fact, shares in found.items()]
    return sorted(means, key=lambda each: (each[1], each[0]))


def by_student(session: Session) -> list[Score]:
    """Everybody's score, as they came in."""
    turns = list(last_turns(session).values())
    return [
        Score(
            session.shown(player),
            sum(bool(session.right(turn, turn.votes[player.id])) for turn in turns if player.id in turn.votes),
            len(turns),
        )
        for player in session.present
    ]
