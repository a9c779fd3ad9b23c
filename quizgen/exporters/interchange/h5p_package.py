"""An H5P package: its libraries and files, and the content that names them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import UUID

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.bank import MediaFile
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.model.identity import digest
from quizgen.model.text import Text


class Library(NamedTuple):
    """An H5P library: its title, the version that content is written for, and the oldest version that can read it."""

    title: str
    version: tuple[int, int]
    oldest: tuple[int, int]


# In all of these versions a picture is in "media", with its settings.
LIBRARIES = {
    "H5P.QuestionSet": Library("Question Set", (1, 20), (1, 17)),
    "H5P.MultiChoice": Library("Multiple Choice", (1, 16), (1, 14)),
    "H5P.TrueFalse": Library("True/False Question", (1, 8), (1, 6)),
    "H5P.Blanks": Library("Fill in the Blanks", (1, 14), (1, 12)),
    "H5P.DragText": Library("Drag the Words", (1, 10), (1, 8)),
    "H5P.DragQuestion": Library("Drag and Drop", (1, 14), (1, 13)),
    "H5P.Dialogcards": Library("Dialog Cards", (1, 9), (1, 8)),
    "H5P.AdvancedText": Library("Text", (1, 1), (1, 1)),
    "H5P.Image": Library("Image", (1, 1), (1, 1)),
}


def package(
    title: str, language: str, used: Iterable[str], content: Mapping[str, Any], media: Iterable[MediaFile]
) -> bytes:
    """Return a package of ``content``.

    ``used`` are its libraries, the main one first. An iterator in ``content`` is written as a list.
    """
    pictures = {picture.name: picture.content for picture in media}
    libraries = list(dict.fromkeys(used))
    head = {
        "title": title,
        "language": language.partition("-")[0] or "und",
        "mainLibrary": libraries[0],
        "embedTypes": ["div"],
        "license": "U",
        "preloadedDependencies": [
            {
                "machineName": name,
                "majorVersion": LIBRARIES[name].version[0],
                "minorVersion": LIBRARIES[name].version[1],
            }
            for name in libraries
        ],
    }

    def entries() -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
        yield "h5p.json", json.dumps(head, ensure_ascii=False).encode()
        yield "content/content.json", _pieces(content)
        for name, picture in sorted(pictures.items()):
            yield f"content/images/{name}", picture

    return zip_bytes(entries())


def _pieces(content: Mapping[str, Any]) -> Iterator[bytes]:
    """The content as JSON, piece by piece, so that only one item of an iterator is in memory."""
    for count, (key, value) in enumerate(content.items()):
        yield f"{', ' if count else '{'}{json.dumps(key)}: ".encode()
        if isinstance(value, Iterator):
            yield b"["
            for index, item in enumerate(value):
                yield f"{', ' if index else ''}{json.dumps(item, ensure_ascii=False)}".encode()
            yield b"]"
        else:
            yield json.dumps(value, ensure_ascii=False).encode()
    yield b"}"


def image(picture: MediaFile) -> dict[str, Any]:
    """Return a picture's file, as H5P names it in content."""
    mime = MEDIA_TYPES[PurePosixPath(picture.name).suffix]
    return {"path": f"images/{picture.name}", "mime": mime, "copyright": {"license": "U"}}


def identifier(*names: str) -> str:
    """Return a UUID that is always the same for the same names."""
    return str(UUID(int=digest("h5p", *names) >> 128, version=4))


_SYNTAX = re.compile(r"[*:\\]")


def plain(text: Text) -> str:
    """Return the text on one line for a field without HTML, with the syntax of texts with gaps as entities."""
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", escape(line(text), quote=False))


def runnable(library: str, params: Mapping[str, Any], id: str) -> dict[str, Any]:
    """Return content of a library that is part of other content and has its own ``id``."""
    major, minor = LIBRARIES[library].version
    return {"library": f"{library} {major}.{minor}", "params": params, "subContentId": id}


def picture_content(picture: MediaFile, id: str) -> dict[str, Any]:
    """Return a picture with its description, as content."""
    return runnable("H5P.Image", {"contentName": "Image", "alt": picture.words, "file": image(picture)}, id)
