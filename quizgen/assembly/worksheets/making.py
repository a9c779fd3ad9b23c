"""A recipe's worksheets, and what could not be made of them as the recipe's problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizgen.assembly.worksheets import WORKSHEETS, WorksheetKind
from quizgen.assembly.worksheets.sheet import Material, Shortcoming, Worksheet
from quizgen.errors import Problem
from quizgen.project import shown
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.yaml.validation import Record, guess, validate


def worksheets(recipe: LoadedRecipe, material: Material) -> tuple[tuple[Worksheet, ...], list[Problem]]:
    """The sheets that the recipe names, with what stands against each; if none is named, the usual that can be made."""
    named = list(_named(recipe))
    made, problems = [], list[Problem]()
    for kind, wanted in named or [(kind, kind.recipe()) for kind in _kinds() if kind.usual]:
        for each in kind.make(wanted, material):
            if isinstance(each, Worksheet):
                made.append(each)
            elif named:
                problems.append(_problem(recipe, ("worksheets", kind.name), each))
    if not (made or named):
        hint = "add facts with short answers, or name a sheet under worksheets to learn what it lacks"
        problems.append(_problem(recipe, ("outputs",), Shortcoming("these facts make no worksheet", hint)))
    return tuple(made), problems


def misnamed(recipe: LoadedRecipe) -> Iterator[Problem]:
    """Sheets that the recipe names and nobody makes, and what it says of a plugin's that the plugin does not know."""
    for name, said in (recipe.recipe.worksheets.model_extra or {}).items():
        if name in WORKSHEETS.names():
            yield from validate(WORKSHEETS.get(name)().recipe, said or {}, shown(recipe.path))[1]
        else:
            message, hint = f"there is no worksheet {name!r}", guess(name, list(WORKSHEETS.names()))
            yield recipe.problem(("worksheets", name), message, hint, "unknown-key")


def _kinds() -> list[WorksheetKind[Any]]:
    return [WORKSHEETS.get(name)() for name in WORKSHEETS.names()]


def _named(recipe: LoadedRecipe) -> Iterator[tuple[WorksheetKind[Any], Record]]:
    """The kinds that the recipe names, each with what it says of it."""
    said = recipe.recipe.worksheets.named
    for kind in _kinds():
        if kind.name in said:
            wanted = said[kind.name]
            yield kind, wanted if isinstance(wanted, Record) else kind.recipe.model_validate(wanted or {})


def _problem(recipe: LoadedRecipe, field: tuple[str, ...], short: Shortcoming) -> Problem:
    return recipe.problem(field, short.message, short.hint, "worksheet", "warning")
