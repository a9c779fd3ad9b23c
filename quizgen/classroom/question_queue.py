"""What a class is asked, turn by turn, and how what it missed comes back."""

from __future__ import annotations

from quizgen.classroom.lesson import Lesson, LiveQuestion
from quizgen.classroom.players import Players
from quizgen.classroom.state import Turn
from quizgen.model.peer_instruction import LATER


class QuestionQueue(Players):
    """The part of a session that knows its questions.

    ``queue`` has the question of each turn, by its place, and how often it will have been asked.
    """

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson)
        self.questions: list[LiveQuestion] = list(lesson.questions)
        self.queue: list[tuple[int, int]] = [(index, 1) for index in range(len(lesson.questions))]
        self.origins: dict[int, int] = {}  # by a question that came back: the lesson's question as which it was missed
        self.turns: list[Turn] = []
        self.place = -1  # of the current turn; -1 is the lobby

    @property
    def turn(self) -> Turn | None:
        """The current turn."""
        return self.turns[self.place] if self.place >= 0 else None

    def question_of(self, turn: Turn) -> LiveQuestion:
        """Return the question of a turn."""
        return self.questions[turn.question]

    def origin(self, turn: Turn) -> int:
        """Return the place of the question as which the turn's was first asked."""
        return self.origins.get(turn.question, turn.question)

    @property
    def number(self) -> int:
        """How many of the lesson's questions were asked up to now, without those that came back."""
        own = len(self.lesson.questions)
        return sum(turn.round == 1 and turn.question < own for turn in self.turns[: self.place + 1])

    def come_back(self, turn: Turn) -> None:
        """Ask about the facts of a missed question again, in another way; not soon, or its answer would just be read.

        It is not asked again where too few questions are left between.
        """
        facts = set(self.question_of(turn).facts)
        first = len(self.turns) - 1 + LATER
        for index in range(first, len(self.queue) + 1):
            near = self.queue[max(0, index - LATER + 1) : index + LATER - 1]
            if facts and any(facts & set(self.questions[question].facts) for question, _ in near):
                continue
            self.queue.insert(index, (self._alternative(turn), turn.round + 1))
            return

    def _alternative(self, turn: Turn) -> int:
        """The place of another question about the same facts, or of the same question if there is none left."""
        origin = self.origin(turn)
        asked_ids = {question.id for question in self.questions}
        others = self.lesson.alternatives.get(self.questions[origin].id, ())
        other = next((other for other in others if other.id not in asked_ids), None)
        if other is None:
            return turn.question
        self.questions.append(other)
        self.origins[len(self.questions) - 1] = origin
        return len(self.questions) - 1
