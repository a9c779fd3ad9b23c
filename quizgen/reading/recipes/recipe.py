"""Recipes: which facts, which outputs, how many questions and forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, create_model, model_validator

from quizgen.errors import ContentError, FileField, Mark, Names, Problem, ProblemKind, quoted
from quizgen.errors import Level as ProblemLevel
from quizgen.errors.problem_kinds import BAD_NAME, DATE, NOT_A_RECIPE, STYLES
from quizgen.model.paper import PaperSize, Style
from quizgen.model.question_kind import QuestionKind
from quizgen.project import display_path, read_text
from quizgen.reading.recipes.quiz_settings import QuizRecipe, distinct, quiz_format, read_share
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.formats import one_of, tuple_of, with_types
from quizgen.reading.yaml.validation import Prose, Proses, Record, fault, read_many, validate
from quizgen.reading.yaml.yaml import read_yaml

SectionModel = TypeVar("SectionModel", bound=Record)

_NAME = re.compile(r"\w[\w .-]*(?<![ .])")


def _read_date(value: object) -> object:
    try:
        day = date.fromisoformat(str(value))
    except ValueError as wrong:
        raise fault(DATE, f"{quoted(str(value))} is not a date", "write it as 2026-09-01") from wrong
    if not 2000 <= day.year < 2100:  # Anki takes ids of notes from it
        raise fault(DATE, f"{day} lies too far away", "write a day between 2000 and 2099")
    return day


class DeckRecipe(Record):
    """The Anki deck."""

    kinds: Annotated[tuple[str, ...], BeforeValidator(read_many), Field(min_length=1)] = (
        "basic",
        "cloze",
    )
    """Which kinds of question become cards."""
    subdecks: Literal["collection", "section", "tag"] | None = None
    """Whether the deck has subdecks: one for each collection, section of the lesson, or first tag of the facts."""
    new_per_day: Annotated[int, Field(ge=1, le=999)] | None = None
    """How many new cards a day the deck's options propose; a learner takes them by "Import any deck presets"."""
    retention: (
        Annotated[float, BeforeValidator(read_share, json_schema_input_type=str | float), Field(ge=0.7, le=0.99)] | None
    ) = None
    """Which share of the cards the deck's options propose to know at each review: `90%` (Anki's desired retention)."""


class PaperRecipe(Record):
    """What the quiz and its key are printed on, and how they look."""

    size: PaperSize = "a4"
    """a4 or letter."""
    style: Annotated[tuple[Style, ...], BeforeValidator(read_many), AfterValidator(distinct), Field(min_length=1)] = (
        "normal",
    )
    """normal, large-print, dyslexia, high-contrast or low-ink. Of several, the first is that of `quiz-A.pdf`,
    `cards.pdf` and the keys; each other makes one more, `quiz-A-large-print.pdf`."""
    together: bool = False
    """Whether all forms are in one file, `quiz.pdf` and `key.pdf`, ready for the printer; above 30 forms, 30 in each of
    `quiz-1.pdf`, `quiz-2.pdf`, …"""
    double_sided: Annotated[bool, Field(alias="double-sided")] = False
    """Whether each form in such a file begins on a new leaf, for printing on both sides."""
    working: Annotated[int, Field(ge=0, le=40)] = 0
    """How many rows of squared paper, 5 mm each, a question for a number has to work it out on."""


class Recipe(Record):
    """A file in decks/; its name names the folder of its outputs."""

    # The sections that are a plain Record here are declared with the worksheets and outputs that they are about.

    format: Annotated[Literal["quizgen-deck/1"], Field(alias="schema")]
    """Which format this is: quizgen-deck/1."""
    title: Prose
    """Heads the quiz and the review, and names the Anki deck (:: makes subdecks)."""
    facts: Annotated[Proses, AfterValidator(distinct), Field(min_length=1)]
    """The collections in facts/, by file name without .yaml."""
    tags: Proses = ()
    """Take only facts with one of these tags, or below it; none given: all facts."""
    outputs: Annotated[Proses, AfterValidator(distinct), Field(min_length=1)] = ("deck", "quiz", "key", "review")
    """What to build."""
    seed: Annotated[int, Field(ge=0)] = 1
    """Another number gives another choice and order of questions."""
    released: Annotated[date, BeforeValidator(_read_date)] = date(2026, 1, 1)
    """The day that dates what is built, until `quizgen release` keeps a lock of the deck."""
    quiz: QuizRecipe = QuizRecipe()
    """The quiz."""
    paper: PaperRecipe = PaperRecipe()
    """What it is printed on."""
    deck: DeckRecipe = DeckRecipe()
    """The Anki deck."""
    cards: Record = Record()
    """The cards on paper: the deck's questions."""
    worksheets: Record = Record()
    """Which worksheets, by name; none: crossword, word search and bingo."""
    answer_sheet: Annotated[Record, Field(alias="answer-sheet")] = Record()
    """The answer sheet, and boxes in the quiz."""
    response_cards: Annotated[Record, Field(alias="response-cards")] = Record()
    """The cards that students hold up."""

    @model_validator(mode="after")
    def _one_style_for_a_student(self) -> Recipe:
        if self.quiz.roster is not None and len(self.paper.style) > 1:
            hint = "keep one here, and name a student's own among the accommodations of the roster"
            raise fault(STYLES, "with a roster each student has one form, in one style", hint)
        return self


@cache
def _format_with(kinds: tuple[QuestionKind, ...]) -> type[Recipe]:
    """The format with these kinds of question, without what worksheets and outputs declare."""
    card_kind = one_of(kind.name for kind in kinds if kind.on_cards)
    deck = with_types(DeckRecipe, kinds=tuple_of(card_kind))
    return _with_sections(Recipe, quiz=quiz_format(kinds), deck=deck)


def _with_sections(format: type[Recipe], **sections: type[Record]) -> type[Recipe]:
    """``format`` with other models for some of its sections."""
    fields: dict[str, Any] = {}
    for name, section in sections.items():
        field = format.model_fields[name]
        fields[name] = (section, Field(section(), alias=field.alias, description=field.description))
    return create_model("Recipe", __base__=format, __doc__=Recipe.__doc__, **fields)


def recipe_format(kinds: Sequence[QuestionKind], sections: Mapping[str, type[Record]]) -> type[Recipe]:
    """The format of recipes where there are these ``kinds`` of question.

    ``sections`` are the models of those sections that worksheets and outputs declare, by the names of the fields.
    """
    return _with_sections(_format_with(tuple(kinds)), **sections)


def json_schema(kinds: Sequence[QuestionKind], sections: Mapping[str, type[Record]]) -> dict[str, Any]:
    """The format as a JSON Schema, for editors that complete and validate."""
    schema = recipe_format(kinds, sections).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


class LoadedRecipe:
    """A recipe with its file, so that what is found wrong with it later has a place."""

    def __init__(self, recipe: Recipe, path: Path, node: nodes.Mapping) -> None:
        self.recipe = recipe
        self.path = path
        self.name = path.stem
        self._node = node

    def only(self, *outputs: str) -> LoadedRecipe:
        """The recipe with these outputs alone."""
        return LoadedRecipe(self.recipe.model_copy(update={"outputs": outputs}), self.path, self._node)

    @property
    def roster(self) -> Path | None:
        """Where the roster lies that it names."""
        roster = self.recipe.quiz.roster
        return None if roster is None else (self.path.parent / roster).resolve()

    def section(self, name: str, model: type[SectionModel]) -> SectionModel:
        """The section called ``name``, which is read by ``model``."""
        section = getattr(self.recipe, name)
        assert isinstance(section, model)
        return section

    def problem(
        self, field: Names, message: str, hint: str, kind: ProblemKind, level: ProblemLevel | None = None
    ) -> Problem:
        """A problem with ``field`` of the recipe."""
        return kind.problem(display_path(self.path), message, hint, FileField(field, self._node), level=level)


def load_recipe(
    path: Path, kinds: Sequence[QuestionKind], sections_of: Callable[[nodes.Mapping], Mapping[str, type[Record]]]
) -> tuple[LoadedRecipe | None, list[str], list[Problem]]:
    """Reads the recipe at ``path``: itself or None, the collections that it names even so, and every problem.

    ``kinds`` are the kinds of question that it may name; ``sections_of`` gives the models of the sections that
    worksheets and outputs declare, for a recipe's document.
    """
    where = display_path(path)
    if not _NAME.fullmatch(path.stem):
        hint = "rename it: letters, digits, spaces, - and _, beginning with a letter or digit"
        return None, [], [BAD_NAME.problem(where, "a recipe's name names a folder, and this cannot", hint)]
    try:
        node, problems = read_yaml(read_text(path), where)
    except ContentError as refused:
        return None, [], list(refused.problems)
    if not isinstance(node, nodes.Mapping):
        if not problems:
            hint = "begin with  schema: quizgen-deck/1"
            problems.append(NOT_A_RECIPE.problem(where, "the file is no recipe", hint, Mark(1, 1)))
        return None, [], problems
    given = node.get("facts")
    names = [str(each) for each in (given if isinstance(given, nodes.Sequence) else [given])]
    recipe, faults = validate(recipe_format(kinds, sections_of(node)), node, where)
    if recipe is None or problems:
        return None, names, problems + faults
    return LoadedRecipe(recipe, path, node), names, []
