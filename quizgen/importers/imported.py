"""What a reader finds in a bank: questions with the model's bodies, those that cannot be held, the bank's title.

Texts are in quizgen's own syntax: literal, with formulas between ``\\(`` and ``\\)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.model.body import ItemBody, PromptAndAnswer
from quizgen.model.fact import Evidence


@dataclass(frozen=True, slots=True)
class TextGap:
    """What fills a gap of a text: the answer, what is as right, and the wrong options where it is chosen.

    ``tolerance`` is that of a number, an amount in its own unit.
    """

    answer: str
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    hint: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class GappedText:
    """A text with gaps, each with an answer, a hint and wrong options of its own.

    It is no question but a statement with slots, and so only imported questions have it: `Gaps` share a bank.
    """

    parts: tuple[str | TextGap, ...]


ImportedBody = ItemBody | PromptAndAnswer | GappedText


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture of a question: its name, what it shows in words ("" where nothing says so), its bytes, and whose."""

    name: str
    alt: str
    content: bytes = field(repr=False)
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """One question of a bank.

    ``line`` is where it begins in its ``file`` (0: not known; "": the bank is one file) and ``label`` what it is called
    there; ``ident`` is the id that it has in the bank, or "". ``picture`` belongs to the stem, or to the answer if
    ``picture_with_answer``; ``spare_pictures`` are others that it had. ``losses`` says what of it could not be kept,
    each as (what, why).
    """

    body: ImportedBody
    stem: str
    line: int = 0
    label: str = ""
    ident: str = ""
    stimulus: str = ""
    feedback: str = ""
    hint: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    quotes: tuple[Evidence, ...] = ()
    picture: ImportedPicture | None = None
    picture_with_answer: bool = False
    spare_pictures: tuple[ImportedPicture, ...] = ()
    losses: tuple[tuple[str, str], ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class RejectedQuestion:
    """A question that cannot be held at all: its line, what it is called, why, and what can be done.

    In a table the line is a row, and ``column``, from 1, is where something is to be written. ``file`` is the one in
    which it is, where the bank has several.
    """

    line: int
    label: str
    message: str
    hint: str = ""
    column: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class BankDetails:
    """What a bank says about itself; of several titles, or languages, the first is taken.

    ``source`` has the fields of the one article that its questions are about.
    """

    title: str = ""
    language: str = ""
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BankLoss:
    """What of a bank is lost that belongs to no single question, and why."""

    what: str
    why: str


BankEntry = ImportedQuestion | RejectedQuestion | BankDetails | BankLoss
