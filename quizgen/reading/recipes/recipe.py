"""Recipes: which facts to use, which outputs to build, how many questions and forms to make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from quizgen.errors import ContentError, FileField, Mark, Names, Problem, ProblemKind, quote
from quizgen.errors import Level as ProblemLevel
from quizgen.errors.problem_kinds import BAD_NAME, DATE, NOT_A_RECIPE, STYLES
from quizgen.model.paper import KeyKind, OptionLayout, PaperSize, Style
from quizgen.model.question_kind import QuestionKind
from quizgen.project import COLLECTION_SUFFIXES, display_path, read_text
from quizgen.reading.recipes.quiz_settings import QuizRecipe, distinct, quiz_format, read_share
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.faults import validate
from quizgen.reading.yaml.formats import one_of, tuple_of, with_fields, with_types
from quizgen.reading.yaml.validation import NameList, Prose, Record, fault, read_names
from quizgen.reading.yaml.yaml import read_yaml

SectionModel = TypeVar("SectionModel", bound=Record)

FACTS_FORMAT = "quizgen-facts/1"
_NAME = re.compile(r"\w[\w .-]*(?<![ .])")


def _read_date(value: object) -> object:
    try:
        day = date.fromisoformat(str(value))
    except ValueError as wrong:
        raise fault(DATE, f"{quote(str(value))} is not a date", "write it as 2026-09-01") from wrong
    if not 2000 <= day.year < 2100:  # ids of Anki's notes are derived from it
        raise fault(DATE, f"{day} is too far away", "write a day between 2000 and 2099")
    return day


def _collection_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of collections, of which some may be given as paths of their files."""
    return tuple(map(collection_name, names))


def _output_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of outputs, all of which are in small letters, with hyphens between words."""
    return tuple("-".join(name.lower().replace("_", " ").split()) for name in names)


def collection_name(path_or_name: str) -> str:
    """The name of the collection in the file ``path_or_name``, such as facts/waves.yaml; a name is that of itself."""
    path = PurePosixPath(path_or_name.replace("\\", "/"))
    name = path.stem if path.suffix.lower() in COLLECTION_SUFFIXES else path.name
    return name if path.parent.name in ("", "facts") else path_or_name


class DeckRecipe(Record):
    """The Anki deck."""

    kinds: Annotated[tuple[str, ...], BeforeValidator(read_names), Field(min_length=1)] = (
        "basic",
        "cloze",
    )
    """The kinds of question that become cards."""
    forms: Literal["best", "all"] = "best"
    """Whether each slot has one card, of the best of these kinds, or one for `all` of them."""
    name: Prose = ""
    """Another name for the deck in Anki than the one that it had first, for learners who have renamed theirs."""
    subdecks: Literal["collection", "section", "tag"] | None = None
    """The subdecks of the deck: one for each collection, section of the lesson, or first tag; the default is none."""
    new_per_day: Annotated[int, Field(ge=1, le=999)] | None = None
    """How many new cards a day the deck's options propose; learners accept them with "Import any deck presets"."""
    retention: (
        Annotated[float, BeforeValidator(read_share, json_schema_input_type=str | float), Field(ge=0.7, le=0.99)] | None
    ) = None
    """The share of cards to remember that the deck's options propose: `90%` (Anki's desired retention)."""


class PaperRecipe(Record):
    """The paper and the styles of printed outputs."""

    size: PaperSize = "a4"
    """The size of the paper."""
    style: Annotated[tuple[Style, ...], BeforeValidator(read_names), AfterValidator(distinct), Field(min_length=1)] = (
        "normal",
    )
    """How it looks. The first style is that of `quiz-A.pdf`, `cards.pdf` and the keys; each further style adds a file
    such as `quiz-A-large-print.pdf`."""
    together: bool = False
    """Whether all forms are in one file for printing, `quiz.pdf` and `key.pdf`; more than 30 forms are split into files
    of 30, `quiz-1.pdf`, `quiz-2.pdf`, …"""
    double_sided: Annotated[bool, Field(alias="double-sided")] = False
    """Whether each form in such a file begins on a new sheet, for printing on both sides."""
    working: Annotated[int, Field(ge=0, le=40)] = 0
    """How many rows of squared paper, 5 mm each, are printed for working out a number."""
    options: OptionLayout = "auto"
    """How options are arranged: below each other (`lines`), in `columns`, or after each other on a line (`inline`), if
    they fit; `auto` is the most legible of these with which the quiz has the fewest pages."""
    columns: Annotated[int, Field(ge=1, le=2)] = 1
    """How many columns a page of the quiz has."""


class Recipe(Record):
    """A recipe, a file in decks/; its outputs go to a folder with the same name."""

    # The sections that are a plain Record here are declared with the worksheets and outputs that they belong to.

    format: Annotated[Literal["quizgen-deck/1"], Field(alias="schema")]
    """The format of the file: quizgen-deck/1."""
    title: Prose
    """The title of the quiz and the review, and the name of the Anki deck (:: makes subdecks)."""
    facts: Annotated[NameList, AfterValidator(_collection_names), AfterValidator(distinct), Field(min_length=1)]
    """The collections in facts/ to use, each by its file name without .yaml."""
    tags: NameList = ()
    """Use only facts with one of these tags, or a tag below it; all facts if not given."""
    outputs: Annotated[NameList, AfterValidator(_output_names), AfterValidator(distinct), Field(min_length=1)] = (
        "deck",
        "quiz",
        "key",
        "review",
    )
    """The outputs to build."""
    seed: Annotated[int, Field(ge=0)] = 1
    """The seed of everything random: another number gives another choice and order of questions."""
    released: Annotated[date, BeforeValidator(_read_date)] = date(2026, 1, 1)
    """The date in the files that are built; Anki decks have their own."""
    quiz: QuizRecipe = QuizRecipe()
    """The settings of the quiz."""
    paper: PaperRecipe = PaperRecipe()
    """The settings of printed outputs."""
    key: Annotated[tuple[KeyKind, ...], BeforeValidator(read_names), AfterValidator(distinct), Field(min_length=1)] = (
        "full",
    )
    """The answer keys: `full`, with the evidence, is `key-A.pdf`; `compact`, without it, is `key-compact-A.pdf`;
    `annotated`, the paper itself with answers and quotes, is `key-annotated-A.pdf`."""
    deck: DeckRecipe = DeckRecipe()
    """The settings of the Anki deck."""
    cards: Record = Record()
    """The settings of printed cards, which have the deck's questions."""
    worksheets: Record = Record()
    """Which worksheets, by name; if not given: crossword, word search and bingo."""
    answer_sheet: Annotated[Record, Field(alias="answer-sheet")] = Record()
    """The settings of the answer sheet and of answer boxes in the quiz."""
    response_cards: Annotated[Record, Field(alias="response-cards")] = Record()
    """The settings of the cards that students hold up."""

    @model_validator(mode="after")
    def _one_style_for_a_student(self) -> Recipe:
        if self.quiz.roster is not None and len(self.paper.style) > 1:
            hint = "keep one here, and give single students another style under accommodations in the roster"
            raise fault(STYLES, "with a roster each student has one form, in one style", hint)
        return self


@cache
def _sections_of_kinds(kinds: tuple[QuestionKind, ...]) -> Mapping[str, type[Record]]:
    """The models of the sections in which these kinds of question are named."""
    card_kind = one_of(kind.name for kind in kinds if kind.on_cards)
    return {"quiz": quiz_format(kinds), "deck": with_types(DeckRecipe, kinds=tuple_of(card_kind))}


def _with_sections(format: type[Recipe], **sections: type[Record]) -> type[Recipe]:
    """``format`` with the models of some sections replaced."""
    fields: dict[str, Any] = {}
    for name, section in sections.items():
        field = format.model_fields[name]
        fields[name] = (section, Field(section(), alias=field.alias))
    return with_fields(format, fields)


def recipe_format(kinds: Sequence[QuestionKind], sections: Mapping[str, type[Record]]) -> type[Recipe]:
    """The format of recipes with these ``kinds`` of question.

    ``sections`` maps names of fields to the models of the sections that worksheets and outputs declare.
    """
    return _format_of(tuple(kinds), tuple(sections.items()))


@cache
def _format_of(kinds: tuple[QuestionKind, ...], sections: tuple[tuple[str, type[Record]], ...]) -> type[Recipe]:
    return _with_sections(Recipe, **_sections_of_kinds(kinds), **dict(sections))


def json_schema(kinds: Sequence[QuestionKind], sections: Mapping[str, type[Record]]) -> dict[str, Any]:
    """The format as a JSON Schema, for editors that offer completion and validation."""
    schema = recipe_format(kinds, sections).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


class LoadedRecipe:
    """A recipe with its file, so that problems found later can be reported with line and column."""

    def __init__(self, recipe: Recipe, path: Path, node: nodes.Mapping) -> None:
        self.recipe = recipe
        self.path = path
        self.name = path.stem
        self._node = node

    def only(self, *outputs: str) -> LoadedRecipe:
        """The recipe with only these outputs."""
        return LoadedRecipe(self.recipe.model_copy(update={"outputs": outputs}), self.path, self._node)

    @property
    def roster(self) -> Path | None:
        """The path of its roster, or None."""
        roster = self.recipe.quiz.roster
        return None if roster is None else (self.path.parent / roster).resolve()

    def section(self, name: str, model: type[SectionModel]) -> SectionModel:
        """The section called ``name``, which is an instance of ``model``."""
        section = getattr(self.recipe, name)
        assert isinstance(section, model)
        return section

    def problem(
        self, field: Names, message: str, hint: str, kind: ProblemKind, level: ProblemLevel | None = None
    ) -> Problem:
        """A problem located at ``field`` of the recipe."""
        return kind.problem(display_path(self.path), message, hint, FileField(field, self._node), level=level)


def load_recipe(
    path: Path, kinds: Sequence[QuestionKind], sections_of: Callable[[nodes.Mapping], Mapping[str, type[Record]]]
) -> tuple[LoadedRecipe | None, list[str], list[Problem]]:
    """Reads the recipe at ``path``; returns it or None, the names of its collections in either case, and every problem.

    ``kinds`` are the kinds of question that it may name; ``sections_of`` returns the models of the sections that
    worksheets and outputs declare, for a given document.
    """
    where = display_path(path)
    if not _NAME.fullmatch(path.stem):
        hint = "rename it: letters, digits, spaces, - and _, beginning with a letter or digit"
        return None, [], [BAD_NAME.problem(where, "the name of this file cannot be the name of a folder", hint)]
    try:
        node, problems = read_yaml(read_text(path), where)
    except ContentError as refused:
        return None, [], list(refused.problems)
    if not isinstance(node, nodes.Mapping):
        if not problems:
            hint = "begin with  schema: quizgen-deck/1"
            problems.append(NOT_A_RECIPE.problem(where, "this file is not a recipe", hint, Mark(1, 1)))
        return None, [], problems
    if node.get("schema") == FACTS_FORMAT and "source" in node:
        hint = f"move it to the folder facts, as facts/{path.name}"
        return None, [], [NOT_A_RECIPE.problem(where, "this is a collection of facts, not a recipe", hint, Mark(1, 1))]
    recipe, faults = validate(recipe_format(kinds, sections_of(node)), node, where)
    names = recipe.facts if recipe is not None else _names_in(node.get("facts"))
    if recipe is None or problems:
        return None, list(names), problems + faults
    return LoadedRecipe(recipe, path, node), list(names), []


def _names_in(value: object) -> tuple[str, ...]:
    """The names of the collections in a recipe that has faults."""
    listed = read_names(value) if isinstance(value, (str, nodes.Sequence)) else ()
    assert isinstance(listed, (list, tuple))
    return _collection_names(tuple(str(name) for name in listed if isinstance(name, str)))
