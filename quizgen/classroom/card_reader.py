"""Photographs of the class's cards, from the teacher's page or phone, as answers."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from quizgen.classroom import camera
from quizgen.classroom.events import ShowCards
from quizgen.classroom.room import Room, Unwritten
from quizgen.classroom.state import Refused
from quizgen.classroom.tallies import View
from quizgen.classroom.views import card_numbers


class CardReader:
    """Reads one photograph at a time, and stores none."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._one_at_a_time = asyncio.Lock()

    async def take(self, request: Request) -> View:
        """Read the photograph in the body of ``request``, and return the result.

        The answers of ``read`` cards count, ``doubtful`` ones cannot be read, and the answers of ``strange`` ones are
        not options of the question. If nothing was accepted, ``why`` is the reason: a `Refused.reason`, ``unwritten``,
        ``large`` or ``picture``.
        """
        session = self._room.session
        ballot, edges = session.ballot, session.question_of(session.turn).edges if session.turn else {}
        photograph = await _body(request)
        if photograph is None:
            return {"why": "large"}
        async with self._one_at_a_time:
            reading = await asyncio.to_thread(camera.read, photograph, set(card_numbers(session)))
        if reading is None:
            return {"why": "picture"}
        try:
            await self._room.submit(ShowCards(ballot=ballot, letters=reading.letters))
        except Refused as refused:
            return {"why": refused.reason}
        except Unwritten:
            return {"why": "unwritten"}
        strange = [number for number, letter in reading.letters.items() if letter not in edges]
        return {"read": len(reading.letters) - len(strange), "doubtful": reading.doubtful, "strange": strange}


async def _body(request: Request) -> bytes | None:
    """The body of the request, or None if it is too large."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > camera.MOST_BYTES:
            return None
    return bytes(content)
