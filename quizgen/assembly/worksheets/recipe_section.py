"""The section ``worksheets:`` of a recipe: its model, from those of the kinds in it, and the making of the sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import Field, model_validator

from quizgen.assembly.worksheets import WORKSHEETS, WorksheetKind
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.errors import Problem
from quizgen.errors.problem_kinds import WORKSHEET
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.formats import with_fields
from quizgen.reading.yaml.spellings import spelling_of
from quizgen.reading.yaml.validation import Record, read_names


def _by_name(content: object) -> object:
    if not isinstance(content, (str, nodes.Sequence)):
        return content
    names = read_names(content)
    kinds = WORKSHEETS.names()
    assert isinstance(names, list)
    return {spelling_of(str(name), kinds) or str(name): None for name in names}


class WorksheetsRecipe(Record):
    """The worksheets; if none is named: crossword, word search and bingo."""

    _listed = model_validator(mode="before")(_by_name)  # a list of names: worksheets without settings


def section_for(content: object) -> type[Record]:
    """The model for ``content``, the value of ``worksheets:``, with the kinds in it, or all if one is unknown."""
    kinds = WORKSHEETS.names()
    by_name = _by_name(content)
    if isinstance(by_name, dict) and set(by_name).issubset(kinds):
        return section(kind for kind in kinds if kind in by_name)
    return section(kinds)


def section(names: Iterable[str]) -> type[Record]:
    """The model of the section, with the kinds of worksheet called ``names``."""
    return _section(tuple(WORKSHEETS.get(name) for name in names))


@cache
def _section(kind_types: tuple[type[WorksheetKind[Any]], ...]) -> type[Record]:
    kinds = [kind_type() for kind_type in kind_types]
    fields = {
        kind.name.replace("-", "_"): (kind.recipe | None, Field(None, alias=kind.name, description=kind.summary))
        for kind in kinds
    }
    return with_fields(WorksheetsRecipe, fields)


def worksheets(recipe: LoadedRecipe, material: Material) -> tuple[tuple[Worksheet, ...], list[Problem]]:
    """The recipe's worksheets, or the usual ones if it names none, and the problems in making them."""
    named = list(_named_kinds(recipe.recipe.worksheets))
    sheets, problems = [], list[Problem]()
    for kind, settings in named or _usual():
        for sheet in kind.make(settings, material):
            if isinstance(sheet, Worksheet):
                sheets.append(sheet)
            elif named:
                problems.append(_problem(recipe, ("worksheets", kind.name), sheet))
    if not (sheets or named):
        hint = "add facts with short answers, or name a sheet under worksheets to see what it needs"
        problems.append(_problem(recipe, ("outputs",), Shortcoming("no worksheet can be made from these facts", hint)))
    return tuple(sheets), problems


def _named_kinds(record: Record) -> Iterator[tuple[WorksheetKind[Any], Record]]:
    """The kinds in the section, each with its settings."""
    for field, info in type(record).model_fields.items():
        if field in record.model_fields_set:
            kind = WORKSHEETS.get(str(info.alias))()
            yield kind, getattr(record, field) or kind.recipe()


def _usual() -> Iterator[tuple[WorksheetKind[Any], Record]]:
    """The kinds that are made if a recipe names none."""
    for name in WORKSHEETS.names():
        kind = WORKSHEETS.get(name)()
        if kind.usual:
            yield kind, kind.recipe()


def _problem(recipe: LoadedRecipe, field: tuple[str, ...], short: Shortcoming) -> Problem:
    return recipe.problem(field, short.message, short.hint, WORKSHEET)
