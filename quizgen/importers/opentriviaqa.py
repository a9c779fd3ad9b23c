"""OpenTriviaQA: ``#Q`` and the question, ``^`` and the right answer, and options that begin with a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.importers.bank import BankFile
from quizgen.importers.imported import BankEntry, ImportedQuestion, RejectedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import options_of
from quizgen.model.body import ShortText

_OPTION = re.compile(r"([A-Z])(?:\s+(.*))?")


class OpenTriviaQA:
    """Reads OpenTriviaQA."""

    name = "opentriviaqa"
    summary = "OpenTriviaQA"
    suffixes = (".txt",)
    kinds = ("multiple-choice", "true-false", "short-answer")

    def knows(self, bank: BankFile) -> bool:
        """Its questions begin with #Q and give the right answer after ^."""
        question = re.search(r"^#Q\s", bank.head, re.MULTILINE)
        return question is not None and re.search(r"\n\^\s", bank.head[question.start() :]) is not None

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions, each up to the #Q of the next."""
        first_line, lines = 0, list[str]()
        for number, line in enumerate([*bank.text.split("\n"), "#Q"], 1):
            if not line.startswith("#Q"):
                lines.append(line)
                continue
            if first_line:
                yield _question(lines, first_line)
            first_line, lines = number, [line[2:]]


def _question(lines: list[str], line: int) -> ImportedQuestion | RejectedQuestion:
    draft = Draft()
    stem: list[str] = []
    right = ""
    options: list[str] = []
    for text in lines:
        if text.startswith("^"):
            right = text[1:].strip()
        elif right and (option := _OPTION.fullmatch(text.strip())):
            options.append((option[2] or "").strip())
        elif right and options and text.strip():
            options[-1] += f"\n{text.strip()}"
        elif right and text.strip():
            right += f"\n{text.strip()}"
        elif not right:
            stem.append(text)
    prompt = draft.literal("\n".join(stem))
    try:
        if not right or not prompt:
            raise Unfit("it has no right answer" if prompt else "it has no question", "correct it in the file")
        if options and right not in options:
            raise Unfit(f"its answer {right[:40]!r} is not one of its options", "correct it in the file")
        body = options_of(draft, options, {options.index(right)}) if options else ShortText(draft.literal(right))
        return draft.question(body, prompt, line=line)
    except Unfit as unfit:
        return RejectedQuestion(line, prompt, unfit.message, unfit.hint)
