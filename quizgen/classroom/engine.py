"""The session: lobby → ask → (discuss → revote)? → reveal → ask … → end.

It uses no clock and no network: everything that happens is an event with its time in milliseconds. The same events give
the same session, so a session can be resumed after its machine has stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from quizgen.classroom.events import (
    AddTime,
    ChangePin,
    Cloud,
    Event,
    Join,
    Kick,
    KickSince,
    Merge,
    Readmit,
    SendAnswer,
    ShowCards,
    ShowName,
    ShowWord,
    TakeStep,
)
from quizgen.classroom.feedback import Feedback, feedback_of
from quizgen.classroom.judging import merged_into, variant, verdict
from quizgen.classroom.lesson import Lesson, LiveQuestion
from quizgen.classroom.live_body import WordCloud, is_typed
from quizgen.classroom.players import card_id, clean_name
from quizgen.classroom.question_queue import QuestionQueue
from quizgen.classroom.state import Phase, Refused, Turn, Vote
from quizgen.languages.letters import tidy
from quizgen.model.peer_instruction import ENOUGH, ROUNDS


class Session(QuestionQueue):
    """The state of a session; only `apply` changes it."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson)
        self.ended = self.paused = self.words_hidden = False
        self.pin = ""  # the class's, if it was changed
        self.merged: dict[int, dict[str, str]] = {}  # by question
        self.words: dict[int, dict[str, bool]] = {}  # by question: what the teacher has shown or hidden of a cloud

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Session) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment] # it changes

    @property
    def phase(self) -> Phase:
        """The current phase of the session."""
        if self.ended:
            return "end"
        return self.turn.phase if self.turn else "lobby"

    @property
    def ballot(self) -> int:
        """The number of the current or last vote; each turn has two."""
        return 2 * self.place + (self.phase == "revote")

    def is_word_shown(self, turn: Turn, variant: str, text: str) -> bool:
        """Whether the teacher lets the class see what some have written in a word cloud."""
        decided = self.words.get(turn.question, {}).get(variant)
        if decided is None:
            return not self.lesson.rules.moderate and self.lesson.is_decent(text)
        return decided

    def is_open(self, at: int) -> bool:
        """Whether answers are accepted at ``at``."""
        turn = self.turn
        return (
            turn is not None
            and self.phase in ("ask", "revote")
            and not (turn.closed or self.paused)
            and turn.remaining(at) != 0
        )

    def verdict(self, turn: Turn, value: tuple[str, ...]) -> bool | None:
        """Return whether an answer is right in the turn, or None if nothing is right or wrong."""
        merged = self.merged.get(turn.question, {})
        return verdict(self.question_of(turn), value, merged, self.lesson.language)

    def feedback(self, turn: Turn, value: tuple[str, ...]) -> Feedback:
        """Return what is said of an answer's parts in the turn; the teacher may have counted all of it as right."""
        feedback = feedback_of(self.question_of(turn), value, self.lesson.language)
        if feedback.parts and self.verdict(turn, value):
            return Feedback(tuple(True for _ in feedback.parts), feedback.notes if all(feedback.parts) else ())
        return feedback

    def share_right(self, turn: Turn, votes: Mapping[str, Vote]) -> float | None:
        """Return the share of right votes among those of present players, or None if there are none."""
        counts = Counter(vote.value for player, vote in votes.items() if not self.players[player].kicked)
        right = {value: self.verdict(turn, value) for value in counts}  # a class gives few different answers
        if not counts or None in right.values():
            return None
        return sum(count for value, count in counts.items() if right[value]) / counts.total()

    def apply(self, event: Event, at: int) -> None:
        """Apply ``event`` at ``at``; raises Refused, and changes nothing, if the event is not possible now."""
        match event:
            case Join():
                if self.ended:
                    raise Refused("locked")
                self.join(event, at)
            case ChangePin(pin=pin):
                self.pin = pin
            case SendAnswer():
                self._answer(event, at)
            case ShowCards():
                self._cards(event, at)
            case TakeStep():
                _STEPS[event.do](self, at)
            case AddTime():
                self._add_time(event.seconds * 1000, at)
            case Kick():
                self.kick(self.player_of(event.player))
            case KickSince(seconds=seconds):
                self.kick_since(at - seconds * 1000)
            case Readmit():
                self.readmit(event.player)
            case ShowName():
                self.player_of(event.player).shown = event.shown
            case ShowWord():
                self._show_word(event)
            case Merge():
                self._merge(event)
            case Cloud():
                self._cloud(event.text)

    def replay(self, event: Event, at: int) -> None:
        """Apply an event that was accepted and acknowledged once.

        An answer or a student that today's rules would refuse counts all the same; a step that is not possible is none.
        """
        try:
            self.apply(event, at)
        except Refused:
            match event:
                case Join() if event.player not in self.players:
                    self.add(event.player, clean_name(event.name) or "?", at, event.device)
                case SendAnswer() if event.player in self.players and 0 <= event.ballot // 2 < len(self.turns):
                    turn = self.turns[event.ballot // 2]
                    if self.question_of(turn).is_answer(_value(event)):
                        self._keep(event, turn, at)

    # Answers

    def _answer(self, event: SendAnswer, at: int) -> None:
        self.player_of(event.player)
        turn = self._open_turn(event.ballot, at)
        if not self.question_of(turn).is_answer(_value(event)):
            raise Refused("answer")
        self._keep(event, turn, at)

    def _keep(self, event: SendAnswer, turn: Turn, at: int) -> None:
        sure = event.sure if self.lesson.rules.confidence else None
        votes = turn.second if event.ballot % 2 else turn.first
        votes[event.player] = Vote(_value(event), sure, max(0, at - turn.opened))

    def _open_turn(self, ballot: int, at: int) -> Turn:
        if ballot != self.ballot:
            raise Refused("stale")
        if not self.is_open(at):
            raise Refused("closed")
        return self.turns[self.place]

    def _cards(self, event: ShowCards, at: int) -> None:
        """Count the cards; letters without an option and cards that nobody has are ignored."""
        turn = self._open_turn(event.ballot, at)
        edges = self.question_of(turn).edges
        if not edges:
            raise Refused("answer")
        for number, letter in event.letters.items():
            holder = self.players.get(card_id(number))
            if holder and not holder.kicked and letter in edges:
                turn.votes[holder.id] = Vote((edges[letter],), None, at - turn.opened)

    # The teacher

    def _merge(self, event: Merge) -> None:
        if not 0 <= event.turn < len(self.turns):
            raise Refused("stale")
        question = self.turns[event.turn].question
        if not is_typed(self.questions[question].body):
            raise Refused("step")
        merged = merged_into(self.merged.get(question, {}), event.variant, event.into)
        if merged is None:
            raise Refused("step")
        self.merged[question] = merged

    def _show_word(self, event: ShowWord) -> None:
        if not 0 <= event.turn < len(self.turns):
            raise Refused("stale")
        turn = self.turns[event.turn]
        if not isinstance(self.question_of(turn).body, WordCloud):
            raise Refused("step")
        self.words.setdefault(turn.question, {})[event.variant] = event.shown

    def _approve_words(self, _: int) -> None:
        """Approve what is decent; what is not, the teacher shows word by word."""
        turn = self.turn
        if turn is None or not isinstance(self.question_of(turn).body, WordCloud):
            raise Refused("step")
        marks = self.words.setdefault(turn.question, {})
        for vote in turn.votes.values():
            if self.lesson.is_decent(" ".join(vote.value)):
                marks.setdefault(variant(vote.value), True)

    def _cloud(self, text: str) -> None:
        number = len(self.questions) + 1
        collection = self.lesson.name
        cloud = LiveQuestion(
            f"{collection}/cloud-{number}", number, (), "", WordCloud.name, prompt=(text,), body=WordCloud()
        )
        self.questions.append(cloud)
        self.queue.insert(len(self.turns), (number - 1, 1))

    def _add_time(self, more: int, at: int) -> None:
        turn = self.turn
        if turn is None or self.phase not in ("ask", "revote", "discuss"):
            raise Refused("step")
        turn.left = (turn.remaining(at) or 0) + more
        turn.since = None if self.paused else at
        turn.closed = False

    def _next(self, at: int) -> None:
        if self.ended:
            raise Refused("step")
        if self.place < len(self.turns) - 1:
            self._go(self.place + 1, at)
            return
        if self.turn and self.turn.phase != "reveal" and not self.turn.skipped:
            raise Refused("step")
        self._forward(at)

    def _skip(self, at: int) -> None:
        if self.ended or self.turn is None or self.turn.phase == "reveal":
            raise Refused("step")
        self.turn.skipped = True
        self._next(at)

    def _forward(self, at: int) -> None:
        if len(self.turns) == len(self.queue):
            self._end(at)
            return
        question, round = self.queue[len(self.turns)]
        self._rest(at)
        self.turns.append(Turn(question, round, at))
        self.place = len(self.turns) - 1
        self._start_clock(at)

    def _back(self, at: int) -> None:
        if self.ended:
            self.ended = False
            self._go(self.place, at)
        elif self.place > 0:
            self._go(self.place - 1, at)
        else:
            raise Refused("step")

    def _go(self, index: int, at: int) -> None:
        """Go to an earlier or later turn; the clock of the current one stops until somebody comes back."""
        self._rest(at)
        self.place = index
        if self.turn and not self.paused:
            self.turn.since = at

    def _rest(self, at: int) -> None:
        if self.turn:
            self.turn.left, self.turn.since = self.turn.remaining(at), None

    def _start_clock(self, at: int) -> None:
        assert self.turn is not None
        self.turn.opened, self.turn.closed = at, False
        self.turn.left = self.lesson.rules.seconds * 1000 or None
        self.turn.since = None if self.paused else at

    def _close(self, _: int) -> None:
        self._in("ask", "revote").closed = True

    def _reopen(self, _: int) -> None:
        self._in("ask", "revote").closed = False

    def _discuss(self, _: int) -> None:
        turn = self._in("ask")
        turn.phase, turn.left = "discuss", None

    def _revote(self, at: int) -> None:
        self._in("discuss").phase = "revote"
        self._start_clock(at)

    def _reveal(self, _: int) -> None:
        turn = self._in("ask", "discuss", "revote")
        turn.phase, turn.left, turn.skipped = "reveal", None, False
        share = self.share_right(turn, turn.votes)
        if turn is self.turns[-1] and share is not None and share < ENOUGH and turn.round < ROUNDS:
            self.come_back(turn)

    def _in(self, *phases: Phase) -> Turn:
        """The current turn, which must be in one of the ``phases``."""
        if self.turn is None or self.phase not in phases:
            raise Refused("step")
        return self.turn

    def _end(self, at: int) -> None:
        if self.ended:
            raise Refused("step")
        self._rest(at)
        self.ended = True

    def _pause(self, at: int) -> None:
        self.paused = True
        self._rest(at)

    def _resume(self, at: int) -> None:
        self.paused = False
        if self.turn and not self.ended:
            self.turn.left, self.turn.since = self.turn.remaining(at), at

    def _set_words_hidden(self, hidden: bool) -> None:
        self.words_hidden = hidden


_STEPS: Mapping[str, Callable[[Session, int], None]] = {
    "next": Session._next,
    "skip": Session._skip,
    "back": Session._back,
    "close": Session._close,
    "reopen": Session._reopen,
    "discuss": Session._discuss,
    "revote": Session._revote,
    "reveal": Session._reveal,
    "end": Session._end,
    "pause": Session._pause,
    "resume": Session._resume,
    "lock": lambda session, _: session.set_locked(True),
    "unlock": lambda session, _: session.set_locked(False),
    "hide-names": lambda session, _: session.set_hidden(True),
    "show-names": lambda session, _: session.set_hidden(False),
    "approve-names": lambda session, _: session.approve_names(),
    "hide-words": lambda session, _: session._set_words_hidden(True),
    "show-words": lambda session, _: session._set_words_hidden(False),
    "approve-words": Session._approve_words,
}


def _value(event: SendAnswer) -> tuple[str, ...]:
    return tuple(tidy(text) for text in event.value)
