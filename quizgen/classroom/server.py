"""The server on the teacher's laptop: the phones' page for the network, the teacher's pages only for this machine."""

from __future__ import annotations

import asyncio
import copy
import gc
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from quizgen.classroom.card_reader import CardReader
from quizgen.classroom.connection import Connection
from quizgen.classroom.door import COOKIE, Door, camera_key
from quizgen.classroom.frames import MOST_BYTES
from quizgen.classroom.gate import Gate, most_connections
from quizgen.classroom.joining import Joining
from quizgen.classroom.pages import ServedFile, pages, pictures
from quizgen.classroom.protocols import gated_protocols
from quizgen.classroom.room import Room
from quizgen.classroom.session_files import result_file
from quizgen.classroom.tallies import View
from quizgen.classroom.views import json_of
from quizgen.errors import QuizgenError
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.serving.access_keys import is_same
from quizgen.serving.loopback import quiet_config
from quizgen.serving.sockets import LOOPBACK

_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
# The sockets of a large class are tens of thousands of objects, and none of them is garbage until the lesson ends.
_COLLECTED = (50_000, 50, 1000)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Application:
    """What is served, and the gate through which its connections come."""

    app: ASGIApp
    gate: Gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve as an ASGI application."""
        await self.app(scope, receive, send)


def application(room: Room, project: Project, joining: Joining) -> Application:
    """Return the application for one room; ``joining`` has the addresses under which it can be reached."""
    files, media = pages(Templates(project), room.lesson), pictures(room.media)
    gate, door = Gate(most_connections()), Door(room.access.key, room.is_kicked)
    names = {*_LOCAL_NAMES, *joining.addresses}
    reader = CardReader(room)

    def joining_view() -> View:
        joining.pin = room.pin
        return joining.view()

    room.joining = joining_view

    def phone(request: Request) -> Response:
        response = _response(request, files["phone"], names)
        if response.status_code == 200 and not door.device(request.cookies.get(COOKIE, "")):
            cookie = door.new_cookie(request.client.host if request.client else "", time.monotonic())
            if cookie:
                response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return response

    def page(name: str, *, local: bool = False) -> Callable[[Request], Response]:
        return lambda request: _response(request, files.get(name), names, local=local)

    def file(request: Request) -> Response:
        name = request.path_params["name"]
        return _response(request, files.get(name) if "." in name else None, names)

    def picture(request: Request) -> Response:
        return _response(request, media.get(request.path_params["name"]), names)

    def qr(request: Request) -> Response:
        content = joining.qr(request.path_params["place"], camera=request.path_params["whose"] == "camera")
        return _response(request, ServedFile(content, "image/svg+xml") if content else None, names, local=True)

    async def results(request: Request) -> Response:
        if not is_same(request.headers.get("x-quizgen-key", ""), room.access.key):
            return _response(request, None, names, local=True)
        try:
            file, student = request.path_params["name"], request.query_params.get("student", "")
            content = await asyncio.to_thread(
                result_file, project, room.name, room.began, copy.deepcopy(room.session), file, student
            )
        except QuizgenError as fault:
            return Response(str(fault), 409, _HEADERS, "text/plain; charset=utf-8")
        return _response(
            request, ServedFile(content, "application/octet-stream") if content else None, names, local=True
        )

    async def cards(request: Request) -> Response:
        is_known = is_same(request.headers.get("x-quizgen-key", ""), camera_key(room.access.key))
        if not (room.lesson.cards and is_known and _name(request) in names and _own(request)):
            return _response(request, None, names)
        gate.know(request.client)
        outcome = await reader.take(request)
        return _response(request, ServedFile(json_of(outcome).encode(), "application/json"), names)

    async def live(scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        if scope["path"] != "/socket" or _name(socket) not in names or not _own(socket):
            await socket.close(1008)
            return
        await Connection(room, gate, door, joining, socket, send).serve()

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        log = asyncio.create_task(room.keep_log())
        yield
        log.cancel()
        with suppress(asyncio.CancelledError):
            await log

    routes = [
        Route("/", phone),
        Route("/favicon.ico", lambda _: Response(status_code=204, headers=_HEADERS)),
        Route("/host", page("host", local=True)),
        Route("/projector", page("projector", local=True)),
        Route("/live/{name}", file),
        Route("/pictures/{name}", picture),
        Route("/qr/{whose}/{place:int}.svg", qr),
        Route("/results/{name}", results),
        Route("/cards", cards, methods=["POST"]),
    ]
    if room.lesson.cards:
        routes.append(Route("/camera", page("camera")))
    web = Starlette(routes=routes, lifespan=running)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Without the framework: each of thousands of phones would keep its own copy of the layers for a lesson.
        await (live if scope["type"] == "websocket" else web)(scope, receive, send)

    return Application(app, gate)


def serve(app: Application, sockets: Sequence[socket.socket]) -> None:
    """Serve until Ctrl+C."""
    with rarely_collected():
        uvicorn.Server(server_config(app)).run(list(sockets))


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage rarely, and only among new objects, in a process that does nothing but serve a lesson.

    Existing objects stay: searching them again and again would delay answers.
    """
    gc.collect()
    gc.freeze()
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def server_config(app: Application) -> uvicorn.Config:
    """Return uvicorn's settings: quiet, with small uncompressed frames."""
    http, ws = gated_protocols(app.gate)
    return quiet_config(
        app,
        http=http,
        ws=ws,
        ws_max_size=MOST_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=10,
        ws_ping_timeout=20,
    )


def _name(connection: HTTPConnection) -> str:
    """The host name of the request, without the port."""
    return connection.headers.get("host", "").rpartition(":")[0] or connection.headers.get("host", "")


def _own(connection: HTTPConnection) -> bool:
    """Whether the request comes from a page of this server."""
    return connection.headers.get("origin", "") == f"http://{connection.headers.get('host', '')}"


def _response(request: Request, file: ServedFile | None, names: set[str], *, local: bool = False) -> Response:
    """The file, or 404 if it is missing or not for this client: a foreign host name may be an attack."""
    host = _name(request)
    foreign = host not in names
    if local:
        foreign = host not in _LOCAL_NAMES or request.client is None or request.client.host not in LOOPBACK
    if file is None or foreign:
        return Response("Not found", 404, _HEADERS, "text/plain; charset=utf-8")
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://{request.headers['host']}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
    return Response(file.content, headers=_HEADERS | {"Content-Security-Policy": policy}, media_type=file.type)
