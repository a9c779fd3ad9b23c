r"""``gift.txt``: GIFT, Moodle's format of questions for people who write them in a text editor.

Moodle reads a backslash before ``~ = # { } :`` and itself, ``\n`` as a line end, and ``[html]`` in front of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank, Exercise, Sort
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
    tags,
)
from quizgen.model.text import Text

_SYNTAX = re.compile(r"[\\~=#{}:]")
# The arrow of matching, and what stands for an escaped sign while Moodle reads; neither can be escaped itself.
_UNWRITABLE = re.compile(r"->|&&(?:010|035|058|061|092|123|125|126);")


class Gift(Format):
    """Exports everything but labels of pictures; things to be put in order are matched with their places."""

    name = "gift"
    summary = "the quiz in GIFT, for Moodle and other platforms (gift.txt)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "truth", "text", "number", "match", "open")),
        features=frozenset(FEATURES)
        - {"points", "picture", "recording", "number in words", "unit", "order of options"},
        instead={"order": "match", "list": "open"},
        right=max(SHARES),
        matched=MATCHED,
        on_one_line=frozenset(("what they are matched with",)),
        unwritable=_UNWRITABLE,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The category, and the questions, parted by empty lines, of which there is none within one."""
        blocks = [f"$CATEGORY: {category(bank.title).replace(chr(92), chr(92) * 2)}", *map(_block, bank.exercises)]
        return {"gift.txt": "".join(f"{block}\n\n" for block in blocks).encode()}


def _block(exercise: Exercise) -> str:
    """The question: no line of it begins with two strokes, which would make it a comment, but for its own."""
    marks = [f"id:{idnumber(exercise.id)}", *(f"tag:{tag}" for tag in tags(exercise))]
    comment = " ".join(f"[{mark.replace(']', chr(92) + ']')}]" for mark in marks)
    answers = "".join(f"\n{part}" for part in _ANSWERS[exercise.sort](exercise))
    notes = paragraphs((exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes)
    told = f"\n####[html]{escaped(notes)}" if notes else ""
    asked = f"[html]{escaped(f'<p>{html(exercise.prompt)}</p>')}"
    return f"// {comment}\n::{escaped(name(exercise))}::{asked}{{{answers}{told}\n}}"


def escaped(text: str) -> str:
    """The text, whatever is in it, as it may stand in a part of a question."""
    return _SYNTAX.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _html(text: Text) -> str:
    return f"[html]{escaped(html(text))}"


def _choices(exercise: Exercise) -> Iterator[str]:
    several = exercise.sort == "response"
    share = SHARES[len(exercise.right) if several else 1]
    for choice in exercise.choices:
        mark = "=" if choice.right else "~"
        if several:
            mark = f"~%{share}%" if choice.right else f"~%-{share}%"
        told = f"#{_html(choice.feedback)}" if choice.feedback else ""
        yield f"{mark}{_html(choice.text)}{told}"


def _truth(exercise: Exercise) -> Iterator[str]:
    yield "TRUE" if exercise.truth else "FALSE"


def _words(exercise: Exercise) -> Iterator[str]:
    """A star would stand for anything; a bracket or a percent sign at the beginning for a format or a share."""
    for answer in exercise.accepted:
        plain = "[plain]" if answer.lstrip()[:1] in ("[", "%") else ""
        yield f"={plain}{escaped(answer.replace('*', chr(92) + '*'))}"


def _number(exercise: Exercise) -> Iterator[str]:
    yield "#"
    for number in exercise.numbers:
        yield f"={number.value:f}:{number.margin:f}"


def _match(exercise: Exercise) -> Iterator[str]:
    """The arrow cannot be escaped, but in HTML it is written otherwise."""
    for prompt, answer in exercise.pairs:
        yield f"={_html(prompt)} -> {escaped(matched(answer))}"
    for spare in exercise.spares:
        yield f"= -> {escaped(matched(spare))}"


def _open(_: Exercise) -> Iterator[str]:
    return iter(())


_ANSWERS: Mapping[Sort, Callable[[Exercise], Iterator[str]]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "number": _number,
    "match": _match,
    "open": _open,
}
