"""Cards that students hold up: read from a photograph, counted as their answers, and refused from anybody else."""

from __future__ import annotations

import json
import struct
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from classroom.classroom import KEY, Classroom, running, stored
from classroom.lessons import LESSON, SEA, SKY, options
from classroom.photographs import answers, photograph
from classroom.test_engine import go, refused
from conftest import RECIPE

from quizgen.classroom import camera
from quizgen.classroom.door import camera_key
from quizgen.classroom.engine import Session
from quizgen.classroom.events import Join, Kick, ShowCards
from quizgen.classroom.preparing import card_holders
from quizgen.classroom.session_files import jobs_of
from quizgen.errors import UsageError
from quizgen.exporters.scannable.response_cards import MOST_CARDS
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse
from quizgen.project import Project

ROOT = Path(__file__).parent.parent.parent
ALL = range(1, MOST_CARDS + 1)
CLASS = {number: "ABCD"[number * number % 4 if number % 3 else 2] for number in ALL[:35]}
HELD = replace(LESSON, cards=tuple(f"Card {number}" for number in range(1, 6)))


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_class_is_read_and_nothing_wrongly(seed: int) -> None:
    read = camera.read(photograph(answers(CLASS, seed), size=24, seed=seed), ALL)
    assert read == camera.ReadCards(CLASS, ())


def test_no_card_is_seen_where_there_is_none() -> None:
    for seed in range(3):
        assert camera.read(photograph([], seed=seed), ALL) == camera.ReadCards({}, ())


def test_what_cannot_be_told_is_said() -> None:
    reading = photograph(
        [(1, 45.0), (2, 36.0), (3, -44.0), (4, 0.0), (4, 90.0), (5, 180.0), (5, 180.0), (9, 0.0)], size=60
    )
    assert camera.read(reading, range(1, 9)) == camera.ReadCards({2: "A", 5: "C"}, (1, 3, 4))


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\xff\xd8\xff", png(60_000, 60_000), b"<svg/>", b"\xff\xd8\xff\xe0" + bytes(50)]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert camera.read(content, ALL) is None


def test_cards_answer_for_those_who_hold_them() -> None:
    live_session = Session(HELD)
    live_session.apply(Join(player="p", name="Card 3"), 0)
    assert [player.name for player in live_session.present][2:] == ["Card 3", "Card 4", "Card 5", "Card 3 2"]
    assert refused(live_session, ShowCards(ballot=live_session.ballot, letters={1: "C"})) == "closed"
    go(live_session, "next", at=1000)
    live_session.apply(Kick(player="card-2"), 1000)
    live_session.apply(ShowCards(ballot=0, letters={1: "C", 2: "C", 3: "D", 4: "A", 40: "C"}), 3000)
    live_session.apply(ShowCards(ballot=0, letters={4: "C"}), 4000)  # another picture
    assert live_session.turn
    assert {player: (*vote.value, vote.ms) for player, vote in live_session.turn.votes.items()} == {
        "card-1": ("C", 2000),
        "card-4": ("C", 3000),
    }
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 1
    assert refused(live_session, ShowCards(ballot=1, letters={1: "C"})) == "stale"
    go(live_session, "reveal", "next", at=5000)
    assert refused(live_session, ShowCards(ballot=live_session.ballot, letters={1: "C"})) == "answer"  # a number


def test_which_questions_cards_can_answer() -> None:
    assert replace(SKY, body=TrueFalse(False)).edges == {"A": "true", "B": "false"}
    assert SKY.edges == {"A": "A", "B": "B", "C": "C"}
    assert replace(SKY, body=ChooseOne(options(*"12345", right="A"))).edges == {}
    assert replace(SKY, body=ChooseSeveral(options("red", "blue", right="A"))).edges == {}
    assert SEA.edges == {}


def test_whose_cards_they_are(project: Callable[..., Project]) -> None:
    fact = '- {id: sky, statement: "The sky is {blue}.", ask: What colour is the sky?}'
    quiz = "quiz: {{questions: {{short-answer: 1}}{}}}\nresponse-cards: {{cards: {}}}\n"
    bare = jobs_of(project(fact, recipe=RECIPE + quiz.format("", 2)), "t")[0].students
    assert card_holders(bare, "") == ("Card 1", "Card 2")
    with pytest.raises(UsageError, match=r"no class '7a'.*no roster.*leave --class out"):
        card_holders(bare, "7a")
    roster = {"decks/r.csv": "name,id,class\nAnn,1,7a\nBob,2,7a\nEve,3,7b\n"}
    recipe = RECIPE + "quiz: {questions: {short-answer: 1}, roster: r.csv}\n"
    school = jobs_of(project(fact, recipe=recipe, files=roster), "t")[0].students
    assert (card_holders(school, "7a"), card_holders(school, "7b")) == (("Ann", "Bob"), ("Eve",))
    with pytest.raises(UsageError, match="7a, 7b"):
        card_holders(school, "")
    with pytest.raises(UsageError, match=r"no class '8'.*7a, 7b"):
        card_holders(school, "8")


def post(classroom: Classroom, content: bytes, key: str = "", origin: str = "") -> Any:
    headers = {"X-Quizgen-Key": key or camera_key(KEY), "Origin": origin or classroom.url}
    request = urllib.request.Request(f"{classroom.url}/cards", content, headers)
    try:
        with urllib.request.urlopen(request) as reply:
            return json.loads(reply.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code


def test_a_photograph_comes_from_the_teacher_alone(tmp_path: Path) -> None:
    reading = photograph([(1, 0.0), (2, -90.0), (3, 180.0), (4, 45.0), (5, 90.0)], size=60, width=1200, height=900)
    with running(stored(tmp_path / "t", HELD), Project.at(ROOT)) as classroom:
        host = classroom.host()
        assert post(classroom, reading) == {"why": "closed"}
        host.do("next")
        assert post(classroom, reading, key=KEY) == 404  # the teacher's own key does not travel
        assert post(classroom, reading, origin="http://example.org") == 404
        assert post(classroom, b"no picture") == {"why": "picture"}
        assert post(classroom, b"x" * (camera.MOST_BYTES + 1)) == {"why": "large"}
        assert classroom.room.session.turns[0].votes == {}
        assert post(classroom, reading) == {"read": 3, "doubtful": [4], "strange": [5]}
        told = host.until("state", answered=3)
        assert told["cards"] == {"count": 5, "missing": [4, 5], "answerable": True}
        phone = classroom.page({"t": "teach", "key": camera_key(KEY), "screen": "camera"})
        assert phone.until("state")["cards"]["missing"] == [4, 5]
        assert phone.do("reveal")["why"] == "key"
        for screen in ("host", "projector"):
            curious = classroom.page({"t": "teach", "key": camera_key(KEY), "screen": screen})
            assert curious.until("no")["why"] == "key"
    with running(stored(tmp_path / "u", LESSON), Project.at(ROOT)) as classroom:
        assert post(classroom, reading) == 404  # no cards in this lesson
        stranger = classroom.page({"t": "teach", "key": camera_key(KEY), "screen": "camera"})
        assert stranger.until("no")["why"] == "key"
