"""The studio as an application: what each address gives."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from quizgen.errors import QuizgenError
from quizgen.project import LARGEST_FILE
from quizgen.serving.loopback import Guard
from quizgen.studio.fragments import Fragments, json_body, words_of
from quizgen.studio.views import (
    article_view,
    build_view,
    fact_view,
    quiz_view,
    result_view,
    suggestions_view,
    welcome_view,
)
from quizgen.studio.workspace import Unwritable, Workspace

VIEWS = (welcome_view, article_view, suggestions_view, fact_view, result_view, quiz_view, build_view)
_MOST_BYTES = 1_000_000  # of a request, except for files that are opened
_BEAT = 15.0  # seconds between two signs of life


def application(workspace: Workspace, port: int) -> Guard:
    """Return the application for one studio, whose pages know its key."""
    fragments = Fragments()

    async def events(request: Request) -> Response:
        return StreamingResponse(_news(workspace), media_type="text/event-stream")

    async def undo(request: Request) -> Response:
        body = await json_body(request)
        take_step = workspace.undo if body["undo"] is True else workspace.redo
        step = take_step(str(body.get("page", "")))
        return JSONResponse({"collection": step.collection, "fact": step.fact} if step else {})

    def refuse(request: Request, fault: Exception) -> Response:
        words = words_of(request)
        message = words[str(fault)] if isinstance(fault, Unwritable) else str(fault)
        return JSONResponse({"message": message}, 409)

    def reject(request: Request, fault: Exception) -> Response:
        return JSONResponse({"message": "malformed"}, 400)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        for name in workspace.collections:
            workspace.check_soon(name)
        watching = asyncio.create_task(workspace.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        workspace.close()

    routes = [
        Route("/", fragments.shell),
        *(Route(path, fragments.file) for path in fragments.files),
        Route("/favicon.ico", fragments.no_icon),
        Route("/events", events),
        Route("/undo", undo, methods=["POST"]),
        *(route for view in VIEWS for route in view.routes(workspace, fragments)),
    ]
    handlers = {QuizgenError: refuse, Unwritable: refuse, ValueError: reject, KeyError: reject}
    web = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)
    return Guard(
        web,
        workspace.key,
        port,
        {"/", "/favicon.ico", *fragments.files},
        most_bytes=_MOST_BYTES,
        uploads={welcome_view.UPLOAD},
        most_upload=LARGEST_FILE,
    )


async def _news(workspace: Workspace) -> AsyncIterator[str]:
    """What changes, as server-sent events."""
    listener: asyncio.Queue[dict[str, object] | None] = asyncio.Queue()
    workspace.listeners.add(listener)
    try:
        yield "retry: 1000\n\n"
        while True:
            try:
                news = await asyncio.wait_for(listener.get(), _BEAT)
                if news is None:
                    return
                yield f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        workspace.listeners.discard(listener)
