"""What a recipe says of its quiz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from quizgen.errors import named
from quizgen.model.fact import Bloom
from quizgen.model.question import PAPER_KINDS, Kind, PaperKind
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.validation import Prose, Proses, Record, fault, read_many


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """``values``, each once."""
    return tuple(dict.fromkeys(values))


def _read_total(value: object) -> object:
    if isinstance(value, (nodes.Mapping, Record)):
        return value
    if not str(value).isdecimal():
        hint = "write  questions: 20  or  questions: {multiple-choice: 8}"
        raise fault("wrong-value", "a number, or a number for each kind, is needed here", hint)
    return {"total": value}


def read_share(value: object) -> object:
    """A share as people write it, ``30%`` or ``30``, as a part of 1."""
    try:
        share = float(str(value).strip().removesuffix("%"))
    except ValueError as wrong:
        raise fault("share", f"{named(str(value))} is not a share", "write it as 30%") from wrong
    if not (share == 0 or 1 <= share <= 100):  # who writes 0.3 means 30%
        raise fault("share", f"{named(str(value))} is no share between 1% and 100%", "write it as 30%")
    return share / 100


def _at_most_all(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    if total > 1.0001:
        raise fault("shares", f"the shares add up to {total:.0%}", "let them add up to 100% at most")
    return shares


def _all(shares: dict[str, float]) -> dict[str, float]:
    if abs(sum(shares.values()) - 1) > 1e-4:
        raise fault("shares", f"the shares add up to {sum(shares.values()):.0%}", "let them add up to 100%")
    return shares


Share = Annotated[float, BeforeValidator(read_share, json_schema_input_type=str | float)]
Level = Literal["1", "2", "3", "4", "5"]


USUAL_SHARES: Mapping[PaperKind, float] = {"multiple-choice": 0.5, "true-false": 0.25, "short-answer": 0.25}


# Rules of thumb of classroom testing: half a minute for a statement, a minute for a choice (candidates took 54 seconds
# on average in rasch.org/mra/mra-10-09.htm), somewhat more for a word in writing, and more again for several.
USUAL_SECONDS: Mapping[PaperKind, int] = {
    "multiple-choice": 60,
    "true-false": 30,
    "short-answer": 75,
    "multiple-response": 90,
    "numeric": 75,
    "list": 120,
    "sequence": 90,
    "reversed": 75,
    "acronym": 45,
    "attribution": 60,
    "matching": 150,
    "categorise": 150,
    "odd-one-out": 60,
    "ordering": 120,
    "timeline": 120,
    "word-bank": 180,
    "labelling": 120,
}


class Questions(Record):
    """How many questions of each kind a quiz has."""

    multiple_choice: Annotated[int, Field(ge=0, le=200, alias="multiple-choice")] = 0
    """Questions with one right option."""
    true_false: Annotated[int, Field(ge=0, le=200, alias="true-false")] = 0
    """Statements to be judged."""
    short_answer: Annotated[int, Field(ge=0, le=200, alias="short-answer")] = 0
    """Questions answered in a word or a few."""
    multiple_response: Annotated[int, Field(ge=0, le=200, alias="multiple-response")] = 0
    """Questions with several right options."""
    numeric: Annotated[int, Field(ge=0, le=200)] = 0
    """Questions answered with a number, right within its tolerance."""
    list: Annotated[int, Field(ge=0, le=200)] = 0
    """Questions answered with several things."""
    sequence: Annotated[int, Field(ge=0, le=200)] = 0
    """Things to be put in order."""
    reversed: Annotated[int, Field(ge=0, le=200)] = 0
    """Questions turned round, from the answer to what was asked about."""
    acronym: Annotated[int, Field(ge=0, le=200)] = 0
    """From an acronym to the name, or back."""
    attribution: Annotated[int, Field(ge=0, le=200)] = 0
    """Who says it."""
    matching: Annotated[int, Field(ge=0, le=20)] = 0
    """The two sides of a relation, to be matched."""
    categorise: Annotated[int, Field(ge=0, le=20)] = 0
    """Things to be put into their groups."""
    odd_one_out: Annotated[int, Field(ge=0, le=20, alias="odd-one-out")] = 0
    """The one that does not belong with the others."""
    ordering: Annotated[int, Field(ge=0, le=20)] = 0
    """Things to be put in the order of their amounts."""
    timeline: Annotated[int, Field(ge=0, le=20)] = 0
    """What happened, to be put in order."""
    word_bank: Annotated[int, Field(ge=0, le=20, alias="word-bank")] = 0
    """Sentences with gaps, and the words that fill them."""
    labelling: Annotated[int, Field(ge=0, le=20)] = 0
    """Pictures with numbers where their labels are, which are to be named."""
    total: Annotated[int, Field(ge=1, le=500)] | None = None
    """How many in all, instead of the above; `questions: 20` is short for `questions: {total: 20}`."""

    @property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind, in the order of the quiz's sections."""
        return {kind: getattr(self, kind.replace("-", "_")) for kind in PAPER_KINDS}


class PaperSection(Record):
    """A section of the paper."""

    title: Prose
    """Its heading."""
    instructions: Prose = ""
    """What students are to do; without it, the usual words where all its questions are of one kind."""
    kinds: Annotated[tuple[PaperKind, ...], BeforeValidator(read_many)] = ()
    """The kinds of question that it holds; none given: all."""
    tags: Proses = ()
    """It holds facts with one of these tags, or below it; none given: all."""
    shuffle: bool = True
    """Whether each form has its questions in another order; else all have them in the order of the facts."""


class QuizRecipe(Record):
    """The quiz on paper; the review shows the same questions."""

    questions: Annotated[Questions, BeforeValidator(_read_total, json_schema_input_type=Questions | int)] | None = None
    """How many of each kind, or how many in all; if no size is given, 8, 4 and 4."""
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    """The size as time instead: as many questions as can be answered in it."""
    points: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The size as points instead."""
    kinds: Annotated[dict[PaperKind, Share], AfterValidator(_all)] = Field(default_factory=lambda: dict(USUAL_SHARES))
    """What share is of each kind, where the size is a total, time or points; 50%, 25% and 25% if not given."""
    seconds: dict[PaperKind, Annotated[int, Field(ge=1, le=3600)]] = Field(default_factory=dict)
    """How many seconds a question of a kind takes, where it is not the usual: `{multiple-choice: 45}`."""
    points_each: dict[PaperKind, Annotated[int, Field(ge=1, le=100)]] = Field(default_factory=dict)
    """How many points a question of a kind is worth; 1, if it is not said."""
    difficulty: Annotated[float, Field(ge=1, le=5)] | None = None
    """The mean difficulty of the questions' facts; one without a difficulty counts as 3."""
    levels: Annotated[dict[Level, Share], AfterValidator(_at_most_all)] = Field(default_factory=dict)
    """What share of the questions has which difficulty: `{1: 20%, 2: 50%}`; whatever is left over is free."""
    bloom: Annotated[dict[Bloom, Share], AfterValidator(_at_most_all)] = Field(default_factory=dict)
    """What share of the questions asks for which of Bloom's levels."""
    tags: dict[Prose, Share] = Field(default_factory=dict)
    """What share of the questions is about facts with a tag, or below it."""
    sections: Annotated[dict[Prose, Share], AfterValidator(_at_most_all)] = Field(default_factory=dict)
    """What share of the questions is about facts of a section of the lesson."""
    include: Annotated[Proses, AfterValidator(distinct)] = ()
    """Facts that must be asked about: `fact` or `collection/fact`."""
    exclude: Annotated[Proses, AfterValidator(distinct)] = ()
    """Facts that must not be asked about."""
    forms: Annotated[int, Field(ge=1, le=26)] = 2
    """How many forms (A, B, …)."""
    roster: Prose | None = None
    """A table of students, a .csv file beside the recipe: each has a form of their own instead."""
    parallel: bool = False
    """Whether each form asks other questions, of the same blueprint and difficulty; else the same in another order."""
    options: Annotated[int, Field(ge=2, le=5)] = 3
    """Options of a multiple-choice question; three are as good as more (Rodriguez 2005)."""
    last_option: Prose = ""
    """Stands last in each multiple-choice question not written by hand, and is never right: I don't know yet."""
    layout: tuple[PaperSection, ...] = ()
    """The sections of the paper; a question stands in the first that holds it, the others by kind at the end."""

    @model_validator(mode="after")
    def _one_size(self) -> QuizRecipe:
        sizes = [name for name in ("questions", "minutes", "points") if getattr(self, name) is not None]
        if len(sizes) > 1:
            raise fault("sizes", f"{' and '.join(sizes)} are sizes, and a quiz has one", "keep one of them")
        if self.questions and self.questions.total and any(self.questions.counts.values()):
            raise fault("sizes", "questions are counted in all or of each kind, not both", "keep one of the two")
        return self
