"""The page on which a teacher looks at what is doubtful: what each of its addresses gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from quizgen.errors import QuizgenError
from quizgen.grading.open_items import OpenItem
from quizgen.project import Project, shipped_folder
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.serving.loopback import Guard
from quizgen.words.catalogues import words_for

_MOST_BYTES = 10_000  # of a request
_SCRIPTS = ("shared/page", "grade/review")
# The messages that the page's script shows.
_SCRIPT_WORDS = (
    "grade_address",
    "grade_ended",
    "grade_left",
    "grade_none",
    "grade_leave_out",
    "grade_take",
    "grade_take_none",
)
_STYLES = ("shared/controls", "grade/review")


class Desk(Protocol):
    """Where decisions are kept while somebody makes them."""

    @property
    def title(self) -> str:
        """The quiz's title."""
        ...

    @property
    def language(self) -> str:
        """The language of the quiz, which the page speaks."""
        ...

    @property
    def direction(self) -> str:
        """The direction of the quiz: ``ltr`` or ``rtl``."""
        ...

    def items(self) -> Sequence[OpenItem]:
        """What is still open."""
        ...

    def picture(self, item: OpenItem) -> bytes:
        """The part of the page to look at, as a JPEG; nothing if it was not kept."""
        ...

    def decide(self, item: OpenItem, values: Sequence[str]) -> None:
        """Keep a decision."""
        ...

    def undo(self) -> bool:
        """Take the last decision back, if there is one."""
        ...


def application(desk: Desk, key: str, port: int) -> Guard:
    """Return the application for one review, whose pages know the ``key``."""
    templates = Templates(Project(shipped_folder()))
    files = {"/grade/palette.css": (read_palette(templates).for_pages(), "text/css")}
    files |= {f"/grade/{PurePosixPath(name).name}.css": (templates.read(f"{name}.css"), "text/css") for name in _STYLES}
    for name in _SCRIPTS:
        files[f"/{name}.js"] = (templates.read(f"{name}.js"), "text/javascript")
    words = words_for(desk.language)
    context = {
        "language": desk.language,
        "direction": desk.direction,
        "words": words,
        "said": json.dumps({key: words[key] for key in _SCRIPT_WORDS}, ensure_ascii=False),
    }
    open_items: dict[str, OpenItem] = {}

    async def file(request: Request) -> Response:
        text, type = files[request.url.path]
        return Response(text, media_type=type)

    async def shell(request: Request) -> Response:
        return HTMLResponse(templates.render("grade/review.html.j2", context))

    async def no_icon(request: Request) -> Response:
        return Response(status_code=204)

    async def next_item(request: Request) -> Response:
        """Return the next thing to look at; ``skipped`` are those to come back to later."""
        skipped = set(request.query_params.getlist("skipped"))
        items = await run_in_threadpool(desk.items)
        keys = {item_key(item): item for item in items}
        open_items.update(keys)
        waiting = [name for name in keys if name not in skipped]
        if not waiting:
            return JSONResponse({"title": desk.title, "left": len(items), "item": None})
        item = keys[waiting[0]]
        view = {
            "key": waiting[0],
            "kind": item.kind,
            "title": item.title,
            "question": item.question,
            "reason": item.reason,
            "values": item.values,
            "guess": item.guess,
            "many": item.many,
            "picture": item.shown is not None,
        }
        return JSONResponse({"title": desk.title, "left": len(items), "item": view})

    async def picture(request: Request) -> Response:
        item = open_items[request.query_params["key"]]
        content = await run_in_threadpool(desk.picture, item)
        return Response(content, media_type="image/jpeg") if content else Response(status_code=404)

    async def decide(request: Request) -> Response:
        decision = await request.json()
        item, values = open_items[decision["key"]], decision["values"]
        allowed = item.kind == "student" or set(values) <= set(item.values)
        if not allowed or (item.kind == "student" and not str(values[0]).strip()):
            raise ValueError
        await run_in_threadpool(desk.decide, item, [str(value).strip() for value in values])
        return JSONResponse({})

    async def undo(request: Request) -> Response:
        return JSONResponse({"undone": await run_in_threadpool(desk.undo)})

    def refuse(request: Request, fault: Exception) -> Response:
        return JSONResponse({"message": str(fault)}, 409)

    def reject(request: Request, fault: Exception) -> Response:
        return JSONResponse({"message": "malformed"}, 400)

    routes = [
        Route("/", shell),
        *(Route(path, file) for path in files),
        Route("/favicon.ico", no_icon),
        Route("/next", next_item),
        Route("/picture", picture),
        Route("/decide", decide, methods=["POST"]),
        Route("/undo", undo, methods=["POST"]),
    ]
    handlers = {
        QuizgenError: refuse,
        ValueError: reject,
        KeyError: reject,
        IndexError: reject,
        TypeError: reject,
    }
    web = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(web, key, port, {"/", "/favicon.ico", *files}, most_bytes=_MOST_BYTES)


def item_key(item: OpenItem) -> str:
    """Return what names an item in the page."""
    return json.dumps([item.kind, item.page, item.question, item.row])
