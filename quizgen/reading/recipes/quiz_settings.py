"""The quiz settings of a recipe.

The kinds of question are declared with their generators, which this package does not import; they are passed to
`quiz_format`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from quizgen.errors import quote
from quizgen.errors.problem_kinds import SHARE, SHARES, SIZES, WRONG_VALUE
from quizgen.model.fact import Bloom
from quizgen.model.question_kind import QuestionKind
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.formats import dict_of, one_of, tuple_of, with_fields, with_types
from quizgen.reading.yaml.validation import NameList, Prose, Record, fault, read_names


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """``values`` without repetitions."""
    return tuple(dict.fromkeys(values))


def _read_total(value: object) -> object:
    if isinstance(value, (nodes.Mapping, Record)):
        return value
    if not str(value).isdecimal():
        hint = "write  questions: 20  or  questions: {multiple-choice: 8}"
        if isinstance(value, nodes.Sequence) and value:
            hint = f"write how many of each:  questions: {{{', '.join(f'{kind}: 4' for kind in value)}}}"
        raise fault(WRONG_VALUE, "a number, or a number for each kind, is needed here", hint)
    return {"total": value}


def read_share(value: object) -> object:
    """A share between 0 and 1, read from ``30%`` or ``30``."""
    try:
        share = float(str(value).strip().removesuffix("%"))
    except ValueError as wrong:
        raise fault(SHARE, f"{quote(str(value))} is not a share", "write it as 30%") from wrong
    if not (share == 0 or 1 <= share <= 100):  # somebody who writes 0.3 means 30%
        raise fault(SHARE, f"{quote(str(value))} is not between 1% and 100%", "write it as 30%")
    return share / 100


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The difficulty that a quiz should have, None for any, and whether it is that measured in answers."""

    mean: float | None = None
    measured: bool = False


_DIFFICULTY = re.compile(r"(measured)?\s*([1-5](?:\.\d+)?)?")
_DIFFICULTY_INPUT = (
    Annotated[float, Field(ge=1, le=5)] | Annotated[str, Field(pattern=r"^measured( [1-5](\.[0-9]+)?)?$")]
)


def _read_difficulty(value: object) -> object:
    if isinstance(value, Difficulty):
        return value
    match = _DIFFICULTY.fullmatch(str(value).strip().lower())
    if not match or not match[0] or float(match[2] or 1) > 5:
        hint = "write a number from 1 to 5, or  difficulty: measured"
        raise fault(WRONG_VALUE, f"{quote(str(value))} is not a difficulty", hint)
    return Difficulty(float(match[2]) if match[2] else None, bool(match[1]))


def _at_most_whole(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    if total > 1.0001:
        raise fault(SHARES, f"the shares add up to {total:.0%}", "make them add up to at most 100%")
    return shares


def _exactly_whole(shares: dict[str, float]) -> dict[str, float]:
    if abs(sum(shares.values()) - 1) > 1e-4:
        raise fault(SHARES, f"the shares add up to {sum(shares.values()):.0%}", "make them add up to 100%")
    return shares


Share = Annotated[float, BeforeValidator(read_share, json_schema_input_type=str | float)]
Level = Literal["1", "2", "3", "4", "5"]
Seconds = Annotated[int, Field(ge=1, le=3600)]
Points = Annotated[int, Field(ge=1, le=100)]

USUAL_SHARES: Mapping[str, float] = {"multiple-choice": 0.5, "true-false": 0.25, "short-answer": 0.25}


class Questions(Record):
    """How many questions of each kind a quiz has."""

    total: Annotated[int, Field(ge=1, le=500)] | None = None
    """The total number of questions, instead of a number for each kind; `questions: 20` is short for
    `questions: {total: 20}`."""

    @property
    def counts(self) -> dict[str, int]:
        """The number of questions of each kind, in the order of the quiz's sections."""
        fields = type(self).model_fields
        return {str(field.alias): getattr(self, name) for name, field in fields.items() if name != "total"}


class PaperSection(Record):
    """A section of the printed quiz."""

    title: Prose
    """The section's heading."""
    instructions: Prose = ""
    """What students should do; if not given, the usual words if all questions are of one kind."""
    kinds: Annotated[tuple[str, ...], BeforeValidator(read_names)] = ()
    """The kinds of question that it takes; all if not given."""
    tags: NameList = ()
    """It takes facts with one of these tags, or a tag below it; all if not given."""
    shuffle: bool = True
    """Whether each form has its questions in another order; otherwise they are in the order of the facts."""


class QuizRecipe(Record):
    """The printed quiz; the review shows the same questions."""

    questions: Annotated[Questions, BeforeValidator(_read_total, json_schema_input_type=Questions | int)] | None = None
    """The number of questions of each kind, or in total; default: 8 multiple-choice, 4 true-false, 4 short-answer."""
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    """The time for the quiz in minutes, instead of a number of questions: as many as can be answered in that time."""
    points: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The total number of points, instead of a number of questions."""
    kinds: Annotated[dict[str, Share], AfterValidator(_exactly_whole)] = Field(
        default_factory=lambda: dict(USUAL_SHARES)
    )
    """The share of each kind, if the size is a total, minutes or points."""
    seconds: dict[str, Seconds] = Field(default_factory=dict)
    """How many seconds a question of a kind takes, if not the usual: `{multiple-choice: 45}`."""
    points_each: dict[str, Points] = Field(default_factory=dict)
    """How many points a question of a kind is worth; 1 if not given."""
    difficulty: (
        Annotated[Difficulty, BeforeValidator(_read_difficulty, json_schema_input_type=_DIFFICULTY_INPUT)] | None
    ) = None
    """The mean difficulty of the questions' facts, from 1 to 5; a fact without a difficulty counts as 3. `measured`, or
    `measured 2.5`: the difficulty that earlier answers show, where there are 20 or more."""
    levels: Annotated[dict[Level, Share], AfterValidator(_at_most_whole)] = Field(default_factory=dict)
    """The share of questions of each difficulty: `{1: 20%, 2: 50%}`; the rest may have any."""
    bloom: Annotated[dict[Bloom, Share], AfterValidator(_at_most_whole)] = Field(default_factory=dict)
    """The share of questions of each of Bloom's levels."""
    tags: dict[Prose, Share] = Field(default_factory=dict)
    """The share of questions about facts with a tag, or a tag below it."""
    sections: Annotated[dict[Prose, Share], AfterValidator(_at_most_whole)] = Field(default_factory=dict)
    """The share of questions about each section of the lesson."""
    include: Annotated[NameList, AfterValidator(distinct)] = ()
    """Facts that must be asked: `fact` or `collection/fact`."""
    exclude: Annotated[NameList, AfterValidator(distinct)] = ()
    """Facts that must not be asked."""
    forms: Annotated[int, Field(ge=1, le=26)] = 2
    """The number of forms (A, B, …)."""
    roster: Prose | None = None
    """A table of students, a .csv file beside the recipe: each gets their own form instead."""
    parallel: bool = False
    """Whether forms ask different questions of the same blueprint; otherwise the same ones in another order."""
    options: Annotated[int, Field(ge=2, le=5)] = 3
    """How many options a multiple-choice question has; three are as good as more (Rodriguez 2005)."""
    last_option: Prose = ""
    """The last option of each generated multiple-choice question, which is not an answer: I don't know yet."""
    layout: tuple[PaperSection, ...] = ()
    """The sections of the paper; a question is in the first that takes it, the others follow by kind."""

    @model_validator(mode="after")
    def _one_size(self) -> QuizRecipe:
        sizes = [name for name in ("questions", "minutes", "points") if getattr(self, name) is not None]
        if len(sizes) > 1:
            raise fault(SIZES, f"{' and '.join(sizes)} all set the size of the quiz", "keep one of them")
        if self.questions and self.questions.total and any(self.questions.counts.values()):
            raise fault(SIZES, "questions has a total and numbers for single kinds", "keep one of the two")
        return self


def quiz_format(kinds: Sequence[QuestionKind]) -> type[QuizRecipe]:
    """The quiz settings of a recipe, with these ``kinds`` of question."""
    paper_kind = one_of(kind.name for kind in kinds if kind.on_paper)
    counts: dict[str, Any] = {
        kind.name.replace("-", "_"): (
            Annotated[int, Field(ge=0, le=kind.on_paper.most)],
            Field(0, alias=kind.name, description=kind.summary),
        )
        for kind in kinds
        if kind.on_paper
    }
    questions = with_fields(Questions, counts)
    section = with_types(PaperSection, kinds=tuple_of(paper_kind))
    return with_types(
        QuizRecipe,
        questions=Annotated[questions, BeforeValidator(_read_total, json_schema_input_type=questions | int)] | None,
        kinds=dict_of(paper_kind, Share),
        seconds=dict_of(paper_kind, Seconds),
        points_each=dict_of(paper_kind, Points),
        layout=tuple_of(section),
    )
