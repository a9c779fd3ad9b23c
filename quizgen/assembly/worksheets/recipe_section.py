"""The section ``worksheets:`` of a recipe: read by the recipe class of each kind it names, and made into sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import Field, create_model

from quizgen.assembly.worksheets import WORKSHEETS, WorksheetKind
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.errors import Problem
from quizgen.errors.problem_kinds import WORKSHEET
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.yaml.validation import Record


def section_for(content: object) -> type[Record]:
    """What reads ``content``, found under ``worksheets:``: it knows the kinds named there, or all if one is unknown."""
    known = WORKSHEETS.names()
    if isinstance(content, dict) and set(content).issubset(known):
        return section(name for name in known if name in content)
    return section(known)


def section(names: Iterable[str]) -> type[Record]:
    """The model of a section with the kinds of worksheet called ``names``."""
    kinds = [WORKSHEETS.get(name)() for name in names]
    fields: dict[str, Any] = {
        kind.name.replace("-", "_"): (kind.recipe | None, Field(None, alias=kind.name, description=kind.summary))
        for kind in kinds
    }
    summary = "The worksheets; none named: crossword, word search and bingo."
    return create_model("WorksheetsRecipe", __base__=Record, __doc__=summary, **fields)


def worksheets(recipe: LoadedRecipe, material: Material) -> tuple[tuple[Worksheet, ...], list[Problem]]:
    """The sheets that the recipe names, with what stands against each; if none is named, the usual that can be made."""
    named = list(_named(recipe.recipe.worksheets))
    sheets, problems = [], list[Problem]()
    for kind, wanted in named or _usual():
        for made in kind.make(wanted, material):
            if isinstance(made, Worksheet):
                sheets.append(made)
            elif named:
                problems.append(_problem(recipe, ("worksheets", kind.name), made))
    if not (sheets or named):
        hint = "add facts with short answers, or name a sheet under worksheets to learn what it lacks"
        problems.append(_problem(recipe, ("outputs",), Shortcoming("these facts make no worksheet", hint)))
    return tuple(sheets), problems


def _named(said: Record) -> Iterator[tuple[WorksheetKind[Any], Record]]:
    """The kinds that the section names, each with what is said of it."""
    for field, info in type(said).model_fields.items():
        if field in said.model_fields_set:
            kind = WORKSHEETS.get(str(info.alias))()
            yield kind, getattr(said, field) or kind.recipe()


def _usual() -> Iterator[tuple[WorksheetKind[Any], Record]]:
    """The kinds that are made where a recipe names none."""
    for name in WORKSHEETS.names():
        kind = WORKSHEETS.get(name)()
        if kind.usual:
            yield kind, kind.recipe()


def _problem(recipe: LoadedRecipe, field: tuple[str, ...], short: Shortcoming) -> Problem:
    return recipe.problem(field, short.message, short.hint, WORKSHEET)
