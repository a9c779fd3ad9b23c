"""One page's connection, from its first frame to its last."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from pydantic import ValidationError
from starlette.types import Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from quizgen.classroom import views
from quizgen.classroom.door import COOKIE, Door, camera_key, new_pin, player_id
from quizgen.classroom.events import ChangePin, Command, Join, SendAnswer
from quizgen.classroom.frames import (
    FRAMES,
    AddressFrame,
    AnswerFrame,
    DoFrame,
    Frame,
    HelloFrame,
    JoinFrame,
    PinFrame,
    PingFrame,
    TeachFrame,
)
from quizgen.classroom.gate import Gate
from quizgen.classroom.joining import Joining
from quizgen.classroom.limits import Bucket
from quizgen.classroom.mailbox import Mailbox
from quizgen.classroom.room import Room, Unwritten
from quizgen.classroom.state import Refused
from quizgen.serving.access_keys import is_same, new_token
from quizgen.serving.sockets import LOOPBACK
from quizgen.words.catalogues import words_for

_FRAMES, _FRAMES_A_SECOND = 30, 8  # of one page
_GIVEN_UP = 100  # excess or invalid frames before a page is disconnected
_MOST_PAGES = 4  # of one player: a phone that loses its connection again and again leaves some behind
_POLICY = 1008  # WebSocket's code for a policy violation


class Connection:
    """A page that is open: nobody's at first, then a player's, the teacher's or the projector's."""

    def __init__(self, room: Room, gate: Gate, door: Door, joining: Joining, socket: WebSocket, send: Send) -> None:
        self._room, self._gate, self._door, self._joining, self._socket = room, gate, door, joining, socket
        self._to_page = send
        self._mailbox = Mailbox()
        self._address = socket.client.host if socket.client else ""
        self._bucket = Bucket(_FRAMES, _FRAMES_A_SECOND)
        self._player = ""
        self._teacher = False
        self._faults = 0

    async def serve(self) -> None:
        """Read and answer frames until the page closes or is disconnected."""
        await self._socket.accept()
        sending = asyncio.create_task(self._send())
        try:
            while self._faults < _GIVEN_UP and not sending.done():
                frame = self._read(await self._socket.receive())
                if frame is not None:
                    await self._take(frame)
        except WebSocketDisconnect:
            pass
        finally:
            self._leave()
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _send(self) -> None:
        # Without the socket's own checks, because a class's snapshots are sent thousands of times in a row.
        await self._mailbox.deliver(lambda text: self._to_page({"type": "websocket.send", "text": text}))
        await self._socket.close(_POLICY)

    def _read(self, message: Any) -> Frame | None:
        """The frame in a message, or None if it is invalid or one too many."""
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        text = message.get("text")  # a binary message has none
        if text is None or not self._bucket.take(time.monotonic()):
            self._faults += 1
            return None
        try:
            return FRAMES.validate_json(text)
        except ValidationError:
            self._faults += 1
            self._refuse("frame")
            return None

    async def _take(self, frame: Frame) -> None:
        match frame:
            case JoinFrame():
                await self._join(frame)
            case HelloFrame():
                self._welcome_back(frame.token)
            case TeachFrame():
                self._teach(frame)
            case AnswerFrame():
                await self._answer(frame)
            case DoFrame():
                await self._do(frame.n, frame.event)
            case PingFrame():
                self._say({"t": "ack", "n": frame.n})
            case PinFrame():
                await self._do(frame.n, ChangePin(pin=new_pin()))
            case AddressFrame() if self._teacher:
                self._joining.choose(frame.place)
                self._room.show_all()
            case _:
                self._faults += 1

    async def _join(self, frame: JoinFrame) -> None:
        now, device = time.monotonic(), self._door.device(self._socket.cookies.get(COOKIE, ""))
        if self._player or not self._door.pin_fits(frame.pin, self._room.pin, self._address, now, device):
            self._refuse("pin")
        elif self._door.is_barred(self._address, device):
            self._refuse("removed")
        elif self._gate.is_full or not self._door.let_join(self._address, device, now):
            self._refuse("busy")
        else:
            await self._admit(frame.name.strip(), device)

    async def _admit(self, name: str, device: str) -> None:
        token = new_token()
        number = len(self._room.session.players) + 1
        name = name or words_for(self._room.lesson.language)["student_nth"].format(number=number)
        player = player_id(token)
        try:
            await self._room.submit(Join(player=player, name=name, device=device))
        except (Refused, Unwritten) as fault:
            self._door.undo_join(self._address, device)
            self._refuse(fault.reason if isinstance(fault, Refused) else "unwritten")
        else:
            self._door.record_join(player, self._address, device)
            self._say({"t": "token", "token": token})
            self._sit_down(player)

    def _refuse(self, reason: str) -> None:
        self._say({"t": "no", "n": None, "why": reason})

    def _welcome_back(self, token: str) -> None:
        player = self._room.session.players.get(player_id(token))
        if self._player or player is None or player.kicked:
            self._refuse("unknown")
            return
        self._sit_down(player.id)

    def _sit_down(self, player: str) -> None:
        self._player = player
        self._know()
        pages = self._room.pages.phones[player]
        if len(pages) >= _MOST_PAGES:
            next(iter(pages)).close()
        pages[self._mailbox] = None
        self._room.greet(player, self._mailbox)
        self._room.count_soon()

    def _know(self) -> None:
        self._gate.know(self._socket.client)

    def _teach(self, frame: TeachFrame) -> None:
        pages, key = self._room.pages, self._room.access.key
        if frame.screen == "camera":
            is_known = bool(self._room.lesson.cards) and is_same(frame.key, camera_key(key))
        else:
            is_known = self._address in LOOPBACK and is_same(frame.key, key)
        if not is_known:
            self._faults += _GIVEN_UP // 10
            self._refuse("key")
            return
        self._know()
        self._teacher = frame.screen != "camera"  # a presenter's remote presses keys in the projector's window
        screens = {"host": pages.hosts, "projector": pages.projectors, "camera": pages.cameras}
        screens[frame.screen].add(self._mailbox)
        self._room.show_all()

    async def _answer(self, frame: AnswerFrame) -> None:
        await self._submit(
            frame.n, SendAnswer(player=self._player, ballot=frame.ballot, value=frame.value, sure=frame.sure)
        )

    async def _do(self, n: int, command: Command | ChangePin) -> None:
        if not self._teacher:
            self._faults += 1
            self._say({"t": "no", "n": n, "why": "key"})
            return
        await self._submit(n, command)

    async def _submit(self, n: int, event: SendAnswer | ChangePin | Command) -> None:
        try:
            await self._room.submit(event)
        except Refused as refused:
            self._say({"t": "no", "n": n, "why": refused.reason})
        except Unwritten:
            self._say({"t": "no", "n": n, "why": "unwritten"})
        else:
            self._say({"t": "ack", "n": n})

    def _say(self, reply: dict[str, object]) -> None:
        self._mailbox.reply(views.json_of(reply))

    def _leave(self) -> None:
        pages = self._room.pages
        pages.hosts.discard(self._mailbox)
        pages.projectors.discard(self._mailbox)
        pages.cameras.discard(self._mailbox)
        if self._player:
            pages.phones[self._player].pop(self._mailbox, None)
            self._room.count_soon()
