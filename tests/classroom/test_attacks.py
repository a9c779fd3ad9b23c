"""A class and its teacher come in while somebody floods the server with joins, sockets or guesses."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
from classroom.classroom import PIN, Classroom, running, stored
from classroom.lessons import lesson
from classroom.test_engine import answer, go, refused, session
from classroom.test_server import ROOT
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from quizgen.classroom import gate as gates
from quizgen.classroom.door import COOKIE, Door
from quizgen.classroom.engine import Session
from quizgen.classroom.events import Join, Kick, KickSince, Readmit
from quizgen.project import Project


@pytest.fixture
def classroom(tmp_path: Path) -> Iterator[Classroom]:
    with running(stored(tmp_path / "t.quizgen-session", lesson()), Project.at(ROOT)) as opened:
        yield opened


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Classroom]:
    """A server that a hundred connections fill, and in which strangers must hurry."""
    for name, value in (("_MOST", 100), ("_RESERVE", 20), ("_PATIENCE", 1.0)):
        monkeypatch.setattr(gates, name, value)
    with running(stored(tmp_path / "t.quizgen-session", lesson()), Project.at(ROOT)) as opened:
        yield opened


def cookie_of(classroom: Classroom) -> str:
    """The cookie that a browser gets."""
    connection = HTTPConnection("127.0.0.1", classroom.port, timeout=5)
    connection.request("GET", "/")
    reply = connection.getresponse()
    reply.read()
    connection.close()
    cookie = reply.getheader("Set-Cookie") or ""
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    return cookie.partition(";")[0]


def test_a_school_behind_one_address_joins_in_seconds(classroom: Classroom) -> None:
    began = time.monotonic()
    for number in range(300):
        classroom.phone(f"N{number}")
    assert len(classroom.room.session.present) == 300
    assert time.monotonic() - began < 60  # on any machine; in a second or two on most


def test_an_address_cannot_join_for_ever() -> None:
    door = Door("key", lambda player: False)
    joined = sum(door.let_join("192.0.2.1", "", second * 13 / 3000) for second in range(3000))
    assert joined < 530
    assert door.let_join("192.0.2.2", "", 13)
    door.undo_join("192.0.2.1", "")
    assert door.let_join("192.0.2.1", "", 13)


def test_a_device_has_few_names(classroom: Classroom) -> None:
    mine, other = cookie_of(classroom), cookie_of(classroom)
    for number in range(3):
        classroom.phone(f"N{number}", cookie=mine)
    assert classroom.page({"t": "join", "pin": PIN}, cookie=mine).until("no")["why"] == "busy"
    classroom.phone("Ann", cookie=other)
    classroom.phone("Bob", cookie=f"{COOKIE}=1.2")  # one that is not ours
    assert len(classroom.room.session.present) == 5


def test_who_guesses_the_pin_keeps_nobody_out_behind_the_same_router(classroom: Classroom) -> None:
    guesser, cookie = classroom.page(), cookie_of(classroom)
    for guess in range(30):
        guesser.send({"t": "join", "pin": str(guess)})
        guesser.until("no")
    assert classroom.page({"t": "join", "pin": PIN}).until("no")["why"] == "pin"
    classroom.phone("Ann", cookie=cookie)


def test_half_open_connections_and_silent_sockets_keep_nobody_out(small: Classroom) -> None:
    ann = small.phone("Ann")
    with ExitStack() as stack:
        for number in range(150):
            stranger = stack.enter_context(socket.create_connection(("127.0.0.1", small.port)))
            if number % 2:
                stranger.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        host = small.host()
        assert host.do("next")["t"] == "ack"
        for _ in range(120):
            small.page()
        small.phone("Bob")
        again = small.page({"t": "hello", "token": ann.token})
        assert again.until("state")["phase"] == "ask"
        assert ann.answer(0, "C")["t"] == "ack"
        assert host.do("close")["t"] == "ack"


def test_a_stranger_must_say_something_soon(small: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = small.phone("Ann")
    with monkeypatch.context() as patch:
        patch.setattr(gates, "_PATIENCE", 0.2)
        with socket.create_connection(("127.0.0.1", small.port)) as half:
            half.sendall(b"GET / HT")
            with pytest.raises((ConnectionClosed, InvalidHandshake)):  # a slow machine is put out before it is in
                small.page().until("never")
            half.settimeout(5)
            assert half.recv(100) == b""
    assert small.host().do("next")["t"] == "ack"
    assert ann.answer(0, "C")["t"] == "ack"


def test_newcomers_leave_room_for_those_who_come_back(small: Classroom) -> None:
    phones = [small.phone(f"N{number}") for number in range(80)]
    assert small.page({"t": "join", "pin": PIN}).until("no")["why"] == "busy"
    small.page({"t": "hello", "token": phones[0].token}).until("state")
    small.host().until("state")


def test_one_phone_has_few_pages(classroom: Classroom) -> None:
    ann = classroom.phone("Ann")
    for _ in range(4):
        page = classroom.page({"t": "hello", "token": ann.token})
        page.until("state")
    with pytest.raises(ConnectionClosed):
        ann.until("never")
    assert page.answer(0, "A")["why"] == "stale"


def test_who_was_removed_does_not_come_back(classroom: Classroom) -> None:
    host, cookie = classroom.host(), cookie_of(classroom)
    eve, ann = classroom.phone("Eve", cookie=cookie), classroom.phone("Ann")
    lone = classroom.phone("Mallory", address="127.0.0.9")
    for name in ("Eve", "Mallory"):
        id = next(player.id for player in classroom.room.session.present if player.name == name)
        assert host.ask({"t": "do", "event": {"do": "kick", "player": id}})["t"] == "ack"
    assert eve.until("you", kicked=True)
    assert lone.until("you", kicked=True)
    assert classroom.page({"t": "hello", "token": eve.token}).until("no")["why"] == "unknown"
    assert classroom.page({"t": "join", "pin": PIN, "name": "Eva"}, cookie=cookie).until("no")["why"] == "removed"
    assert classroom.page({"t": "join", "pin": PIN}, address="127.0.0.9").until("no")["why"] == "removed"
    classroom.phone("Bob")  # from the address from which Ann came
    classroom.phone("Dee", cookie=cookie_of(classroom), address="127.0.0.9")  # behind the same router as Mallory
    assert ann.answer(0, "A")["why"] == "stale"
    id = next(player.id for player in classroom.room.session.players.values() if player.name == "Eve")
    assert host.ask({"t": "do", "event": {"do": "readmit", "player": id}})["t"] == "ack"
    assert classroom.page({"t": "hello", "token": eve.token}).until("you")["name"] == "Eve"


def test_a_new_pin(tmp_path: Path) -> None:
    path = tmp_path / "t.quizgen-session"
    with running(stored(path, lesson()), Project.at(ROOT)) as classroom:
        host, phone = classroom.host(), classroom.phone("Ann")
        assert phone.ask({"t": "pin"}) == {"t": "no", "n": 1, "why": "key"}
        assert host.ask({"t": "pin"})["t"] == "ack"
        pin = classroom.room.pin
        assert pin != PIN
        assert classroom.page({"t": "join", "pin": PIN}).until("no")["why"] == "pin"
        classroom.phone("Bob", pin)
        while host.until("state")["joining"]["pin"] != pin:
            pass
        classroom.page({"t": "hello", "token": phone.token}).until("state")


def test_everyone_who_joined_since_then_is_removed_and_counts_no_more() -> None:
    live_session = Session(lesson())
    for second in range(6):
        live_session.apply(Join(player=f"p{second}", name=f"N{second}"), 1000 * second)
    go(live_session, "next", at=6000)
    answer(live_session, 0, "C", at=6000)
    answer(live_session, 5, "A", at=6000)
    live_session.apply(KickSince(seconds=4), 7000)
    assert [player.name for player in live_session.present] == ["N0", "N1", "N2", "N3"]
    assert live_session.turn is not None
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 1.0
    live_session.apply(Readmit(player="p5"), 8000)
    assert live_session.share_right(live_session.turn, live_session.turn.votes) == 0.5
    assert refused(live_session, Readmit(player="p5")) == "unknown"


def test_a_removed_player_takes_no_place_and_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.classroom.players.MOST_PLAYERS", 4)
    live_session = session()
    assert refused(live_session, Join(player="x", name="Ann")) == "full"
    live_session.apply(Kick(player="p0"), 0)
    live_session.apply(Join(player="x", name="N0"), 0)
    assert live_session.present[-1].name == "N0"
    live_session.apply(Readmit(player="p0"), 0)
    assert live_session.players["p0"].name == "N0 2"


def test_no_device_comes_back_that_was_removed() -> None:
    live_session = session(players=0)
    live_session.apply(Join(player="a", name="Ann", device="d1"), 0)
    live_session.apply(Kick(player="a"), 0)
    assert refused(live_session, Join(player="b", name="Bob", device="d1")) == "removed"
    live_session.apply(Join(player="b", name="Bob", device="d2"), 0)
    live_session.apply(Join(player="c", name="Eve"), 0)
