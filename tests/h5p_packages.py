"""Packages of H5P as platforms export them: content, and each library in a folder of its own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

Files = dict[str, bytes]
# Older than what quizgen writes for, as a school may have them.
LIBRARIES = {
    "H5P.QuestionSet": "1.17",
    "H5P.MultiChoice": "1.14",
    "H5P.TrueFalse": "1.6",
    "H5P.Blanks": "1.12",
    "H5P.DragText": "1.8",
    "H5P.DragQuestion": "1.13",
    "H5P.AdvancedText": "1.1",
    "H5P.Image": "1.1",
    "H5P.JoubelUI": "1.3",
}
QUESTIONS: dict[str, Any] = {
    "introPage": {"showIntroPage": True, "title": "Leer", "introduction": "Bitte füllen."},
    "progressType": "textual",
    "passPercentage": 60,
    "backgroundImage": {"path": "images/old.png", "mime": "image/png"},
    "texts": {"prevButton": "Zurück", "nextButton": "Weiter"},
    "endGame": {"message": "Ergebnis", "successVideo": [{"path": "videos/old.mp4"}]},
    "questions": [
        {
            "library": "H5P.MultiChoice 1.14",
            "params": {
                "question": "<p>Alt?</p>",
                "answers": [{"text": "alt", "correct": True}],
                "media": {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/old.png"}}}},
                "UI": {"checkAnswerButton": "Prüfen"},
                "behaviour": {"enableRetry": False, "type": "auto"},
            },
            "subContentId": "0",
        },
        {
            "library": "H5P.TrueFalse 1.6",
            "params": {"question": "Alt", "l10n": {"trueText": "Wahr", "checkAnswer": "Prüfen"}},
        },
    ],
}


def library(name: str, version: str) -> Files:
    """A library of no use but to be checked."""
    major, minor = map(int, version.split("."))
    about = {
        "title": name,
        "machineName": name,
        "majorVersion": major,
        "minorVersion": minor,
        "patchVersion": 2,
        "runnable": 1,
        "preloadedJs": [{"path": "js/code.js"}],
    }
    folder = f"{name}-{version}"
    return {
        f"{folder}/library.json": json.dumps(about).encode(),
        f"{folder}/semantics.json": b"[]",
        f"{folder}/js/code.js": f"// {name}".encode(),
    }


def package(
    main: str = "H5P.QuestionSet",
    libraries: Mapping[str, str] = LIBRARIES,
    content: object = QUESTIONS,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A package with its libraries; ``more`` files stand beside them, or in place of one."""
    listed = [
        {"machineName": name, "majorVersion": int(major), "minorVersion": int(minor)}
        for name, version in libraries.items()
        for major, _, minor in (version.partition("."),)
    ]
    head = {
        "title": "Leer",
        "language": "und",
        "mainLibrary": main,
        "embedTypes": ["iframe"],
        "license": "CC BY",
        "authors": [{"name": "A Person", "role": "Author"}],
        "preloadedDependencies": listed,
    }
    files = {"h5p.json": json.dumps(head).encode(), "content/content.json": json.dumps(content).encode()}
    for name, version in libraries.items():
        files |= library(name, version)
    return zipped(files | {"content/images/old.png": b"old"} | dict(more or {}))


def zipped(files: Mapping[str, bytes], says: int = 0) -> bytes:
    """A container; in its table each file has as many bytes as it ``says``, if it says so."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for info in archive.filelist:
            info.file_size = says or info.file_size
    return buffer.getvalue()


def unzipped(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
