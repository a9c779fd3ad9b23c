"""``questions.h5p``: a Question Set of H5P, without its libraries: the platform has to have them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import Bank, Exercise, Media, Sort
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import html, line
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.model.identity import digest
from quizgen.model.text import Text


class Library(NamedTuple):
    """A library of H5P: what people call it, the version that content is written for, the first that reads it so."""

    title: str
    version: tuple[int, int]
    oldest: tuple[int, int]


# A picture has lain with its settings in "media" since the oldest of them.
LIBRARIES = {
    "H5P.QuestionSet": Library("Question Set", (1, 20), (1, 17)),
    "H5P.MultiChoice": Library("Multiple Choice", (1, 16), (1, 14)),
    "H5P.TrueFalse": Library("True/False Question", (1, 8), (1, 6)),
    "H5P.Blanks": Library("Fill in the Blanks", (1, 14), (1, 12)),
    "H5P.DragText": Library("Drag the Words", (1, 10), (1, 8)),
    "H5P.Dialogcards": Library("Dialog Cards", (1, 9), (1, 8)),
    "H5P.Image": Library("Image", (1, 1), (1, 1)),
}


class H5p(Format):
    """Exports what H5P marks; things to be put in order are dragged to their places."""

    name = "h5p"
    summary = "the quiz as an H5P Question Set (questions.h5p)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "truth", "text", "match")),
        features=frozenset(
            (
                "option feedback",
                "feedback",
                "formula",
                "picture",
                "line break",
                "other answers",
                "spare answers",
                "order of options",
            )
        ),
        instead={"number": "text", "order": "match"},
        on_one_line=frozenset(("things to be matched", "what they are matched with", "feedback and evidence")),
        drawings=False,
        unwritable=re.compile(r"[*/:<>&\n]"),
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The package."""
        content = {
            "introPage": {"showIntroPage": False},
            "progressType": "dots",
            "passPercentage": 50,
            "questions": (_question(bank, exercise) for exercise in bank.exercises),
            "disableBackwardsNavigation": False,
            "randomQuestions": False,
        }
        used = ["H5P.QuestionSet", *(_LIBRARIES[exercise.sort] for exercise in bank.exercises)]
        media = [each.picture for each in bank.exercises if each.picture]
        used += ["H5P.Image"] if media else []
        return {"questions.h5p": package(bank.title, bank.language, used, content, media)}


def package(
    title: str, language: str, used: Iterable[str], content: Mapping[str, Any], media: Iterable[Media]
) -> bytes:
    """A package of ``content`` for the first of the libraries that are ``used``; an iterator in it is a list."""
    pictures = {each.name: each.content for each in media}
    libraries = list(dict.fromkeys(used))
    head = {
        "title": title,
        "language": language.partition("-")[0] or "und",
        "mainLibrary": libraries[0],
        "embedTypes": ["div"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": each, "majorVersion": major, "minorVersion": minor}
            for each in libraries
            for major, minor in (LIBRARIES[each].version,)
        ],
    }

    def entries() -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
        yield "h5p.json", json.dumps(head, ensure_ascii=False).encode()
        yield "content/content.json", _pieces(content)
        for file, bytes_ in sorted(pictures.items()):
            yield f"content/images/{file}", bytes_

    return zip_bytes(entries())


def _pieces(content: Mapping[str, Any]) -> Iterator[bytes]:
    """The content as JSON, so that of an iterator one thing is held at a time."""
    for count, (key, value) in enumerate(content.items()):
        yield f"{', ' if count else '{'}{json.dumps(key)}: ".encode()
        if isinstance(value, Iterator):
            yield b"["
            for place, each in enumerate(value):
                yield f"{', ' if place else ''}{json.dumps(each, ensure_ascii=False)}".encode()
            yield b"]"
        else:
            yield json.dumps(value, ensure_ascii=False).encode()
    yield b"}"


def image(picture: Media) -> dict[str, Any]:
    """A picture's file, as H5P names it in content."""
    mime = MEDIA_TYPES[PurePosixPath(picture.name).suffix]
    return {"path": f"images/{picture.name}", "mime": mime, "copyright": {"license": "U"}}


def identifier(*names: str) -> str:
    """A UUID that is always the same for the same names."""
    return str(UUID(int=digest("h5p", *names) >> 128, version=4))


_SYNTAX = re.compile(r"[*:\\]")


def plain(text: Text) -> str:
    """The text on a line for a field that takes no HTML; what would be syntax in a text with gaps is an entity."""
    return _SYNTAX.sub(lambda found: f"&#{ord(found[0])};", escape(line(text), quote=False))


def _question(bank: Bank, exercise: Exercise) -> dict[str, Any]:
    library = _LIBRARIES[exercise.sort]
    params = _PARAMS[exercise.sort](bank, exercise)
    if exercise.picture:
        alt = {"contentName": "Image", "alt": exercise.picture.words, "file": image(exercise.picture)}
        shown = {"library": _versioned("H5P.Image"), "params": alt, "subContentId": identifier(exercise.id, "picture")}
        params["media"] = {"type": shown, "disableImageZooming": False}
    return {
        "library": _versioned(library),
        "params": params,
        "subContentId": identifier(exercise.id),
        "metadata": {"contentType": library.removeprefix("H5P."), "license": "U", "title": name(exercise)},
    }


def _versioned(library: str) -> str:
    major, minor = LIBRARIES[library].version
    return f"{library} {major}.{minor}"


def _told(exercise: Exercise) -> str:
    return " / ".join(plain(note) for note in exercise.notes if note)


def _overall(exercise: Exercise) -> list[dict[str, Any]]:
    return [{"from": 0, "to": 100, "feedback": _told(exercise)}]


def _choices(_: Bank, exercise: Exercise) -> dict[str, Any]:
    answers = [
        {
            "text": f"<div>{html(choice.text)}</div>",
            "correct": choice.right,
            "tipsAndFeedback": {"tip": "", "chosenFeedback": html(choice.feedback), "notChosenFeedback": ""},
        }
        for choice in exercise.choices
    ]
    kind = "multi" if exercise.sort == "response" else "single"
    return {
        "question": f"<p>{html(exercise.prompt)}</p>",
        "answers": answers,
        "overallFeedback": _overall(exercise),
        "behaviour": {"type": kind, "singlePoint": False, "randomAnswers": exercise.shuffle},
    }


def _truth(bank: Bank, exercise: Exercise) -> dict[str, Any]:
    told = _told(exercise)
    return {
        "question": f"<p>{html(exercise.prompt)}</p>",
        "correct": "true" if exercise.truth else "false",
        "behaviour": {"feedbackOnCorrect": told, "feedbackOnWrong": told},
        "l10n": {"trueText": escape(bank.true, quote=False), "falseText": escape(bank.false, quote=False)},
    }


def _words(_: Bank, exercise: Exercise) -> dict[str, Any]:
    """The ways to write the answer stand between stars, parted by strokes, where the gap is or behind the question."""
    gap = f"*{'/'.join(exercise.accepted)}*"
    asked = html(exercise.prompt).replace("*", "&#42;")
    return {
        "text": "",
        "questions": [f"<p>{asked}</p><p>{gap}</p>"],
        "overallFeedback": _overall(exercise),
        "behaviour": {"caseSensitive": False, "autoCheck": False},
    }


def _match(_: Bank, exercise: Exercise) -> dict[str, Any]:
    rows = [f"{plain(prompt)} *{plain(answer)}*" for prompt, answer in exercise.pairs]
    return {
        "taskDescription": f"<p>{html(exercise.prompt)}</p>",
        "textField": "\n".join(rows),
        "distractors": " ".join(f"*{plain(spare)}*" for spare in exercise.spares),
        "overallFeedback": _overall(exercise),
    }


_LIBRARIES: Mapping[Sort, str] = {
    "choice": "H5P.MultiChoice",
    "response": "H5P.MultiChoice",
    "truth": "H5P.TrueFalse",
    "text": "H5P.Blanks",
    "match": "H5P.DragText",
}
_PARAMS: Mapping[Sort, Callable[[Bank, Exercise], dict[str, Any]]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "match": _match,
}
