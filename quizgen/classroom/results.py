"""The results of a session: every response, and how many were right by question, fact and student."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.classroom.engine import Session
from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import WordCloud
from quizgen.classroom.state import Turn, Vote
from quizgen.model.peer_instruction import ENOUGH


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One answer of one student: in the first vote, or in the second after talking in pairs.

    ``fact`` has the facts that the question asks about, ``choice`` what was answered, both separated by ``;``.
    ``correct`` is None where nothing is right or wrong, ``confidence`` is ``sure``, ``unsure`` or "". ``round`` counts
    how often the question was asked, ``ms`` the milliseconds from then, or from the second vote's opening, to the
    answer.
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
    """The result of asking a question once; the shares are of right answers, None where there were none."""

    turn: Turn
    question: LiveQuestion
    before: float | None
    share: float | None
    answers: int


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the questions that were revealed somebody had right, at the last asking of each."""

    name: str
    right: int
    of: int


def responses(session: Session, name: str) -> Iterator[ResponseRow]:
    """Yield every response of the players who were not removed, question by question."""
    for turn in session.turns:
        for vote, votes in ((1, turn.first), (2, turn.second)):
            for player, answer in votes.items():
                if not session.players[player].kicked:
                    yield _response(session, name, turn, vote, player, answer)


def _response(session: Session, name: str, turn: Turn, vote: int, player: str, answer: Vote) -> ResponseRow:
    question = session.question_of(turn)
    return ResponseRow(
        session=name,
        form=session.lesson.form,
        item=question.item,
        fact=";".join(question.facts),
        slot=question.slot,
        kind=question.kind,
        respondent=session.listed_name(session.players[player]),
        choice=";".join(answer.value),
        correct=session.verdict(turn, answer.value),
        confidence={True: "sure", False: "unsure", None: ""}[answer.sure],
        round=turn.round,
        vote=vote,
        ms=answer.ms,
    )


def outcomes(session: Session) -> list[Outcome]:
    """Return the outcome of every turn that was answered or revealed, in order."""
    return [
        Outcome(
            turn,
            session.question_of(turn),
            session.share_right(turn, turn.first) if turn.second else None,
            session.share_right(turn, turn.votes),
            sum(not session.players[player].kicked for player in turn.votes),
        )
        for turn in session.turns
        if turn.votes or turn.phase == "reveal"
    ]


def judged_turns(session: Session) -> list[Turn]:
    """Return the turns that were revealed, of questions that can be right or wrong."""
    return [
        turn
        for turn in session.turns
        if turn.phase == "reveal" and not isinstance(session.question_of(turn).body, WordCloud)
    ]


def last_turns(session: Session) -> dict[int, Turn]:
    """The last of `judged_turns` of each question, also as which it came back, by the question's place."""
    return {session.origin(turn): turn for turn in judged_turns(session)}


def missed_facts(session: Session, player: str = "") -> list[str]:
    """Return the keys of the facts that the class, or one player, missed; no answer counts as missed.

    What was missed once but known minutes later is included, because it is not yet learnt for good.
    """
    missed: list[str] = []
    for turn in judged_turns(session):
        if player:
            vote = turn.votes.get(player)
            wrong = vote is None or not session.verdict(turn, vote.value)
        else:
            share = session.share_right(turn, turn.votes)
            wrong = share is not None and share < ENOUGH
        if wrong:
            missed += session.question_of(turn).facts
    return list(dict.fromkeys(missed))


def by_fact(session: Session) -> list[tuple[str, float]]:
    """Return the facts that were asked about with their shares of right answers, the weakest first."""
    shares_by_fact: dict[str, list[float]] = {}
    for turn in last_turns(session).values():
        share = session.share_right(turn, turn.votes)
        if share is not None:
            for fact in session.question_of(turn).facts:
                shares_by_fact.setdefault(fact, []).append(share)
    means = [(fact, sum(shares) / len(shares)) for fact, shares in shares_by_fact.items()]
    return sorted(means, key=lambda entry: (entry[1], entry[0]))


def by_student(session: Session) -> list[Score]:
    """Return everybody's score, in the order in which they joined."""
    turns = list(last_turns(session).values())
    return [
        Score(
            session.listed_name(player),
            sum(bool(session.verdict(turn, turn.votes[player.id].value)) for turn in turns if player.id in turn.votes),
            len(turns),
        )
        for player in session.present
    ]
