"""How often each answer was given, as bars and lists show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizgen.classroom.choices import shown_choices
from quizgen.classroom.drawing import plain
from quizgen.classroom.engine import Session
from quizgen.classroom.judging import right_choices, variant
from quizgen.classroom.live_body import Chosen, WordCloud, is_typed
from quizgen.classroom.state import Turn, Vote

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram: how many of ``all`` gave an answer, and before they talked in pairs how many of those."""

    label: str
    count: int
    all: int
    before: int | None
    all_before: int
    right: bool


def misconceptions(session: Session, turn: Turn) -> list[View]:
    """Return the wrong answers of players who were sure, the most frequent first."""
    sure = Counter(
        vote.value for player, vote in turn.votes.items() if vote.sure and not session.players[player].kicked
    )
    wrong: Counter[str] = Counter()
    for value, count in sure.items():
        if session.verdict(turn, value) is False:
            wrong[_answer_text(session, turn, value)] += count
    return [
        {"text": text, "count": count} for text, count in sorted(wrong.items(), key=lambda entry: (-entry[1], entry[0]))
    ]


def histogram(session: Session, turn: Turn) -> View:
    """Return how often each choice was made, and also before, if the class voted again."""
    view: View = {"counts": _counts(session, turn, turn.votes), "share": session.share_right(turn, turn.votes)}
    if turn.second:
        view |= {"before": _counts(session, turn, turn.first), "share_before": session.share_right(turn, turn.first)}
    return view


def bars(session: Session, turn: Turn) -> list[Bar]:
    """Return the histogram of a turn for a report: choices, or the variants that were typed, or right and wrong."""
    body = session.question_of(turn).body
    if is_typed(body):
        written = variants(session, turn, turn.votes)
        all = sum(entry["count"] for entry in written)
        return [Bar(entry["text"], entry["count"], all, None, 0, entry["right"]) for entry in written]
    counts = _counts(session, turn, turn.votes)
    before = _counts(session, turn, turn.first) if turn.second else None
    right = right_choices(body) if isinstance(body, Chosen) else ("right",)
    choices = shown_choices(body, session.lesson.language)
    labels = {choice.id: f"{choice.letter} {plain(choice.text)}".strip() for choice in choices}
    labels |= {"right": "✓", "wrong": "✗"}
    return [
        Bar(
            labels[key],
            count,
            len(turn.votes),
            before[key] if before else None,
            len(turn.first),
            key in right,
        )
        for key, count in counts.items()
    ]


def _counts(session: Session, turn: Turn, votes: Mapping[str, Vote]) -> dict[str, int]:
    question = session.question_of(turn)
    present = [vote for player, vote in votes.items() if not session.players[player].kicked]
    if isinstance(question.body, Chosen):
        chosen = Counter(value for vote in present for value in vote.value)
        return {choice: chosen[choice] for choice in question.choices}
    if isinstance(question.body, WordCloud):
        return {}
    right = sum(bool(session.verdict(turn, vote.value)) for vote in present)
    return {"right": right, "wrong": len(present) - right}


def variants(session: Session, turn: Turn, votes: Mapping[str, Vote]) -> list[View]:
    """Return what was typed, with equivalent answers counted together, as first written."""
    merged = session.merged.get(turn.question, {})
    entries: dict[str, View] = {}
    for player, vote in votes.items():
        if session.players[player].kicked:
            continue
        of = variant(vote.value)
        into = merged.get(of) or of
        text = " · ".join(vote.value)
        entry = entries.setdefault(into, {"variant": into, "text": text, "count": 0, "right": False})
        entry["count"] += 1
        entry["right"] = entry["right"] or bool(session.verdict(turn, vote.value))
    return sorted(entries.values(), key=lambda entry: (-entry["count"], entry["variant"]))


def merges(session: Session, turn: Turn) -> list[View]:
    """Return what the teacher has merged, as first written, and into what; "" is right."""
    written = {variant(vote.value): " · ".join(vote.value) for vote in reversed(list(turn.votes.values()))}
    return [
        {"variant": of, "text": written.get(of, of), "into": written.get(into, into)}
        for of, into in session.merged.get(turn.question, {}).items()
    ]


def _answer_text(session: Session, turn: Turn, value: Iterable[str]) -> str:
    """An answer in words: the texts and letters of what was chosen, or what was typed."""
    choices = shown_choices(session.question_of(turn).body, session.lesson.language)
    # The words come first: the direction of the line follows from them.
    texts = {choice.id: f"{plain(choice.text)} ({choice.letter})".removesuffix(" ()") for choice in choices}
    return " · ".join(texts.get(entry, entry) for entry in value)
