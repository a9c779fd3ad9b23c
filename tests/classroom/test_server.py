"""The server over real sockets: what it takes, what it keeps, and whom it does not let in."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from classroom.classroom import KEY, PIN, Classroom, running, stored
from classroom.faults import PHONES, harass, killed_in_bursts, malformed
from classroom.lessons import lesson
from websockets.exceptions import ConnectionClosed, InvalidStatus

from quizgen.classroom.events import SendAnswer, TakeStep
from quizgen.classroom.room import Room
from quizgen.classroom.store import Store, session_after
from quizgen.project import Project

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.quizgen-session"


@pytest.fixture
def classroom(path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Classroom]:
    with running(stored(path, lesson()), Project.at(ROOT)) as opened:
        yield opened
    assert [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


def get(classroom: Classroom, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", classroom.port, timeout=5)
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    content = reply.read()
    connection.close()
    return reply.status, content


def test_an_answer_is_on_the_disk_when_it_is_acknowledged(classroom: Classroom, path: Path) -> None:
    host, phone = classroom.host(), classroom.phone("Ann")
    assert host.do("next")["t"] == "ack"
    phone.until("state", phase="ask")
    assert phone.answer(0, "C")["t"] == "ack"
    other = Store.open(path)
    events = [event for _, event in other.events()]
    other.close()
    assert isinstance(events[-1], SendAnswer)
    assert events[-1].value == ("C",)
    again = classroom.page({"t": "hello", "token": phone.token})
    assert again.until("you")["value"] == ["C"]


def test_a_phone_that_comes_back_is_where_the_class_is(classroom: Classroom) -> None:
    host, phone = classroom.host(), classroom.phone("Ann")
    host.do("next")
    phone.answer(0, "A")
    phone.socket.close()
    again = classroom.page({"t": "hello", "token": phone.token})
    assert again.until("state")["phase"] == "ask"
    assert again.until("you")["value"] == ["A"]
    assert classroom.page({"t": "hello", "token": "other"}).until("no")["why"] == "unknown"


def test_the_server_goes_on_where_it_was(path: Path) -> None:
    with running(stored(path, lesson()), Project.at(ROOT)) as first:
        host, phone = first.host(), first.phone("Ann")
        host.do("next")
        phone.answer(0, "A")
        host.do("discuss")
        before = first.room.session
    with running(Store.open(path), Project.at(ROOT)) as second:
        assert second.room.session == before
        assert second.page({"t": "hello", "token": phone.token}).until("state")["phase"] == "discuss"


def test_setting_the_clock_does_not_change_how_fast_time_passes(path: Path) -> None:
    """A clock that is set back would keep a question open until it is where it was."""
    wall, elapsed = [5_000_000], [0]
    store = stored(path, lesson())
    room = Room(store, lambda: wall[0], lambda: elapsed[0])
    began = room.now()
    wall[0] -= 3_600_000
    elapsed[0] += 30_000_000_000
    assert room.now() - began == 30_000
    store.append([(room.now(), TakeStep(do="next"))])
    resumed = Room(store, lambda: wall[0], lambda: elapsed[0])
    assert resumed.now() == room.now()
    elapsed[0] += 1_000_000_000
    assert resumed.now() - began == 31_000
    store.close()


def test_a_page_may_ask_whether_the_server_is_there(classroom: Classroom) -> None:
    assert classroom.phone("Ann").ask({"t": "ping"}) == {"t": "ack", "n": 1}


def test_who_may_do_what(classroom: Classroom) -> None:
    phone = classroom.phone("Ann")
    assert phone.do("next") == {"t": "no", "n": 1, "why": "key"}
    assert classroom.page({"t": "teach", "key": "ключ", "screen": "host"}).until("no")["why"] == "key"
    assert classroom.page({"t": "join", "pin": "1", "name": "Bob"}).until("no")["why"] == "pin"
    assert classroom.page({"t": "teach", "key": KEY[:-1], "screen": "projector"}).do("next")["why"] == "key"
    assert classroom.room.session.phase == "lobby"
    assert [player.name for player in classroom.room.session.present] == ["Ann"]
    projector = classroom.page({"t": "teach", "key": KEY, "screen": "projector"})
    assert projector.do("next")["t"] == "ack"
    assert classroom.room.session.phase == "ask"


def test_a_pin_cannot_be_guessed_quickly(classroom: Classroom) -> None:
    for _ in range(2):
        guesser = classroom.page()
        for guess in range(20):
            guesser.send({"t": "join", "pin": str(guess)})
            guesser.until("no")
    assert classroom.page({"t": "join", "pin": PIN, "name": "Eve"}).until("no")["why"] == "pin"


def test_foreign_pages_are_refused(classroom: Classroom) -> None:
    with pytest.raises(InvalidStatus):
        classroom.page(origin="http://evil.example")
    with pytest.raises(InvalidStatus):
        classroom.page(origin="null")
    assert get(classroom, "/")[0] == 200
    assert get(classroom, "/", Host="evil.example")[0] == 404
    assert get(classroom, "/host")[0] == 200
    assert get(classroom, "/host", Host=f"192.0.2.7:{classroom.port}")[0] == 404
    assert get(classroom, "/results/responses.csv")[0] == 404
    assert get(classroom, "/live/../../pyproject.toml")[0] == 404
    assert get(classroom, "/results/responses.csv", **{"X-Quizgen-Key": KEY})[1].startswith(
        b"\xef\xbb\xbfsession,form,item"
    )


def test_frames_that_say_nothing_harm_nobody(classroom: Classroom) -> None:
    host, phone = classroom.host(), classroom.phone("Ann")
    host.do("next")
    harass(classroom, malformed(400))
    with pytest.raises(ConnectionClosed):  # a frame too large
        classroom.page({"t": "hello", "token": "x" * 20_000}).until("never")
    with pytest.raises(ConnectionClosed):  # who goes on like this is put out
        stranger = classroom.page()
        for _ in range(200):
            stranger.socket.send("?")
        stranger.until("never")
    assert phone.answer(0, "C")["t"] == "ack"


def test_what_cannot_be_written_did_not_happen(classroom: Classroom) -> None:
    """SQLite itself says that the disk is full, and the class goes on once there is room again."""
    host, phones = classroom.host(), [classroom.phone(name) for name in ("Ann", "Bob", "Eve", "Dee")]
    host.do("next")
    store = classroom.room.store
    (pages,) = store._connection.execute("pragma page_count").fetchone()
    store._connection.execute(f"pragma max_page_count = {pages}")
    reply = {"t": "ack"}
    for number in range(100):  # of each phone as many as a page may send at once
        if (reply := phones[number % 4].answer(0, "ABC"[number % 3]))["t"] == "no":
            break
    assert reply["why"] == "unwritten"
    assert classroom.room.session == session_after(lesson(), store.events())
    while "disk is full" not in host.until("state")["trouble"]:
        pass
    store._connection.execute("pragma max_page_count = 1000000")
    assert phones[-1].answer(0, "C")["t"] == "ack"


def test_a_killed_server_loses_no_acknowledged_answer(path: Path) -> None:
    stored(path, lesson()).close()
    for acknowledged, lost in killed_in_bursts(path, lives=2):
        assert len(acknowledged) == PHONES
        assert lost == {}
