"""A question while it is read: its texts become plain, and what is lost is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quizgen.importers.html_text import Plain, plain
from quizgen.importers.imported import ImportedBody, ImportedPicture, ImportedQuestion
from quizgen.model.characters import UNPRINTABLE
from quizgen.reading.facts.media_files import picture_fault

# Finds a picture by its address in the bank: its name and content, or None where the bank does not have it.
Pictures = Callable[[str], tuple[str, bytes] | None]
LARGEST_PICTURE = 8_000_000  # bytes
LONGEST_TEXT = 200_000  # characters of one text of a question
# What Windows writes where Latin-1 has control characters: quotation marks, dashes, the euro.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_MANY_SPACES = re.compile(r"[^\S\n]+")


class Unfit(Exception):
    """A question that cannot be held at all: why, and what can be done."""

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
    _with_question: list[ImportedPicture] = field(default_factory=list)
    _with_answer: list[ImportedPicture] = field(default_factory=list)

    def lose(self, what: str, why: str) -> None:
        """Notes that ``what`` is lost, and why."""
        self._losses[what, why] = None

    @property
    def has_picture(self) -> bool:
        """Whether a picture belongs to the question."""
        return bool(self._with_question)

    def add_picture(self, address: str, alt: str) -> None:
        """Adds a picture that is beside the question's text."""
        picture = self._picture(address, alt)
        if picture:
            self._with_question.append(picture)

    def literal(self, text: str) -> str:
        """Text that is not HTML, with line ends of one kind and without outer white space."""
        if len(text) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(text)} characters; {LONGEST_TEXT} are the most")
        return self._printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    def _printable(self, text: str) -> str:
        """The text without control characters; those that are quotation marks and the like in Windows become these."""
        if text.isprintable() or not UNPRINTABLE.search(text):
            return text
        text = text.translate(_WINDOWS)
        if UNPRINTABLE.search(text):
            self.lose("control character", "it cannot be shown")
        return UNPRINTABLE.sub("", text)

    def html(self, source: str, *, holds: str = "question", keep_lines: bool = False) -> str:
        """HTML as plain text; a picture in it is kept where ``holds`` is the question or its answer.

        In an option or feedback (``holds`` is any other word) its description replaces it.
        """
        if "<" not in source and "&" not in source and not keep_lines:
            return self._printable(plain(source).text).strip()
        if len(source) > LONGEST_TEXT and len(re.sub(r"data:image/[^\"')]+", "", source)) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(source)} characters; {LONGEST_TEXT} are the most")
        text = plain(source, keep_lines=keep_lines)
        for loss in text.losses:
            self.lose(*loss)
        return self._with_pictures_taken_out(text, holds)

    def _with_pictures_taken_out(self, plain_text: Plain, holds: str) -> str:
        text = self._printable(plain_text.text)
        for index, (address, alt) in enumerate(plain_text.pictures):
            mark = plain_text.mark(index)
            picture = self._picture(address, alt)
            words = f"[{alt}]" if alt else "[picture]"
            if picture and holds in ("question", "answer"):
                (self._with_question if holds == "question" else self._with_answer).append(picture)
                words = ""
            elif picture:
                self._with_question.append(picture)
                self.lose(f"picture in {holds}", "only the question can have a picture: its description is used here")
            text = text.replace(mark, words)
        if not plain_text.pictures:
            return text
        return "\n".join(line.strip() for line in _MANY_SPACES.sub(" ", text).split("\n")).strip()

    def _picture(self, address: str, alt: str) -> ImportedPicture | None:
        named = self.pictures(address)
        if named is None:
            self.lose("picture", f"it is not in the bank: {address[:80]}")
            return None
        name, content = named
        fault = picture_fault(name, content)
        if fault:
            self.lose("picture", f"{name[:80]}: {fault}")
            return None
        return ImportedPicture(name, alt, content)

    def _printable_values(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._printable_values, value))
        return self._printable(value) if isinstance(value, str) else value

    def question(self, body: ImportedBody, stem: str, **more: Any) -> ImportedQuestion:
        """The whole question; ``more`` are other fields of it."""
        more = {key: self._printable_values(value) for key, value in more.items()}
        pictures = [*self._with_question, *self._with_answer]
        unique = list({(picture.name, picture.content): picture for picture in pictures}.values())
        kept = next(iter((*self._with_question, *unique)), None)
        if len(unique) > 1:
            self.lose("second picture", "a question has one picture; the file is saved next to it")
        return ImportedQuestion(
            body,
            stem,
            picture=kept,
            picture_with_answer=not self._with_question,
            spare_pictures=tuple(picture for picture in unique if picture is not kept),
            losses=tuple(self._losses),
            **more,
        )
