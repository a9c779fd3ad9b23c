"""``moodle.xml``: Moodle's own format of questions."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import ClassVar
from xml.etree.ElementTree import Element

from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise, Media, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.moodle import (
    MATCHED,
    SHARES,
    category,
    html,
    idnumber,
    matched,
    name,
    paragraphs,
    picture_html,
    tags,
)
from quizgen.exporters.interchange.xml import HEAD, add, written
from quizgen.model.text import Text, parse_text
from quizgen.rendering.typst import pixels


class MoodleXml(Format):
    """Exports everything but lists as questions that Moodle marks; labels of a picture are markers to be dragged."""

    name = "moodle-xml"
    summary = "the quiz for Moodle's question bank (moodle.xml)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS) - {"list"},
        features=frozenset(FEATURES) - {"recording", "number in words"},
        instead={"list": "open"},
        right=max(SHARES),
        covered=True,
        markers=True,
        matched=MATCHED,
        on_one_line=frozenset(("what they are matched with",)),
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The category of the quiz's title, and its questions."""
        parts = [HEAD, b"<quiz>\n", _category(bank)]
        for exercise in bank.exercises:
            parts += (written(_question(exercise)), b"\n")
        return {"moodle.xml": b"".join((*parts, b"</quiz>\n"))}


def _category(bank: Bank) -> bytes:
    question = Element("question", {"type": "category"})
    _text(add(question, "category"), category(bank.title))
    return written(question) + b"\n"


_TYPES: Mapping[Sort, str] = {
    "choice": "multichoice",
    "response": "multichoice",
    "truth": "truefalse",
    "text": "shortanswer",
    "number": "numerical",
    "order": "ordering",
    "match": "matching",
    "labels": "ddmarker",
    "open": "essay",
}


def _question(exercise: Exercise) -> Element:
    question = Element("question", {"type": _TYPES[exercise.sort]})
    _text(add(question, "name"), name(exercise))
    asked = add(question, "questiontext", attributes={"format": "html"})
    picture = exercise.picture if exercise.sort != "labels" else None
    shown = picture_html(picture) if picture else ""
    _text(asked, f"<p>{html(exercise.prompt)}</p>{shown}")
    if picture:
        _file(asked, picture)
    _html(question, "generalfeedback", paragraphs(exercise.notes))
    add(question, "defaultgrade", str(exercise.points))
    add(question, "penalty", "0.3333333")
    add(question, "hidden", "0")
    add(question, "idnumber", idnumber(exercise.id))
    _ANSWERS[exercise.sort](question, exercise)
    if exercise.tags:
        listed = add(question, "tags")
        for tag in tags(exercise):
            _text(add(listed, "tag"), tag)
    return question


def _choices(question: Element, exercise: Exercise) -> None:
    """One right option is worth the mark; of several each its share, and a wrong one takes as much away."""
    several = exercise.sort == "response"
    add(question, "single", "false" if several else "true")
    add(question, "shuffleanswers", "true" if exercise.shuffle else "false")
    add(question, "answernumbering", "abc")
    _combined_feedback(question)
    share = SHARES[len(exercise.right) if several else 1]
    for choice in exercise.choices:
        fraction = share if choice.right else f"-{share}" if several else "0"
        _answer(question, fraction, html(choice.text), html(choice.feedback))


def _truth(question: Element, exercise: Exercise) -> None:
    for truth in (True, False):
        _answer(question, "100" if truth is exercise.truth else "0", str(truth).lower(), markup="moodle_auto_format")


def _words(question: Element, exercise: Exercise) -> None:
    """Each way to write the answer; a star would stand for anything."""
    add(question, "usecase", "0")
    for answer in exercise.accepted:
        _answer(question, "100", answer.replace("*", r"\*"), markup="plain_text")


def _number(question: Element, exercise: Exercise) -> None:
    for number in exercise.numbers:
        answer = _answer(question, "100", f"{number.value:f}", markup="plain_text")
        add(answer, "tolerance", f"{number.margin:f}")
    if exercise.units:
        units = add(question, "units")
        for each in exercise.units:
            unit = add(units, "unit")
            add(unit, "multiplier", "1")
            add(unit, "unit_name", each)
    add(question, "unitgradingtype", "0")
    add(question, "unitpenalty", "0.1000000")
    add(question, "showunits", "0" if exercise.units else "3")
    add(question, "unitsleft", "1" if exercise.unit_before else "0")


def _order(question: Element, exercise: Exercise) -> None:
    """Moodle refuses one without these settings, ``shownumcorrect`` in the feedback among them."""
    for tag, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "1"),
        ("numberingstyle", "none"),
    ):
        add(question, tag, value)
    _combined_feedback(question)
    for place, step in enumerate(exercise.steps, 1):
        _answer(question, f"{place}.0000000", html(step))


def _match(question: Element, exercise: Exercise) -> None:
    """What belongs to no prompt is an answer to an empty one; answers are HTML, though nothing says so."""
    add(question, "shuffleanswers", "true")
    _combined_feedback(question)
    for prompt, answer in (*exercise.pairs, *((Text(), spare) for spare in exercise.spares)):
        made = add(question, "subquestion", attributes={"format": "html"})
        _text(made, html(prompt))
        _text(add(made, "answer"), matched(answer))


def _labels(question: Element, exercise: Exercise) -> None:
    """A marker with each name, to be dragged to its place in the covered picture; places are in its pixels."""
    assert exercise.covered is not None
    add(question, "shuffleanswers")
    add(question, "showmisplaced")
    _combined_feedback(question)
    _file(question, exercise.covered)
    for number, (label, *_) in enumerate(exercise.answers, 1):
        drag = add(question, "drag")
        add(drag, "no", str(number))
        _text(drag, html(parse_text(label)))
        add(drag, "noofdrags", "1")
    width, height = pixels(exercise.covered.content)
    for number, box in enumerate(exercise.boxes, 1):
        left, top, wide, high = (
            round(side * whole / 100) for side, whole in zip(box, (width, height) * 2, strict=True)
        )
        drop = add(question, "drop")
        add(drop, "no", str(number))
        add(drop, "shape", "rectangle")
        add(drop, "coords", f"{left},{top};{wide},{high}")
        add(drop, "choice", str(number))


def _open(question: Element, exercise: Exercise) -> None:
    add(question, "responseformat", "plain")
    add(question, "responserequired", "1")
    add(question, "responsefieldlines", "5")
    add(question, "attachments", "0")
    _html(question, "graderinfo", paragraphs((exercise.solution,)))
    _html(question, "responsetemplate", "")


_ANSWERS: Mapping[Sort, Callable[[Element, Exercise], None]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "number": _number,
    "order": _order,
    "match": _match,
    "labels": _labels,
    "open": _open,
}


def _combined_feedback(question: Element) -> None:
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(question, tag, "")
    add(question, "shownumcorrect")


def _answer(question: Element, fraction: str, text: str, feedback: str = "", markup: str = "html") -> Element:
    answer = add(question, "answer", attributes={"fraction": fraction, "format": markup})
    _text(answer, text)
    _html(answer, "feedback", feedback)
    return answer


def _html(parent: Element, tag: str, content: str) -> None:
    _text(add(parent, tag, attributes={"format": "html"}), content)


def _file(parent: Element, file: Media) -> None:
    attributes = {"name": file.name, "path": "/", "encoding": "base64"}
    add(parent, "file", base64.b64encode(file.content).decode(), attributes)


def _text(parent: Element, content: str) -> None:
    add(parent, "text", content)
