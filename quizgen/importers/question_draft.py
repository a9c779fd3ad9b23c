"""A question while it is read: its texts become plain, and what is lost is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from textwrap import dedent
from typing import Any

from quizgen.importers import marks
from quizgen.importers.chemistry import without_chemistry
from quizgen.importers.html_text import Plain, plain
from quizgen.importers.imported import GappedText, ImportedBody, ImportedPicture, ImportedQuestion
from quizgen.model.body import Gaps, ListAnswer, Matching, Ordering, PictureLabels, choices_of
from quizgen.model.characters import UNPRINTABLE
from quizgen.reading.facts.media_files import picture_fault

# Finds a picture by its address in the bank: its name and content, or None where the bank does not have it.
Pictures = Callable[[str], tuple[str, bytes] | None]
LARGEST_PICTURE = 8_000_000  # bytes
# What may be asked without words of its own.
_WITHOUT_STEM = (GappedText, Gaps, ListAnswer, Matching, Ordering, PictureLabels)
LONGEST_TEXT = 200_000  # characters of one text of a question
_UNPRINTABLE = re.compile(f"(?![{marks.ALL}]){UNPRINTABLE.pattern}")
# What Windows writes where Latin-1 has control characters: quotation marks, dashes, the euro.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


class Unfit(Exception):
    """A question that cannot be held at all: why, what can be done, and in which column, if it is that of a table."""

    def __init__(self, message: str, hint: str = "", *, column: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.column = message, hint, column


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
    _of_options: list[ImportedPicture] = field(default_factory=list)
    _feedback: dict[str, None] = field(default_factory=dict)

    def lose(self, what: str, why: str) -> None:
        """Notes that ``what`` is lost, and why."""
        self._losses[what, why] = None

    def with_pictures(self, pictures: Pictures) -> Draft:
        """This draft, which finds the pictures of one of its texts first among those of this text."""
        return replace(self, pictures=lambda address: pictures(address) or self.pictures(address))

    @property
    def has_picture(self) -> bool:
        """Whether a picture belongs to the question."""
        return bool(self._with_question)

    def add_picture(self, address: str, alt: str, *, credit: str = "", licence: str = "") -> None:
        """Adds a picture that is beside the question's text."""
        picture = self._picture(address, alt)
        if picture:
            self._with_question.append(replace(picture, credit=credit, licence=licence))

    def literal(self, text: str) -> str:
        """Text that is not HTML, with line ends of one kind and without outer white space."""
        if len(text) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(text)} characters; {LONGEST_TEXT} are the most")
        return without_chemistry(_outer(self._printable(text.replace("\r\n", "\n").replace("\r", "\n"))))

    def feedback(self, text: str) -> str:
        """Feedback that was read, whose loss is noted where the question does not keep it."""
        if text:
            self._feedback[text] = None
        return text

    def _printable(self, text: str) -> str:
        """The text without control characters; those that are quotation marks and the like in Windows become these."""
        if text.isprintable() or not _UNPRINTABLE.search(text):
            return text
        text = text.translate(_WINDOWS)
        if _UNPRINTABLE.search(text):
            self.lose("control character", "it cannot be shown")
        return _UNPRINTABLE.sub("", text)

    def html(self, source: str, *, holds: str = "question", keep_lines: bool = False) -> str:
        """HTML as plain text; a picture in it is kept where ``holds`` is the question or its answer.

        In an option or feedback (``holds`` is any other word) its description replaces it. Raises Unfit for an option
        that is nothing but a picture.
        """
        text = without_chemistry(self._plain(source, holds, keep_lines=keep_lines))
        return self.feedback(text) if holds == "feedback" else text

    def _plain(self, source: str, holds: str, *, keep_lines: bool) -> str:
        if "<" not in source and "&" not in source and "\u200b" not in source and not keep_lines:
            return _outer(self._printable(plain(source).text))
        if len(source) > LONGEST_TEXT and len(re.sub(r"data:image/[^\"')]+", "", source)) > LONGEST_TEXT:
            raise Unfit(f"one of its texts has {len(source)} characters; {LONGEST_TEXT} are the most")
        text = plain(source, keep_lines=keep_lines)
        for loss in text.losses:
            self.lose(*loss)
        return self._with_pictures_taken_out(text, holds)

    def _with_pictures_taken_out(self, plain_text: Plain, holds: str) -> str:
        text = self._printable(plain_text.text)
        marks = [plain_text.mark(index) for index in range(len(plain_text.pictures))]
        if holds == "option" and marks and not re.sub("|".join(marks), "", text).strip():
            raise Unfit("its options are pictures", "ask it by hand: number the parts of one picture that has them all")
        for mark, (address, alt) in zip(marks, plain_text.pictures, strict=True):
            picture = self._picture(address, alt)
            words = f"[{alt}]" if alt else "[picture]"
            if picture and holds in ("question", "answer"):
                (self._with_question if holds == "question" else self._with_answer).append(picture)
                words = ""
            elif picture:
                self._of_options.append(picture)
                self.lose(f"picture in {holds}", "only the question can have a picture: the file is saved next to it")
            text = _with_words_at(mark, words, text)
        return _outer(text)

    def _picture(self, address: str, alt: str) -> ImportedPicture | None:
        picture = self.pictures(address)
        if picture is None:
            self.lose("picture", f"it is not in the bank: {address[:80]}")
            return None
        name, content = picture
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
        """The whole question; ``more`` are other fields of it. Raises Unfit for one without words."""
        if not stem.strip() and not isinstance(body, _WITHOUT_STEM):
            raise Unfit("it has no question in words", "write one in the bank")
        more = {key: self._printable_values(value) for key, value in more.items()}
        pictures = [*self._with_question, *self._with_answer]
        self._lose_feedback(body, str(more.get("feedback", "")))
        unique = list({(picture.name, picture.content): picture for picture in pictures}.values())
        kept = next(iter((*self._with_question, *unique)), None)
        if len(unique) > 1:
            self.lose("second picture", "a question has one picture; the file is saved next to it")
        of_options = [picture for picture in self._of_options if picture not in unique]
        return ImportedQuestion(
            body,
            stem,
            picture=kept,
            picture_with_answer=not self._with_question,
            spare_pictures=(*(picture for picture in unique if picture is not kept), *of_options),
            losses=tuple(self._losses),
            **more,
        )

    def _lose_feedback(self, body: ImportedBody, feedback: str) -> None:
        """Notes feedback that was read and that the question does not have."""
        texts = [feedback]
        if not isinstance(body, GappedText):
            texts += [str(choice.feedback) for choice in choices_of(body)]
        if any(what.startswith("feedback") for what, _ in self._losses):
            return
        if not all(any(text in holder for holder in texts) for text in self._feedback):
            self.lose("feedback for single answers", "a question has one feedback, and one for each option")


def _with_words_at(mark: str, words: str, text: str) -> str:
    """The text with ``words``, or nothing, in place of the mark and the spaces around it."""
    before, _, after = text.partition(mark)
    before, after = before.rstrip(" \t"), after.lstrip(" \t")
    left = " " if before and not before.endswith("\n") else ""
    right = " " if after and not after.startswith("\n") else ""
    return f"{before}{left}{words}{right}{after}" if words else f"{before}{left and right}{after}"


def _outer(text: str) -> str:
    """The text without white space around it; its lines keep how far they are indented from one another."""
    return (dedent(text) if "\n" in text else text).strip()
