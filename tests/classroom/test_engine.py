"""The session's state: what may happen when, what counts, and that its log tells everything."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from classroom.lessons import MATCH, ORDER, SALT, SEA, SKY, lesson
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quizgen.classroom import views
from quizgen.classroom.engine import Session
from quizgen.classroom.events import (
    EVENTS,
    Action,
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
    ShowName,
    ShowWord,
    TakeStep,
)
from quizgen.classroom.lesson import Lesson
from quizgen.classroom.state import Refused
from quizgen.classroom.store import session_after
from quizgen.model.body import ShortText
from quizgen.model.peer_instruction import LATER, ROUNDS
from quizgen.words.catalogues import unwanted_words


def session(given: Lesson | None = None, players: int = 4) -> Session:
    live_session = Session(given or lesson())
    for number in range(players):
        live_session.apply(Join(player=f"p{number}", name=f"N{number}"), 0)
    return live_session


def go(held: Session, *steps: str, at: int = 0) -> None:
    for step in steps:
        held.apply(TakeStep(do=step), at)  # type: ignore[arg-type]


def answer(held: Session, player: int, *value: str, sure: bool | None = None, at: int = 0) -> None:
    held.apply(SendAnswer(player=f"p{player}", ballot=held.ballot, value=value, sure=sure), at)


def refused(held: Session, event: Event, at: int = 0) -> str:
    before = copy.deepcopy(held)
    with pytest.raises(Refused) as error:
        held.apply(event, at)
    assert held == before
    return error.value.reason


def test_a_question_from_lobby_to_reveal() -> None:
    live_session = session()
    assert live_session.phase == "lobby"
    go(live_session, "next")
    answer(live_session, 0, "A")
    answer(live_session, 0, "C")  # changed until closed
    answer(live_session, 1, "A")
    go(live_session, "discuss")
    assert refused(live_session, SendAnswer(player="p0", ballot=live_session.ballot, value=("C",))) == "closed"
    go(live_session, "revote")
    answer(live_session, 1, "C")
    go(live_session, "reveal")
    turn = live_session.turn
    assert turn is not None
    assert (live_session.share_right(turn, turn.first), live_session.share_right(turn, turn.votes)) == (0.5, 1.0)
    assert len(live_session.queue) == 6  # it need not come back
    go(live_session, "next")
    assert live_session.question_of(live_session.turns[1]) == SALT


def test_a_late_first_vote_is_no_second_vote() -> None:
    live_session = session()
    go(live_session, "next")
    late = SendAnswer(player="p0", ballot=live_session.ballot, value=("A",))
    go(live_session, "discuss", "revote")
    assert refused(live_session, late) == "stale"


def test_a_missed_question_comes_back_three_later_and_not_for_ever() -> None:
    live_session = session()
    asked = []
    given = [("A",), ("3.5",), ("dead sea",), ("B", "A"), ("1", "0", "2"), ("B", "A")]
    while live_session.phase != "end":
        go(live_session, "next")
        if live_session.phase == "ask":
            assert live_session.turn is not None
            asked.append(live_session.turn.question)
            answer(live_session, 0, *given[asked[-1]])
            go(live_session, "reveal")
    assert asked == [0, 1, 2, 0, 3, 4, 0, 5]
    assert asked.count(0) == ROUNDS
    assert asked.index(0, 1) == LATER


def returning(turns: int) -> list[tuple[str, int]]:
    """The ids and numbers of what is asked in a lesson in which the first question is missed again and again."""
    others = tuple(
        replace(SKY, id=f"t/sky/colour/{kind}", kind=kind, body=ShortText("blue")) for kind in ("short-answer", "typed")
    )
    live_session = session(replace(lesson(), alternatives={SKY.id: others}), players=1)
    asked: list[tuple[str, int]] = []
    while live_session.phase != "end" and len(asked) < turns:
        go(live_session, "next")
        if live_session.phase == "ask":
            assert live_session.turn is not None
            question = live_session.question_of(live_session.turn)
            asked.append((question.id, views.phone(live_session, 0)["number"]))
            if question.facts == SKY.facts:
                answer(live_session, 0, "A")
            go(live_session, "reveal")
    return asked


def test_what_is_missed_comes_back_in_another_way_and_the_count_does_not_run_backwards() -> None:
    asked = returning(20)
    sky = [(place, id) for place, (id, _) in enumerate(asked) if id.startswith("t/sky/")]
    assert sky == [(0, SKY.id), (3, "t/sky/colour/short-answer"), (6, "t/sky/colour/typed")]
    numbers = [number for _, number in asked]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 6


def test_nothing_comes_back_closer_than_three_questions() -> None:
    """At the end of the lesson, or beside another question about the same fact, it does not come back."""
    live_session = session()
    go(live_session, "next", *["skip"] * 5)
    answer(live_session, 0, "A", "B")
    go(live_session, "reveal", "next")
    assert live_session.phase == "end"
    live_session = session(
        replace(lesson(), questions=(SKY, SALT, SEA, replace(SEA, id="sky-2", facts=SKY.facts), ORDER))
    )
    go(live_session, "next")
    answer(live_session, 0, "A")
    go(live_session, "reveal")
    assert [question for question, _ in live_session.queue] == [0, 1, 2, 3, 4]


def test_the_teacher_sees_how_much_is_left() -> None:
    live_session = session()
    go(live_session, "next")
    assert views.host(live_session, 0, frozenset())["to_come"] == 5
    answer(live_session, 0, "A")
    go(live_session, "reveal")
    view = views.host(live_session, 0, frozenset())
    assert (view["to_come"], view["again"]) == (6, 1)


def test_a_missed_question_with_nothing_between_is_not_asked_again() -> None:
    live_session = session(lesson(questions=1))
    go(live_session, "next")
    answer(live_session, 0, "A")
    go(live_session, "reveal", "next")
    assert live_session.phase == "end"


def test_the_clock_stands_still_in_a_pause_and_elsewhere() -> None:
    live_session = session(lesson(seconds=60))
    go(live_session, "next", at=1000)
    go(live_session, "pause", at=31_000)
    assert refused(live_session, SendAnswer(player="p0", ballot=live_session.ballot, value=("A",)), 32_000) == "closed"
    go(live_session, "resume", at=100_000)
    answer(live_session, 0, "A", at=129_999)
    assert refused(live_session, SendAnswer(player="p0", ballot=live_session.ballot, value=("A",)), 130_000) == "closed"
    live_session.apply(AddTime(seconds=30), 140_000)
    answer(live_session, 0, "C", at=169_999)
    go(live_session, "reveal", "next", at=200_000)
    go(live_session, "back", at=210_000)
    go(live_session, "next", at=900_000)
    assert live_session.turn is not None
    assert live_session.turn.remaining(910_000) == 40_000


def test_what_was_accepted_once_is_not_refused_when_it_is_read_again() -> None:
    """Today's rules may refuse what earlier ones accepted, and two writers may have mixed their steps."""
    strict = replace(lesson(), unwanted=("ann",))
    events: list[Event] = [
        Join(player="p0", name="Ann"),
        TakeStep(do="next"),
        TakeStep(do="next"),
        TakeStep(do="close"),
        SendAnswer(player="p0", ballot=0, value=("C",)),
        Kick(player="nobody"),
        TakeStep(do="reveal"),
        SendAnswer(player="p0", ballot=1, value=("A",)),
        SendAnswer(player="p0", ballot=40, value=("A",)),
    ]
    live_session = session_after(strict, enumerate(events))
    assert [player.name for player in live_session.present] == ["Ann"]
    assert live_session.turn is not None
    assert (live_session.turn.first["p0"].value, live_session.turn.second["p0"].value) == (("C",), ("A",))


def test_closed_answers_can_be_taken_again() -> None:
    live_session = session()
    go(live_session, "next", "close")
    assert refused(live_session, SendAnswer(player="p0", ballot=0, value=("C",))) == "closed"
    go(live_session, "reopen")
    answer(live_session, 0, "C")


def test_who_did_not_vote_again_is_told_so_and_the_count_does_not_grow() -> None:
    live_session = session()
    go(live_session, "next")
    answer(live_session, 0, "A")
    go(live_session, "discuss", "revote")
    answer(live_session, 1, "A")
    go(live_session, "reveal")
    assert views.private(live_session, live_session.players["p0"], {})["first_alone"]
    assert not views.private(live_session, live_session.players["p2"], {})["first_alone"]
    live_session.apply(Cloud(text="What was new?"), 0)
    counted = []
    for _ in range(4):
        go(live_session, "next", "reveal")
        view = views.phone(live_session, 0)
        counted.append((view["number"], view["of"], view["round"]))
    assert counted == [(0, 6, 1), (2, 6, 1), (3, 6, 1), (3, 6, 2)]


def test_back_and_skip() -> None:
    live_session = session()
    go(live_session, "next", "skip")
    answer(live_session, 0, "3.5")
    go(live_session, "back")
    assert live_session.phase == "ask"
    assert live_session.place == 0
    answer(live_session, 0, "C")
    go(live_session, "reveal", "next")
    assert live_session.turn is not None
    assert list(live_session.turn.votes) == ["p0"]
    go(live_session, "end", "back", "reveal")
    assert live_session.phase == "reveal"


def test_who_is_sent_out_counts_no_more() -> None:
    live_session = session()
    go(live_session, "next")
    answer(live_session, 0, "A", sure=True)
    answer(live_session, 1, "C", sure=True)
    live_session.apply(Kick(player="p0"), 0)
    assert refused(live_session, SendAnswer(player="p0", ballot=0, value=("C",))) == "unknown"
    assert live_session.turn is not None
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 1.0
    assert views.misconceptions(live_session, live_session.turn) == []


def test_names_are_told_apart_and_cleaned() -> None:
    live_session = session(players=0)
    for player, name in enumerate(("Ann", "  ann\u200b ", "A\u0000\u202enn")):
        live_session.apply(Join(player=f"p{player}", name=name), 0)
    assert [each.name for each in live_session.present] == ["Ann", "ann 2", "Ann 3"]
    assert refused(live_session, Join(player="x", name="\u200b \u202e")) == "name"
    assert {"fanny", "dick"} == set(unwanted_words("fr")) - set(unwanted_words("fr", names=False))
    live_session = Session(replace(lesson(), unwanted=("damn",)))
    assert refused(live_session, Join(player="x", name="DAMN it")) == "name"
    go(live_session, "lock")
    assert refused(live_session, Join(player="x", name="Bob")) == "locked"


def test_a_teacher_counts_what_was_written_as_right_or_as_the_same() -> None:
    live_session = session(lesson())
    go(live_session, "next", "skip", "skip")
    assert live_session.turn is not None
    assert live_session.question_of(live_session.turn) == SEA
    for player, text in enumerate(("dead SEA", "Ded Sea", "Salt Sea", "ded sea!")):
        answer(live_session, player, text)
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 0.25
    live_session.apply(Merge(turn=2, variant="dedsea!", into="dedsea"), 0)
    live_session.apply(Merge(turn=2, variant="saltsea", into=""), 0)
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 0.5
    live_session.apply(Merge(turn=2, variant="dedsea", into="deadsea"), 0)
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 1.0
    told = views.host(live_session, 0, frozenset())["merged"]
    assert {"variant": "saltsea", "text": "Salt Sea", "into": ""} in told
    assert {"variant": "dedsea!", "text": "ded sea!", "into": "dead SEA"} in told
    for variant, share in (("saltsea", 0.75), ("dedsea", 0.5), ("dedsea!", 0.25)):
        live_session.apply(Merge(turn=2, variant=variant, into=variant), 0)
        assert live_session.share_right(live_session.turn, live_session.turn.votes) == share
    assert refused(live_session, Merge(turn=2, variant="saltsea", into="saltsea")) == "step"


@pytest.mark.parametrize(
    ("question", "value", "right"),
    [
        (SALT, ("3,5 %",), True),
        (SALT, ("35 %",), False),
        (SALT, ("3.5 kg",), False),
        (ORDER, ("1", "0", "2"), True),
        (ORDER, ("0", "1", "2"), False),
        (MATCH, ("B", "A"), True),
        (MATCH, ("B", ""), False),
        (SKY, ("C",), True),
    ],
)
def test_answers_are_judged(question: object, value: tuple[str, ...], right: bool) -> None:
    live_session = session(lesson())
    index = live_session.questions.index(question)  # type: ignore[arg-type]
    go(live_session, "next", *["skip"] * index)
    answer(live_session, 0, *value)
    assert live_session.turn is not None
    assert live_session.verdict(live_session.turn, live_session.turn.votes["p0"].value) is right


@pytest.mark.parametrize(
    ("question", "value", "parts", "notes"),
    [
        (ORDER, ("1", "2", "0"), (True, False, False), ()),
        (MATCH, ("B", ""), (True, False), ()),
        (SKY, ("A",), None, ()),
        (SEA, ("deadsea",), (True,), ("It is written: Dead Sea",)),
        (SEA, ("Dead Sea",), (True,), ()),
        (SEA, ("Caspian",), (False,), ()),
        (SALT, ("3.5 kg",), (False,), ("The number is right. Look at the unit: 3.5 percent",)),
    ],
)
def test_a_phone_says_which_parts_of_an_answer_are_right(
    question: object, value: tuple[str, ...], parts: object, notes: object
) -> None:
    live_session = session(lesson())
    index = live_session.questions.index(question)  # type: ignore[arg-type]
    go(live_session, "next", *["skip"] * index)
    answer(live_session, 0, *value)
    assert "parts" not in views.private(live_session, live_session.players["p0"], {})
    go(live_session, "reveal")
    you = views.private(live_session, live_session.players["p0"], {})
    assert (you["parts"], you["notes"]) == (parts, notes)


@pytest.mark.parametrize("value", [(), ("D",), ("A", "B"), ("",)])
def test_answers_of_another_shape_are_refused(value: tuple[str, ...]) -> None:
    live_session = session()
    go(live_session, "next")
    assert refused(live_session, SendAnswer(player="p0", ballot=live_session.ballot, value=value)) == "answer"


def test_a_word_cloud_has_no_right_answer() -> None:
    live_session = session()
    go(live_session, "next", "reveal")
    live_session.apply(Cloud(text="What was new to you?"), 0)
    go(live_session, "next")
    for player, text in enumerate(("Salt", "salt ", "sky")):
        answer(live_session, player, text)
    go(live_session, "reveal")
    assert live_session.turn is not None
    assert live_session.share_right(live_session.turn, live_session.turn.votes) is None
    assert [(each["text"], each["count"]) for each in views.projector(live_session, 0)["cloud"]] == [
        ("Salt", 2),
        ("sky", 1),
    ]


def test_phones_and_projector_learn_nothing_before_the_reveal() -> None:
    live_session = session(replace(lesson(), cards=("N9",)))
    go(live_session, "next")
    answer(live_session, 0, "C", sure=True)
    for step in ("discuss", "revote"):
        you = views.private(live_session, live_session.players["p0"], {})
        for view in (
            views.phone(live_session, 0),
            views.projector(live_session, 0),
            views.camera(live_session, 0),
            you,
        ):
            told = views.json_of(view)
            for secret in ('"right"', "scatters", "paragraph", "counts", "share", "N0"):
                assert secret not in told or (secret == "N0" and view["t"] == "you")
        go(live_session, step)


def test_a_phone_gets_of_a_question_what_says_nothing_of_its_answer() -> None:
    live_session = session()
    for _ in live_session.lesson.questions:
        go(live_session, "next")
        told = json.loads(views.json_of(views.phone(live_session, 0)))["question"]
        assert set(told) == {"kind", "sort", "prompt", "choices", "rows", "fields", "picture"}
        assert all(set(choice) == {"id", "letter", "text"} for choice in told["choices"])
        assert [choice["id"] for choice in told["choices"]] in ([], ["A", "B"], ["A", "B", "C"], ["0", "1", "2"])
        go(live_session, "reveal")


STEPS = [*["next", "reveal"] * 3, *(each for each in get_args(Action) if each != "show-names")]


class Lessons(RuleBasedStateMachine):
    """Anything that pages may send, in any order: it is refused and changes nothing, or it is in the log."""

    @initialize(seconds=st.sampled_from([0, 30]), teams=st.sampled_from([0, 2]))
    def begin(self, seconds: int, teams: int) -> None:
        self.lesson = lesson(seconds=seconds, teams=teams)
        self.held = Session(self.lesson)
        self.log: list[tuple[int, Event]] = []
        self.states = [copy.deepcopy(self.held)]
        self.at = 0

    def happen(self, event: Event) -> None:
        before = copy.deepcopy(self.held)
        try:
            self.held.apply(event, self.at)
        except Refused:
            assert self.held == before
        else:
            self.log.append((self.at, event))
            self.states.append(copy.deepcopy(self.held))

    @rule(more=st.integers(0, 20_000))
    def time_goes_by(self, more: int) -> None:
        self.at += more

    @rule(player=st.sampled_from("abc"), name=st.text(max_size=30))
    def join(self, player: str, name: str) -> None:
        self.happen(Join(player=player, name=name))

    @rule(
        player=st.sampled_from("abcd"),
        off=st.sampled_from([0, 0, 0, -1, 1]),
        value=st.one_of(
            st.sampled_from([("A",), ("C",), ("A", "B"), ("3.5",), ("x",), ("1", "0", "2"), ("B", "A"), ()]),
            st.lists(st.text(max_size=5), max_size=3).map(tuple),
        ),
        sure=st.sampled_from([True, False, None]),
    )
    def answer(self, player: str, off: int, value: tuple[str, ...], sure: bool | None) -> None:
        self.happen(SendAnswer(player=player, ballot=self.held.ballot + off, value=value, sure=sure))

    @rule(step=st.sampled_from(STEPS))
    def step(self, step: str) -> None:
        self.happen(TakeStep(do=step))  # type: ignore[arg-type]

    @rule(
        event=st.one_of(
            st.builds(AddTime, seconds=st.integers(1, 60)),
            st.builds(Kick, player=st.sampled_from("abcd")),
            st.builds(KickSince, seconds=st.integers(1, 60)),
            st.builds(Readmit, player=st.sampled_from("abcd")),
            st.builds(ChangePin, pin=st.just("654321")),
            st.builds(ShowName, player=st.sampled_from("abcd"), shown=st.booleans()),
            st.builds(ShowWord, turn=st.integers(-1, 7), variant=st.sampled_from("xy"), shown=st.booleans()),
            st.builds(
                Merge, turn=st.integers(-1, 7), variant=st.sampled_from("xy"), into=st.sampled_from(["", "x", "y"])
            ),
            st.builds(Cloud, text=st.sampled_from(["What?", "Why?"])),
        )
    )
    def teach(self, event: Event) -> None:
        self.happen(event)

    @invariant()
    def every_screen_can_be_drawn(self) -> None:
        views.json_of(views.phone(self.held, self.at))
        views.json_of(views.projector(self.held, self.at))
        views.json_of(views.host(self.held, self.at, frozenset()))

    def teardown(self) -> None:
        """The log, as it is written, gives the same session again, wherever it is cut off."""
        kept = [(at, EVENTS.validate_json(event.model_dump_json())) for at, event in self.log]
        again = session_after(self.lesson, [])
        for (at, event), (before, after) in zip(kept, pairwise(self.states), strict=True):
            assert again == before
            again.replay(event, at)
            assert again == after
        assert session_after(self.lesson, kept) == again


TestLessons = Lessons.TestCase
TestLessons.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize(("share", "what"), [(0.34, "teach"), (0.35, "discuss"), (0.7, "discuss"), (0.71, "explain")])
def test_what_to_do_next_depends_on_the_share_that_is_right(share: float, what: str) -> None:
    assert views.advice(share) == what
