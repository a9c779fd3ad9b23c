"""A question while it is read: its texts made plain, and what is lost of it noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quizgen.importers.html import Plain, plain
from quizgen.importers.items import Body, Item, Picture
from quizgen.model.characters import UNPRINTABLE
from quizgen.reading.facts.media import picture_fault

# Where a picture's bytes are: its address in the bank → its name and content, or None where it is not there.
Pictures = Callable[[str], tuple[str, bytes] | None]
LARGEST_PICTURE = 8_000_000  # bytes
LONGEST_TEXT = 200_000  # characters of one text of a question
# What Windows writes where Latin-1 has control characters: quotation marks, dashes, the euro.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_MANY_SPACES = re.compile(r"[^\S\n]+")


class Unfit(Exception):
    """A question cannot be held at all; says why, and what can be done."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def no_pictures(address: str) -> tuple[str, bytes] | None:
    """A bank without pictures."""
    return None


@dataclass(slots=True)
class Draft:
    """Gathers what one question loses, and its pictures, while its reader looks at it."""

    pictures: Pictures = no_pictures
    _losses: dict[tuple[str, str], None] = field(default_factory=dict)
    _found: list[Picture] = field(default_factory=list)
    _with_answer: list[Picture] = field(default_factory=list)

    def lose(self, what: str, why: str) -> None:
        """Notes that ``what`` is lost, and why."""
        self._losses[what, why] = None

    @property
    def has_picture(self) -> bool:
        """Whether a picture stands with the question."""
        return bool(self._found)

    def add_picture(self, address: str, alt: str) -> None:
        """Adds a picture that stands beside the question's text."""
        picture = self._picture(address, alt)
        if picture:
            self._found.append(picture)

    def literal(self, text: str) -> str:
        """Text that is no HTML: only its line ends and outer white space are put in order."""
        if len(text) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(text)} characters; {LONGEST_TEXT} are the most")
        return self._printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    def _printable(self, text: str) -> str:
        """The text without control characters; those that Windows means as quotation marks and the like are such."""
        if text.isprintable() or not UNPRINTABLE.search(text):
            return text
        text = text.translate(_WINDOWS)
        if UNPRINTABLE.search(text):
            self.lose("control character", "it cannot be shown")
        return UNPRINTABLE.sub("", text)

    def html(self, source: str, *, holds: str = "question", keep_lines: bool = False) -> str:
        """HTML as plain text; a picture in it is kept where ``holds`` is the question or its answer.

        In an option or feedback (``holds`` is any other word) its description stands instead.
        """
        if "<" not in source and "&" not in source and not keep_lines:
            return self._printable(plain(source).text).strip()
        if len(source) > LONGEST_TEXT and len(re.sub(r"data:image/[^\"')]+", "", source)) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(source)} characters; {LONGEST_TEXT} are the most")
        found = plain(source, keep_lines=keep_lines)
        for loss in found.losses:
            self.lose(*loss)
        return self._pictured(found, holds)

    def _pictured(self, found: Plain, holds: str) -> str:
        text = self._printable(found.text)
        for place, (address, alt) in enumerate(found.pictures):
            mark = found.mark(place)
            picture = self._picture(address, alt)
            words = f"[{alt}]" if alt else "[picture]"
            if picture and holds in ("question", "answer"):
                (self._found if holds == "question" else self._with_answer).append(picture)
                words = ""
            elif picture:
                self._found.append(picture)
                self.lose(
                    f"picture in {holds}", "a picture stands with the question alone: its description stands there"
                )
            text = text.replace(mark, words)
        return (
            "\n".join(line.strip() for line in _MANY_SPACES.sub(" ", text).split("\n")).strip()
            if found.pictures
            else text
        )

    def _picture(self, address: str, alt: str) -> Picture | None:
        given = self.pictures(address)
        if given is None:
            self.lose("picture", f"the bank does not hold it: {address[:80]}")
            return None
        name, content = given
        fault = picture_fault(name, content)
        if fault:
            self.lose("picture", f"{name[:80]}: {fault}")
            return None
        return Picture(name, alt, content)

    def _told(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._told, value))
        return self._printable(value) if isinstance(value, str) else value

    def item(self, body: Body, stem: str, **more: Any) -> Item:
        """The question, whole."""
        more = {key: self._told(value) for key, value in more.items()}
        pictures = [*self._found, *self._with_answer]
        unique = list({(each.name, each.content): each for each in pictures}.values())
        chosen = self._found[0] if self._found else unique[0] if unique else None
        if len(unique) > 1:
            self.lose("second picture", "a question has one picture; the file lies beside it")
        return Item(
            body,
            stem,
            picture=chosen,
            picture_with_answer=not self._found,
            spare_pictures=tuple(each for each in unique if each is not chosen),
            losses=tuple(self._losses),
            **more,
        )
