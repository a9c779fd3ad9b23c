"""The page's session does what the classroom's does: the same steps, given to both, lead to the same place."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

from classroom.lessons import lesson

from quizgen.classroom import views
from quizgen.classroom.engine import Session
from quizgen.classroom.events import AddTime, Event, Join, SendAnswer, TakeStep
from quizgen.classroom.judging import right_choices
from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.state import Refused
from quizgen.exporters.review.rules import RULES
from quizgen.exporters.script_key import script_key
from quizgen.model.body import ChooseOne, ChooseSeveral, Matching, Number, Ordering, ShortText

SESSION = (Path(__file__).parents[3] / "templates/review/session.js").read_text(encoding="utf-8")
PLAYERS = 20  # of whom 7 are 35 % and 14 are 70 %
TWENTIETHS = (0, 6, 7, 8, 13, 14, 15, 20)
STEPS = ["next", "reveal", "discuss", "revote", "skip", "back", "pause", "resume", "add-time", "end"]
LIKELY = {
    "lobby": ["next"],
    "ask": ["reveal", "discuss", "skip"],
    "discuss": ["revote", "revote", "reveal"],
    "revote": ["reveal"],
    "reveal": ["next", "next", "next", "back"],
    "end": ["back"],
}
# A right answer to what is not counted by hands for options, and a wrong one.
ANSWERS = {
    Number: (("3.5",), ("nothing",)),
    ShortText: (("dead sea",), ("nothing",)),
    ChooseSeveral: (("B", "A"), ("C",)),
    Ordering: (("1", "0", "2"), ("0", "1", "2")),
    Matching: (("B", "A"), ("A", "B")),
}
# Plays every log and gives where the session stands after each of its steps.
PLAY = """({ questions, rules, logs }) => JSON.stringify(logs.map(({ seconds, steps }) => {
  let session = new Session(questions, rules, { seconds });
  return steps.map(({ at, step, hands }) => {
    let refused = false;
    try {
      if (hands) for (const [key, number] of hands) session.count(key, number);
      else if (step === "add-time") session.addTime(at, 30);
      else session[step](at);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused = true;
    }
    session = new Session(questions, rules, JSON.parse(JSON.stringify(session)));  // as it is kept
    const { turn } = session;
    return [
      refused, session.phase, session.place, turn?.question ?? null, turn?.round ?? null, [...session.queue],
      turn && session.advice(turn), turn && session.remaining(turn, at), session.paused,
    ];
  });
}))"""


def test_the_same_steps_lead_to_the_same_place(browser: Any) -> None:
    held = lesson()
    plays = [Play(seed) for seed in range(40)]
    questions = [
        {
            "sort": script_key(question.body)["sort"],
            "choices": question.choices,
            "right": script_key(question.body)["right"][0][0],
        }
        for question in held.questions
    ]
    logs = [{"seconds": play.seconds, "steps": [step for step, _ in play.log]} for play in plays]
    page = browser.new_page()
    session = SESSION.replace("export ", "")
    given = {"questions": questions, "rules": dict(RULES), "logs": logs}
    record = json.loads(
        page.evaluate(f"(given) => {{ {session}; return ({PLAY})(JSON.parse(given)); }}", json.dumps(given))
    )
    page.close()
    for play, places in zip(plays, record, strict=True):
        for number, ((step, stood), place) in enumerate(zip(play.log, places, strict=True)):
            assert place == stood, (play.seed, number, step)
    stood = [each for play in plays for _, each in play.log]
    assert {each[1] for each in stood} == {"lobby", "ask", "discuss", "revote", "reveal", "end"}
    assert {each[6] for each in stood} == {None, "teach", "discuss", "explain"}
    assert {each[4] for each in stood} == {None, 1, 2, 3}
    assert any(each[0] for each in stood)


class Play:
    """A lesson in the classroom by chance: every step as the page is given it, and where the session stood after it."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.seconds = self.chance.choice([0, 0, 40])
        self.session = Session(lesson(seconds=self.seconds))
        self.at = 0
        self.voters: dict[int, int] = {}  # of each vote
        self.log: list[tuple[dict[str, Any], list[Any]]] = []
        for number in range(PLAYERS):
            self.session.apply(Join(player=f"p{number}", name=f"N{number}"), 0)
        for _ in range(40):
            self.at += self.chance.randrange(9000)
            self.step()

    def step(self) -> None:
        turn = self.session.turn
        if (
            turn
            and self.session.is_open(self.at)
            and self.session.phase in ("ask", "revote")
            and self.chance.random() < 0.6
        ):
            question = self.session.question_of(turn)
            if isinstance(question.body, ChooseOne):
                self.vote(question)
            elif self.chance.random() < 0.5:
                self.vote_unseen(question)
            return
        step = self.chance.choice(STEPS if self.chance.random() < 0.3 else LIKELY[self.session.phase])
        self.happen(AddTime(seconds=30) if step == "add-time" else TakeStep(do=step), {"step": step})  # type: ignore[arg-type]

    def vote(self, question: LiveQuestion) -> None:
        """Everybody, or the first ten, raises a hand for one of the options."""
        assert isinstance(question.body, ChooseOne)
        (right,) = right_choices(question.body)
        voters = self.voters.setdefault(self.session.ballot, self.chance.choice([10, PLAYERS]))
        good = self.chance.choice(TWENTIETHS) * voters // 20
        wrong = [choice for choice in question.choices if choice != right]
        chosen = [right] * good + self.chance.choices(wrong, k=voters - good)
        for player, choice in enumerate(chosen):
            self.answer(player, (choice,))
        self.note({"hands": [(choice, chosen.count(choice)) for choice in question.choices]})

    def vote_unseen(self, question: LiveQuestion) -> None:
        """Everybody writes something, which the teacher counts only when the answer is shown."""
        right = self.chance.choice(TWENTIETHS)
        good, bad = ANSWERS[type(question.body)]
        before = copy.deepcopy(self.session)
        for player in range(PLAYERS):
            self.answer(player, good if player < right else bad)
        self.session.apply(TakeStep(do="reveal"), self.at)
        told = self.session
        # The page hears of it in another order: first the reveal, which knows of no hands, then the hands.
        before.apply(TakeStep(do="reveal"), self.at)
        self.session = before
        self.note({"step": "reveal"})
        self.session = told
        self.note({"hands": [("right", right), ("wrong", PLAYERS - right)]})

    def answer(self, player: int, value: tuple[str, ...]) -> None:
        self.session.apply(SendAnswer(player=f"p{player}", ballot=self.session.ballot, value=value), self.at)

    def happen(self, event: Event, step: dict[str, Any]) -> None:
        try:
            self.session.apply(event, self.at)
        except Refused:
            self.note(step, refused=True)
        else:
            self.note(step)

    def note(self, step: dict[str, Any], *, refused: bool = False) -> None:
        held, turn = self.session, self.session.turn
        share = held.share_right(turn, turn.votes) if turn else None
        stood = [
            refused,
            held.phase,
            held.place,
            turn.question if turn else None,
            turn.round if turn else None,
            [list(each) for each in held.queue],
            None if share is None else views.advice(share),
            turn.remaining(self.at) if turn else None,
            held.paused,
        ]
        self.log.append(({"at": self.at, **step}, copy.deepcopy(stood)))
