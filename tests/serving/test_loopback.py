"""Who is let in by the guard of pages for this machine, and what is refused."""

from __future__ import annotations

import json

import asgi_request
import pytest
from asgi_request import HOST, OWN, PORT, Reply
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from quizgen.serving.loopback import Guard

KEY = "k" * 22


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


def ask(path: str, body: bytes | None = None, client: str = "127.0.0.1", **more: str) -> Reply:
    headers = {"host": HOST} | {name.replace("_", "-"): value for name, value in more.items()}
    return asgi_request.ask(GUARD, path, body, client=client, headers=headers)


@pytest.fixture(scope="module")
def cookie() -> str:
    reply = ask("/key", json.dumps({"key": KEY}).encode(), origin=OWN["origin"])
    assert reply.status == 200
    given = reply.headers["set-cookie"]
    assert "HttpOnly" in given
    assert "samesite=strict" in given.lower()
    assert KEY not in given
    return given.partition(";")[0]


def test_the_key_opens_what_the_cookie_then_keeps_open(cookie: str) -> None:
    assert ask("/facts").status == 401
    assert ask("/facts", cookie=cookie).status == 200
    assert ask("/facts", b"new", cookie=cookie, origin=OWN["origin"]).body == b"new"


@pytest.mark.parametrize("body", [b'{"key": "' + b"x" * 22 + b'"}', b"{}", b"[]", b'{"key": 1}', b"\xff", b""])
def test_another_key_opens_nothing(body: bytes) -> None:
    reply = ask("/key", body, origin=OWN["origin"])
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
    assert ask("/facts", b"x", cookie=cookie, origin=origin).status == 403
    assert ask("/key", json.dumps({"key": KEY}).encode(), origin=origin).status == 403


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
    assert ask("/facts", b"x" * 100, cookie=cookie, origin=OWN["origin"]).status == 200
    assert ask("/facts", b"x" * 101, cookie=cookie, origin=OWN["origin"]).status == 413
    assert ask("/open", b"x" * 1000, cookie=cookie, origin=OWN["origin"]).status == 200
    assert ask("/open", b"x" * 1001, cookie=cookie, origin=OWN["origin"]).status == 413
    assert ask("/key", b"x" * 300, origin=OWN["origin"]).status == 413
