"""Requests to an application in this process, without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.types import ASGIApp, Message

PORT = 8124
HOST = f"127.0.0.1:{PORT}"
OWN: Mapping[str, str] = {"host": HOST, "origin": f"http://{HOST}"}


class Reply:
    """What an application answered."""

    def __init__(self, sent: list[Message]) -> None:
        self.status: int = sent[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in sent[1:])


def ask(
    app: ASGIApp,
    path: str,
    body: bytes | None = None,
    query: str = "",
    client: str = "127.0.0.1",
    headers: Mapping[str, str] = OWN,
) -> Reply:
    """The reply to a request, a POST where it has a body.

    It runs in a thread of its own: that of the tests may have the loop of a browser.
    """
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "http",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": (client, 50_000),
        "server": ("127.0.0.1", PORT),
    }
    given = body or b""
    parts = [{"type": "http.request", "body": given[n : n + 64], "more_body": True} for n in range(0, len(given), 64)]
    parts.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Message] = []

    async def receive() -> Message:
        return parts.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()  # type: ignore[arg-type]
    return Reply(sent)
