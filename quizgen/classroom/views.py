"""What each screen gets of a session: phones, the projector, the teacher, and each player privately.

No phone and no projector gets what is right before it is revealed; the projector gets nobody's answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from quizgen.classroom.choices import shown_choices, shown_feedback, shown_rows
from quizgen.classroom.engine import Session
from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import LiveBody, WordCloud, is_typed
from quizgen.classroom.players import card_id
from quizgen.classroom.results import last_turns
from quizgen.classroom.standings import standings
from quizgen.classroom.state import Player, Turn, Vote
from quizgen.classroom.tallies import View, histogram, merges, misconceptions, variants
from quizgen.exporters.script_key import script_key
from quizgen.model.peer_instruction import TALK, TEACH_AGAIN

_MOST_REMOVED = 30  # who are listed, the last to come first

_JSON: TypeAdapter[Any] = TypeAdapter(Any)


def json_of(view: View) -> str:
    """Return the view as it is sent."""
    return _JSON.dump_json(view).decode()


def phone(session: Session, at: int) -> View:
    """Return what all phones show."""
    turn = session.turn
    view = _common(session, at)
    if turn and not session.ended:
        view["question"] = _question(session, turn)
        if turn.phase == "reveal":
            view["reveal"] = _reveal(session.question_of(turn))
    return view


def projector(session: Session, at: int) -> View:
    """Return what the class sees on the projector."""
    turn = session.turn
    view = _common(session, at) | _next_step(session) | {"players": len(session.present), "locked": session.locked}
    if session.phase == "lobby":
        view["names"] = [session.shown_name(player) for player in session.present]
    if turn and not session.ended:
        view["question"] = _question(session, turn)
        if turn.phase == "reveal":
            view["reveal"] = _reveal(session.question_of(turn)) | histogram(session, turn)
        if isinstance(session.question_of(turn).body, WordCloud):
            view["cloud"] = _cloud(session, turn)
    if session.lesson.rules.leaderboard and session.phase in ("reveal", "end"):
        # There is little room beside the answer and its evidence; and nobody is shown for having no points.
        most = 5 if session.ended else 3
        view["standings"] = [row for row in standings(session, most) if row.points]
    return view


def host(session: Session, at: int, connected: frozenset[str]) -> View:
    """Return what the teacher sees: everything."""
    turn = session.turn
    view = _common(session, at) | _next_step(session)
    view |= {
        "locked": session.locked,
        "hidden": session.hidden,
        "moderated": session.lesson.rules.moderate,
        "words_hidden": session.words_hidden,
        "names": [_player_view(session, player, connected) for player in session.present],
        "removed": [
            {"id": player.id, "name": session.listed_name(player)}
            for player in [*session.players.values()][::-1]
            if player.kicked
        ][:_MOST_REMOVED],
        "now": at,
        "to_come": len(session.queue) - session.place - 1,
        "again": sum(round > 1 for _, round in session.queue[session.place + 1 :]),
    }
    if turn:
        question = session.question_of(turn)
        view["question"] = _question(session, turn, teacher=True)
        view["reveal"] = _reveal(question) | histogram(session, turn)
        view["share"] = view["reveal"]["share"]
        view["misconceptions"] = misconceptions(session, turn)
        if is_typed(question.body):
            view["variants"] = _words(session, turn)
            view["merged"] = merges(session, turn)
    if session.lesson.cards:
        view["cards"] = _cards(session)
    if session.lesson.rules.leaderboard:
        view["standings"] = standings(session, 10)
    return view


def camera(session: Session, at: int) -> View:
    """Return what the teacher's phone shows, which photographs response cards."""
    view = _common(session, at) | {"cards": _cards(session)}
    if session.turn and not session.ended:
        view["question"] = {"prompt": session.question_of(session.turn).prompt}
    return view


def private(session: Session, player: Player, right: Mapping[str, int]) -> View:
    """Return what only one player gets: name, own answer, and after the reveal whether it was right.

    ``right`` is how many questions each had right, which is shown at the end.
    """
    turn = session.turn
    view: View = {"t": "you", "name": session.shown_name(player), "team": player.team, "kicked": player.kicked}
    if turn is None or session.ended:
        return view | {"right": right.get(player.id, 0), "of": len(last_turns(session))}
    vote = turn.votes.get(player.id)
    view |= {"ballot": session.ballot, "value": vote.value if vote else None, "sure": vote.sure if vote else None}
    if turn.phase == "reveal":
        view["right"] = session.verdict(turn, vote.value) if vote else None
        if vote:
            feedback = session.feedback(turn, vote.value)
            view |= {"parts": feedback.parts, "notes": feedback.notes}
        view["first_alone"] = vote is None and player.id in turn.first
    return view


def advice(share: float) -> str:
    """Return what peer instruction advises for this share of right answers."""
    if share < TEACH_AGAIN:
        return "teach"
    return "discuss" if share <= TALK else "explain"


def _cloud(session: Session, turn: Turn) -> list[View]:
    """What the class sees of a word cloud: nothing while its words are hidden, or else the words that may be shown."""
    return [] if session.words_hidden else [word for word in _words(session, turn) if word["shown"]]


def _words(session: Session, turn: Turn) -> list[View]:
    """What was written, with whether the class may see it."""
    written = variants(session, turn, turn.votes)
    if not isinstance(session.question_of(turn).body, WordCloud):
        return written
    return [word | {"shown": session.is_word_shown(turn, word["variant"], word["text"])} for word in written]


def _common(session: Session, at: int) -> View:
    lesson, turn = session.lesson, session.turn
    view: View = {"t": "state", "phase": session.phase, "title": lesson.title, "total": len(session.queue)}
    if turn is None:
        return view
    return view | {
        "place": session.place + 1,
        "ballot": session.ballot,
        "round": turn.round,
        # The number that the class sees: repeated and extra questions change neither it nor the total.
        "number": 0 if isinstance(session.question_of(turn).body, WordCloud) else session.number,
        "of": len(lesson.questions),
        "open": session.is_open(at),
        "closed": turn.closed,
        "paused": session.paused,
        "left": turn.remaining(at),
        "running": turn.since is not None and not session.paused and session.phase in ("ask", "discuss", "revote"),
        "confidence": lesson.rules.confidence,
    }


def _next_step(session: Session) -> View:
    """What the keys on the teacher's screens need to take the usual next step."""
    view: View = {"last": session.place == len(session.queue) - 1}
    if session.turn is None:
        return view
    votes = session.turn.votes
    share = session.share_right(session.turn, votes)
    return view | {"answered": _count(session, votes), "advice": None if share is None else advice(share)}


def _question(session: Session, turn: Turn, *, teacher: bool = False) -> View:
    question = session.question_of(turn)
    # The answer is under the covers, and a phone may open the file of a picture.
    picture = question.picture if turn.phase == "reveal" or teacher else question.covered or question.picture
    sort, fields = _entry(question.body)
    return {
        "kind": question.kind,
        "sort": sort,
        "prompt": question.prompt,
        "choices": shown_choices(question.body, session.lesson.language),
        "rows": shown_rows(question.body),
        "fields": fields,
        "picture": picture,
    }


def _entry(body: LiveBody) -> tuple[str, int]:
    """How a phone takes an answer, and how many values it has."""
    if isinstance(body, WordCloud):
        return "cloud", 1
    key = script_key(body)
    return key["sort"], key["fields"]


def _reveal(question: LiveQuestion) -> View:
    return {
        "right": _right(question.body),
        "answer": question.answer,
        "why": question.why,
        "feedback": shown_feedback(question.body),
        "evidence": question.evidence,
        "picture": question.shown_after,
    }


def _right(body: LiveBody) -> list[str]:
    """The usual right answer to each field, or the choices that are right together."""
    return [] if isinstance(body, WordCloud) else [spellings[0] for spellings in script_key(body)["right"]]


def card_numbers(session: Session) -> list[int]:
    """Return the numbers of the cards in the class."""
    return [player.number for player in session.present if player.card]


def _cards(session: Session) -> View:
    turn, numbers = session.turn, card_numbers(session)
    votes = turn.votes if turn else {}
    return {
        "count": len(numbers),
        "missing": [number for number in numbers if card_id(number) not in votes],
        "answerable": turn is not None and bool(session.question_of(turn).edges),
    }


def _count(session: Session, votes: Mapping[str, Vote]) -> int:
    return sum(not session.players[player].kicked for player in votes)


def _player_view(session: Session, player: Player, connected: frozenset[str]) -> View:
    turn = session.turn
    return {
        "id": player.id,
        "name": session.listed_name(player),
        "shown": player.shown,
        "card": player.card,
        "team": player.team,
        "joined": player.joined,
        "here": player.card or player.id in connected,
        "answered": bool(turn and player.id in turn.votes),
    }
