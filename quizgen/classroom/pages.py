"""The pages and what they load, made once when the server starts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from quizgen.classroom.lesson import Lesson
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.words.catalogues import words_for
from quizgen.words.live_words import MESSAGES

_PAGES = ("phone", "host", "projector", "camera")
_SCRIPTS = (
    "shared/page",
    "shared/steps",
    *(f"live/{name}" for name in ("draw", "link", "keys", "redraw", "question", "photograph", "host_class", *_PAGES)),
)
_STYLES = ("shared/controls", "live/style", *(f"live/{name}" for name in _PAGES))
_SHARED = (
    "count_right",
    "do_multiple_response",
    "give_answer",
    "is_right",
    "is_wrong",
    "labelled",
    "move_down",
    "move_up",
    "next",
    "previous",
    "response_cards",
    "reveal",
    "score_of",
    "your_answer",
)


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file as a browser gets it."""

    content: bytes
    type: str


def pages(templates: Templates, lesson: Lesson) -> dict[str, ServedFile]:
    """The pages ``phone``, ``host``, ``projector`` and ``camera``, and the scripts and styles by name."""
    words = words_for(lesson.language)
    messages = json.dumps({key: words[key] for key in (*(key for key, _ in MESSAGES), *_SHARED)}, ensure_ascii=False)
    context = {
        "title": lesson.title,
        "language": lesson.language,
        "direction": lesson.direction,
        "words": words,
        "said": messages,
    }
    html = {
        name: ServedFile(templates.render(f"live/{name}.html.j2", context).encode(), "text/html; charset=utf-8")
        for name in _PAGES
    }
    scripts = {
        f"{PurePosixPath(name).name}.js": ServedFile(
            templates.read(f"{name}.js").encode(), "text/javascript; charset=utf-8"
        )
        for name in _SCRIPTS
    }
    palette = read_palette(templates)
    styles = {"palette": palette.for_pages(), "palette-day": palette.for_light_pages()} | {
        PurePosixPath(name).name: templates.read(f"{name}.css") for name in _STYLES
    }
    sheets = {f"{name}.css": ServedFile(text.encode(), "text/css; charset=utf-8") for name, text in styles.items()}
    return html | scripts | sheets


def pictures(media: Mapping[str, bytes]) -> dict[str, ServedFile]:
    """The lesson's pictures by name."""
    return {name: ServedFile(content, MEDIA_TYPES[PurePosixPath(name).suffix]) for name, content in media.items()}
