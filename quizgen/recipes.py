"""Recipes: which facts, which outputs, how many questions and forms."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from quizgen.documents import nodes
from quizgen.documents.nodes import locate
from quizgen.documents.validation import Prose, Proses, Record, fault, read_many, validate
from quizgen.documents.yaml import read_yaml
from quizgen.errors import ContentError, Level, Problem, named
from quizgen.model.question import Kind
from quizgen.resources import read_text, shown

_NAME = re.compile(r"\w[\w .-]*(?<![ .])")
CardKind = Literal["basic", "cloze", "reversed", "list", "sequence", "acronym", "attribution"]


def _read_date(value: object) -> object:
    try:
        day = date.fromisoformat(str(value))
    except ValueError as wrong:
        raise fault("date", f"{named(str(value))} is not a date", "write it as 2026-09-01") from wrong
    if not 2000 <= day.year < 2100:  # Anki takes ids of notes from it
        raise fault("date", f"{day} lies too far away", "write a day between 2000 and 2099")
    return day


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


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

    @property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind, in the order of the quiz's sections."""
        return {
            "multiple-choice": self.multiple_choice,
            "true-false": self.true_false,
            "short-answer": self.short_answer,
            "multiple-response": self.multiple_response,
            "numeric": self.numeric,
            "list": self.list,
            "sequence": self.sequence,
            "reversed": self.reversed,
            "acronym": self.acronym,
            "attribution": self.attribution,
            "matching": self.matching,
            "categorise": self.categorise,
            "odd-one-out": self.odd_one_out,
            "ordering": self.ordering,
            "timeline": self.timeline,
            "word-bank": self.word_bank,
        }


class QuizRecipe(Record):
    """The quiz on paper; the review shows the same questions."""

    questions: Questions = Questions(multiple_choice=8, true_false=4, short_answer=4)
    """How many of each kind; fewer are taken, with a warning, where the facts do not carry so many."""
    forms: Annotated[int, Field(ge=1, le=26)] = 2
    """How many forms (A, B, …): the same questions in another order."""
    options: Annotated[int, Field(ge=2, le=5)] = 3
    """Options of a multiple-choice question; three are as good as more (Rodriguez 2005)."""


class DeckRecipe(Record):
    """The Anki deck."""

    kinds: Annotated[tuple[CardKind, ...], BeforeValidator(read_many), Field(min_length=1)] = (
        "basic",
        "cloze",
    )
    """Which notes to make: basic (a question and its answer), cloze (the statement with a gap), reversed, list,
    sequence, acronym, attribution."""


class Recipe(Record):
    """A file in decks/; its name names the folder of its outputs."""

    format: Annotated[Literal["quizgen-deck/1"], Field(alias="schema")]
    """Which format this is: quizgen-deck/1."""
    title: Prose
    """Heads the quiz and the review, and names the Anki deck (:: makes subdecks)."""
    facts: Annotated[Proses, AfterValidator(_distinct), Field(min_length=1)]
    """The collections in facts/, by file name without .yaml."""
    tags: Proses = ()
    """Take only facts with one of these tags, or below it; none given: all facts."""
    outputs: Annotated[Proses, AfterValidator(_distinct), Field(min_length=1)] = ("deck", "quiz", "key", "review")
    """What to build."""
    seed: Annotated[int, Field(ge=0)] = 1
    """Another number gives another choice and order of questions."""
    released: Annotated[date, BeforeValidator(_read_date)] = date(2026, 1, 1)
    """The day of this release. Move it on when facts were corrected, so that Anki takes the new notes over the old."""
    quiz: QuizRecipe = QuizRecipe()
    """The quiz."""
    deck: DeckRecipe = DeckRecipe()
    """The Anki deck."""


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, for editors that complete and validate."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Recipe.model_json_schema()


class LoadedRecipe:
    """A recipe with its file, so that what is found wrong with it later has a place."""

    def __init__(self, recipe: Recipe, path: Path, node: nodes.Mapping) -> None:
        self.recipe = recipe
        self.path = path
        self.name = path.stem
        self._node = node

    def problem(
        self, field: tuple[str | int, ...], message: str, hint: str, rule: str, level: Level = "error"
    ) -> Problem:
        """A problem with ``field`` of the recipe."""
        mark = locate(self._node, field)
        return Problem(shown(self.path), message, hint, mark.line, mark.column, rule=rule, level=level)


def load(path: Path) -> tuple[LoadedRecipe | None, list[str], list[Problem]]:
    """Reads the recipe at ``path``: itself or None, the collections that it names even so, and every problem."""
    where = shown(path)
    if not _NAME.fullmatch(path.stem):
        hint = "rename it: letters, digits, spaces, - and _, beginning with a letter or digit"
        return None, [], [Problem(where, "a recipe's name names a folder, and this cannot", hint, rule="bad-name")]
    try:
        node, problems = read_yaml(read_text(path), where)
    except ContentError as refused:
        return None, [], list(refused.problems)
    if not isinstance(node, nodes.Mapping):
        if not problems:
            problems.append(
                Problem(
                    where,
                    "the file is no recipe",
                    "begin with  schema: quizgen-deck/1",
                    1,
                    1,
                    rule="not-a-recipe",
                )
            )
        return None, [], problems
    given = node.get("facts")
    names = [str(each) for each in (given if isinstance(given, nodes.Sequence) else [given])]
    recipe, faults = validate(Recipe, node, where)
    if recipe is None or problems:
        return None, names, problems + faults
    return LoadedRecipe(recipe, path, node), names, []
