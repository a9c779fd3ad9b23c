"""Aiken: a stem, options that begin with ``A.`` or ``A)``, and a line ``ANSWER: A``.

Moodle refuses small letters; people write them, and here they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.importers.bank import BankFile
from quizgen.importers.imported import BankEntry, ImportedQuestion, RejectedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import options_of

_OPTION = re.compile(r"\s*(?:([A-Z])[.)]\s*|([a-z])[.)]\s+)(.*)")
_ANSWER = re.compile(r"\s*ANSWERS?\s*:\s*(.*)", re.IGNORECASE)


class Aiken:
    """Reads Aiken."""

    name = "aiken"
    summary = "Aiken, Moodle's simplest format"
    suffixes = (".txt",)
    kinds = ("multiple-choice", "multiple-response", "true-false")

    def knows(self, bank: BankFile) -> bool:
        """A line of options is followed by one that says ANSWER."""
        return bool(re.search(r"^[^\S\n]*[A-Za-z][.)]\s*\S.*\n\s*ANSWER\s*:", bank.head, re.MULTILINE))

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions, each up to its answer's line."""
        lines = _Lines()
        for number, line in enumerate([*bank.text.split("\n"), ""], 1):
            if answer := _ANSWER.fullmatch(line):
                yield _question(lines.stem, lines.options, answer[1], lines.first or number)
                lines = _Lines()
            elif (option := _OPTION.fullmatch(line)) and (option[1] or option[2] in _next_letters(lines)):
                if lines.stem_of_next and (option[1] or option[2]).upper() == "A":
                    next_lines = lines.next_question()
                    yield _unanswered(lines)
                    lines = next_lines
                lines.add_option((option[1] or option[2]).upper(), option[3], number)
            elif line.strip():
                if lines.options and not lines.stem:  # options whose stem has been lost
                    lines.options = []
                lines.add(line.strip(), number)
            else:
                lines.is_after_blank = True
        if lines.stem or lines.options:
            yield _unanswered(lines)


@dataclass(slots=True)
class _Lines:
    """The lines of a question: its stem, its options by letter, and where it begins.

    ``behind`` are the numbers and texts of lines behind the last option's first, the last ``after_blank`` of them from
    a blank line on: they are the next question's stem if its options follow, or else more of the last option.
    """

    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, list[str]]] = field(default_factory=list)
    first: int = 0
    is_after_blank: bool = False
    after_blank: int = 0
    behind: list[tuple[int, str]] = field(default_factory=list)

    @property
    def stem_of_next(self) -> list[tuple[int, str]]:
        """The lines that are the next question's stem if its first option follows them."""
        return self.behind[-self.after_blank :]

    def add_option(self, letter: str, text: str, number: int) -> None:
        """Adds an option."""
        self.options.append((letter, [text]))
        self.first = self.first or number
        self.is_after_blank, self.after_blank, self.behind = False, 0, []

    def add(self, text: str, number: int) -> None:
        """Adds a line that is no option's first."""
        self.first = self.first or number
        (self.options[-1][1] if self.options else self.stem).append(text)
        if self.options:
            self.behind.append((number, text))
            self.after_blank += bool(self.is_after_blank or self.after_blank)
        self.is_after_blank = False

    def next_question(self) -> _Lines:
        """Takes out the lines that are the stem of the next question."""
        stem = self.stem_of_next
        del self.options[-1][1][-len(stem) :]
        return _Lines([text for _, text in stem], first=stem[0][0])


def _unanswered(lines: _Lines) -> RejectedQuestion:
    hint = "add a line  ANSWER: A  with the letter of the right one below its options"
    return RejectedQuestion(lines.first, " ".join(lines.stem), "no line says which option is right", hint)


def _next_letters(lines: _Lines) -> str:
    """The small letters that may begin an option: other lines may begin with one too, such as "e. g."."""
    return chr(ord("a") + len(lines.options)) + ("a" if lines.after_blank else "")


def _question(
    stem: list[str], options: list[tuple[str, list[str]]], answer: str, line: int
) -> ImportedQuestion | RejectedQuestion:
    draft = Draft()
    prompt = draft.literal("\n".join(stem))
    try:
        right = set(re.findall(r"[A-Z]", answer.upper()))
        letters = [letter for letter, _ in options]
        if not right or not right <= set(letters):
            raise Unfit(f"ANSWER: {answer.strip()[:40]} is not one of its options", "write the letter of one")
        if len(set(letters)) < len(letters):
            raise Unfit("two of its options have one letter", "write  ANSWER:  below each question, and a letter once")
        if not prompt:
            raise Unfit("it has no question", "write the question above its options")
        texts = ["\n".join(text).strip() for _, text in options]
        body = options_of(draft, texts, {index for index, letter in enumerate(letters) if letter in right})
        return draft.question(body, prompt, line=line)
    except Unfit as unfit:
        return RejectedQuestion(line, prompt, unfit.message, unfit.hint)
