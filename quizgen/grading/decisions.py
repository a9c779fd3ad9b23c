"""``decisions.yaml``: what a person decided, by hand or in the browser. It wins over everything that was read.

It is only ever added to; of several decisions about the same thing the last counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from quizgen.errors.problem_kinds import NOT_DECISIONS, WRONG_VALUE
from quizgen.reading.yaml.faults import record_in
from quizgen.reading.yaml.validation import Prose, Proses, Record, fault

SCHEMA = "quizgen-decisions/1"
HEAD = f"schema: {SCHEMA}\ndecisions:\n"


class Decision(Record):
    """One decision: what of which page, of a version of the quiz, or of a question for everybody."""

    page: Prose = ""
    """The page that it is about: its id in `answers.csv` and `rest.txt`."""
    question: Prose = ""
    """The question's id."""
    row: Annotated[int, Field(ge=1)] = 1
    """Which row of a question with several."""
    answer: tuple[Prose, ...] | None = None
    """What the student filled in, by letters or values; `[]` is nothing. With `page` and `question`."""
    student: Prose = ""
    """Whose the page is: a student's number. With `page`."""
    count: bool | None = None
    """Whether a page, or all pages of an older `version`, count."""
    version: Prose = ""
    """The hash of an older version of the quiz, which a message about outdated pages names."""
    on: date | None = None
    """The day of a change that holds for everybody: `right` or `drop`."""
    right: Proses = ()
    """Which options are right after all, in words as printed, or `true` or `false`. With `on` and `question`."""
    drop: bool = False
    """Whether the question does not count for anybody. With `on` and `question`."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        kinds = {
            "answer": self.answer is not None and self.page and self.question,
            "student": self.student and self.page,
            "count": self.count is not None and (self.page or self.version),
            "right": self.right and self.on and self.question,
            "drop": self.drop and self.on and self.question,
        }
        if sum(map(bool, kinds.values())) != 1:
            raise fault(
                WRONG_VALUE,
                "this decides nothing, or several things",
                "write one of: page, question and answer; page and student; page and count; version and count; "
                "on, question and right; on, question and drop",
            )
        return self

    @property
    def kind(self) -> Literal["answer", "student", "count", "right", "drop"]:
        """What it decides."""
        if self.answer is not None:
            return "answer"
        if self.student:
            return "student"
        if self.count is not None:
            return "count"
        return "right" if self.right else "drop"


class DecisionsFile(Record):
    """The file decisions.yaml."""

    format: Annotated[Literal["quizgen-decisions/1"], Field(alias="schema")] = "quizgen-decisions/1"
    """The format of the file: quizgen-decisions/1."""
    decisions: tuple[Decision, ...] | None = ()
    """The decisions, in the order in which they were made."""


def decisions_of(text: str, path: str) -> tuple[Decision, ...]:
    """Return the decisions in ``text``, the content of ``path``; raises ContentError."""
    if not text.strip():
        return ()
    file = record_in(text, path, DecisionsFile, NOT_DECISIONS, "this file has no decisions", SCHEMA)
    return file.decisions or ()


def decision_line(decision: Decision) -> str:
    """Return a decision as a line of the file."""
    values = decision.model_dump(exclude_defaults=True, mode="json")
    parts = (f"{key}: {_yaml(value)}" for key, value in values.items())
    return f"- {{{', '.join(parts)}}}\n"


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_yaml, value))}]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def with_decisions(text: str, decisions: Iterable[Decision]) -> str:
    """Return the content of the file with more decisions at its end."""
    head = text if text.strip() else HEAD
    if not head.endswith("\n"):
        head += "\n"
    return head + "".join(map(decision_line, decisions))
