"""Who is let in by the guard of pages for this machine, and what is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from quizgen.serving.loopback import Guard

KEY, PORT = "k" * 22, 8124
HOST = f"127.0.0.1:{PORT}"


async def _echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


GUARD = Guard(
    Starlette(
        routes=[
            Route("/", lambda _: PlainTextResponse("shell")),
            Route("/facts", _echo, methods=["GET", "POST"]),
            Route("/open", _echo, methods=["POST"]),
        ]
    ),
    KEY,
    PORT,
    ("/",),
    most_bytes=100,
    uploads=("/open",),
    most_upload=1000,
)


class Reply:
    def __init__(self, sent: list[Message]) -> None:
        self.status: int = sent[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in sent[1:])


def ask(path: str, method: str = "GET", body: bytes = b"", *, client: str = "127.0.0.1", **headers: str) -> Reply:
    given = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items()],
        "client": (client, 50_000),
        "server": ("127.0.0.1", PORT),
    }
    parts = [{"type": "http.request", "body": body[n : n + 64], "more_body": True} for n in range(0, len(body), 64)]
    parts.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Message] = []

    async def receive() -> Message:
        return parts.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(GUARD(scope, receive, send))
    return Reply(sent)


OWN: Mapping[str, str] = {"origin": f"http://{HOST}"}


@pytest.fixture(scope="module")
def cookie() -> str:
    reply = ask("/key", "POST", json.dumps({"key": KEY}).encode(), **OWN)
    assert reply.status == 200
    given = reply.headers["set-cookie"]
    assert "HttpOnly" in given
    assert "samesite=strict" in given.lower()
    assert KEY not in given
    return given.partition(";")[0]


def test_the_key_opens_what_the_cookie_then_keeps_open(cookie: str) -> None:
    assert ask("/facts").status == 401
    assert ask("/facts", cookie=cookie).status == 200
    assert ask("/facts", "POST", b"new", cookie=cookie, **OWN).body == b"new"


@pytest.mark.parametrize("body", [b'{"key": "' + b"x" * 22 + b'"}', b"{}", b"[]", b'{"key": 1}', b"\xff", b""])
def test_another_key_opens_nothing(body: bytes) -> None:
    reply = ask("/key", "POST", body, **OWN)
    assert reply.status == 403
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("host", ["evil.example:8124", "127.0.0.1:9", "127.0.0.1", "", "127.0.0.1:8124.evil.example"])
def test_a_name_that_somebody_pointed_here_is_not_served(cookie: str, host: str) -> None:
    for path in ("/", "/facts"):
        assert ask(path, cookie=cookie, host=host, origin=f"http://{host}").status == 404


def test_no_other_machine_is_served(cookie: str) -> None:
    assert ask("/", client="192.168.1.7").status == 404
    assert ask("/facts", client="192.168.1.7", cookie=cookie).status == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:8125", ""])
def test_another_site_changes_nothing(cookie: str, origin: str) -> None:
    assert ask("/facts", "POST", b"x", cookie=cookie, origin=origin).status == 403
    assert ask("/key", "POST", json.dumps({"key": KEY}).encode(), origin=origin).status == 403


def test_another_site_reads_nothing(cookie: str) -> None:
    for site in ("cross-site", "same-site"):
        assert ask("/facts", cookie=cookie, sec_fetch_site=site).status == 403
    assert ask("/facts", cookie=cookie, sec_fetch_site="none").status == 200


def test_a_page_runs_its_own_scripts_alone(cookie: str) -> None:
    for reply in (ask("/"), ask("/facts"), ask("/facts", cookie=cookie)):
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"


def test_bodies_are_bounded(cookie: str) -> None:
    assert ask("/facts", "POST", b"x" * 100, cookie=cookie, **OWN).status == 200
    assert ask("/facts", "POST", b"x" * 101, cookie=cookie, **OWN).status == 413
    assert ask("/open", "POST", b"x" * 1000, cookie=cookie, **OWN).status == 200
    assert ask("/open", "POST", b"x" * 1001, cookie=cookie, **OWN).status == 413
    assert ask("/key", "POST", b"x" * 300, **OWN).status == 413
