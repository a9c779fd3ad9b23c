"""Pages for the person at this machine, and for nobody else.

The address that is printed has a key in its fragment, which no browser sends. The page's script exchanges it for a
cookie; only requests with it get anything that is not the same for everybody. A page of another site cannot use it: its
requests have another origin, the cookie is not sent along with them, and a name that somebody has pointed at this
machine is not one of ours.
"""

from __future__ import annotations

import json
import socket
import webbrowser
from collections.abc import Callable, Collection
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quizgen.serving.access_keys import digest, is_same
from quizgen.serving.sockets import LOOPBACK, listening_sockets

KEY_PATH = "/key"
_NAMES = ("127.0.0.1", "localhost")
_LONGEST_KEY = 200  # bytes of the body that brings it
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Fragments of a page come from its own server and are made into elements in one place, which has this name.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types fragments"
)


class Guard:
    """Serves ``app``, an application of Starlette, to this machine's browser.

    The paths ``open_to_all`` have nothing that is anybody's own. ``most_bytes`` is the largest body of a request,
    ``uploads`` are the paths that take files of ``most_upload`` bytes.
    """

    def __init__(
        self,
        app: ASGIApp,
        key: str,
        port: int,
        open_to_all: Collection[str],
        *,
        most_bytes: int,
        uploads: Collection[str] = (),
        most_upload: int = 0,
    ) -> None:
        self._app, self._key = app, key
        self._hosts = [f"{name}:{port}" for name in _NAMES]
        self._cookie = f"quizgen-{port}"  # browsers do not separate the cookies of two ports
        self._seal = digest(f"page {key}")
        self._open = frozenset(open_to_all)
        self._uploads, self._most_bytes, self._most_upload = frozenset(uploads), most_bytes, most_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve as an ASGI application."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no page of ours opens a socket
        request = Request(scope, receive)
        refused = self._fault(request)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        if scope["path"] == KEY_PATH and scope["method"] == "POST":
            reply = await self._exchange(request)
            await reply(scope, receive, _with_headers(send))
            return
        most = self._most_upload if scope["path"] in self._uploads else self._most_bytes
        await self._app(scope, _bounded_receive(receive, most), _with_headers(send))

    def _fault(self, request: Request) -> Response | None:
        """Why a request is not served, or None."""
        host = request.headers.get("host", "")
        if host not in self._hosts or request.client is None or request.client.host not in LOOPBACK:
            return PlainTextResponse("Not found", 404)
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("Not for other sites", 403)
        if request.method not in ("GET", "HEAD") and request.headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Not for other sites", 403)
        path = request.url.path
        if path == KEY_PATH or path in self._open or self._is_known(request.headers):
            return None
        return PlainTextResponse("Open the address that was printed", 401)

    def _is_known(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        return self._cookie in cookies and is_same(cookies[self._cookie].value, self._seal)

    async def _exchange(self, request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_KEY:
                return PlainTextResponse("Too large", 413)
        try:
            key = json.loads(body)["key"]
        except (ValueError, TypeError, KeyError):
            key = None
        if not isinstance(key, str) or not is_same(key, self._key):
            return PlainTextResponse("This is not the key", 403)
        reply = JSONResponse({})
        reply.set_cookie(self._cookie, self._seal, httponly=True, samesite="strict", path="/")
        return reply


def quiet_config(app: ASGIApp, **settings: Any) -> uvicorn.Config:
    """Return uvicorn's settings for a server that says nothing of itself, and prints no requests."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=2,
        **settings,
    )


class Server(uvicorn.Server):
    """A server that calls ``stopping`` before it waits for its connections to close.

    A page that listens for news would keep one open for ever.
    """

    def __init__(self, app: ASGIApp, stopping: Callable[[], object]) -> None:
        super().__init__(quiet_config(app, ws="none"))
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the connections of pages that listen for news, and stop."""
        self._stopping()
        await super().shutdown(sockets)


def serve_here(
    pages_at: Callable[[int], ASGIApp],
    port: int,
    key: str,
    stopping: Callable[[], object],
    *,
    browser: bool,
    say: Callable[[str], object],
    ending: str,
) -> None:
    """Serve pages on this machine until Ctrl+C; ``say`` prints the address, and that Ctrl+C does what ``ending`` says.

    ``pages_at`` makes the application for the port that is used, which is any free one where ``port`` is 0.
    """
    sockets = listening_sockets(("127.0.0.1",), port)
    port = sockets[0].getsockname()[1]
    server = Server(pages_at(port), stopping)
    link = f"http://127.0.0.1:{port}/#{key}"
    say(link)
    say(f"Open this address in a browser on this machine. Ctrl+C {ending}.")
    if browser:
        webbrowser.open(link)
    with suppress(KeyboardInterrupt):  # how it is left
        server.run(sockets)


def _bounded_receive(receive: Receive, most: int) -> Receive:
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise HTTPException(413)
        return message

    return receive_bounded


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in (*_HEADERS.items(), ("Content-Security-Policy", _POLICY)):
                headers.setdefault(name, value)
        await send(message)

    return with_headers
