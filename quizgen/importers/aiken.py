"""Aiken: a stem, options that begin with ``A.`` or ``A)``, and a line ``ANSWER: A``.

Moodle refuses small letters; people write them, and here they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        stem: list[str] = []
        options: list[tuple[str, list[str]]] = []
        first_line = 0
        for number, line in enumerate([*bank.text.split("\n"), ""], 1):
            if answer := _ANSWER.fullmatch(line):
                yield _question(stem, options, answer[1], first_line or number)
                stem, options, first_line = [], [], 0
            elif (option := _OPTION.fullmatch(line)) and (option[1] or option[2] == _next_letter(options)):
                options.append(((option[1] or option[2]).upper(), [option[3]]))
                first_line = first_line or number
            elif line.strip():
                if options and not stem:  # options whose stem has been lost
                    options = []
                first_line = first_line or number
                (options[-1][1] if options else stem).append(line.strip())
        if stem or options:
            yield RejectedQuestion(first_line, " ".join(stem), "no line says which option is right", "add  ANSWER: A")


def _next_letter(options: list[tuple[str, list[str]]]) -> str:
    """The small letter of the next option: other lines may begin with one and a full stop too, such as "e. g."."""
    return chr(ord("a") + len(options))


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
        if not prompt:
            raise Unfit("it has no question", "write the question above its options")
        texts = ["\n".join(text).strip() for _, text in options]
        body = options_of(draft, texts, {index for index, letter in enumerate(letters) if letter in right})
        return draft.question(body, prompt, line=line)
    except Unfit as unfit:
        return RejectedQuestion(line, prompt, unfit.message, unfit.hint)
