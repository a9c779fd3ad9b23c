"""What is served: the page's files, made once, and fragments of it in the language of the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from quizgen.exporters.anki.note_types import note_type
from quizgen.model.fact import RIGHT_TO_LEFT
from quizgen.project import Project, shipped_folder
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.words.catalogues import SCRIPTS, words_for
from quizgen.words.studio_words import MESSAGES

# A module of the page each, with its fragment and its Python of the same name.
VIEWS = (
    "welcome_view",
    "article_view",
    "suggestions_view",
    "fact_view",
    "result_view",
    "quiz_view",
    "build_view",
)
_SCRIPTS = (
    "shared/page",
    *(f"studio/{name}" for name in ("studio", "server", "parts", "fields", "answers", "boxes", *VIEWS)),
)
_STYLES = ("shared/controls", "studio/style")


class Fragments:
    """The templates of the studio; a project's own are not among them, because anybody may have written those."""

    def __init__(self) -> None:
        self.templates = Templates(Project(shipped_folder()))
        self.card_type = note_type("card", self.templates, "0" * 32)
        styles = {"card": self.card_type.css, "palette": read_palette(self.templates).for_pages()}
        styles |= {PurePosixPath(name).name: self.templates.read(f"{name}.css") for name in _STYLES}
        self.files = {f"/studio/{name}.css": (text, "text/css") for name, text in styles.items()}
        self.files |= {
            f"/studio/{PurePosixPath(name).name}.js": (self.templates.read(f"{name}.js"), "text/javascript")
            for name in _SCRIPTS
        }

    async def file(self, request: Request) -> Response:
        """Serve a script or a style sheet."""
        text, type = self.files[request.url.path]
        return Response(text, media_type=type)

    async def no_icon(self, request: Request) -> Response:
        """Serve nothing to a browser that asks for the icon of the page."""
        return Response(status_code=204)

    async def shell(self, request: Request) -> Response:
        """Serve the page itself, which holds nothing of any project."""
        words = words_of(request)
        messages = json.dumps({key: words[key] for key, _ in MESSAGES}, ensure_ascii=False)
        direction = "rtl" if language_of(request) in RIGHT_TO_LEFT else "ltr"
        return self.fragment("studio", request, said=messages, direction=direction)

    def fragment(self, name: str, request: Request, **context: object) -> Response:
        """Serve a part of the page."""
        return HTMLResponse(self.text(name, request, **context))

    def text(self, name: str, request: Request, **context: object) -> str:
        """Return a part of the page as HTML."""
        language = language_of(request)
        values = {"words": words_for(language), "language": language, **context}
        return self.templates.render(f"studio/{name}.html.j2", values)


async def json_body(request: Request) -> dict[str, Any]:
    """What a page asks for, by name; raises ValueError where it asks for nothing that can be read."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError(body)
    return body


def words_of(request: Request) -> Mapping[str, str]:
    """The words in the language of the browser."""
    return words_for(language_of(request))


def language_of(request: Request) -> str:
    """The first language that the browser asks for and quizgen has words in; English if there is none."""
    languages = request.headers.get("accept-language", "")
    tags = [part.partition(";")[0].strip().lower() for part in languages[:200].split(",")]
    return next((tag for tag in (tag.partition("-")[0] for tag in tags) if tag in SCRIPTS), "en")
