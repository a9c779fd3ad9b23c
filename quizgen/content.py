"""Recipes and collections, read and checked: what a build starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen import recipes
from quizgen.checks import check_facts, check_questions
from quizgen.checks.finding import Finding
from quizgen.documents.validation import guess
from quizgen.errors import Problem
from quizgen.exporters import EXPORTERS
from quizgen.generators import generate
from quizgen.model.question import Question
from quizgen.recipes import LoadedRecipe
from quizgen.records import reading
from quizgen.records.reading import Loaded
from quizgen.resources import Project, shown


@dataclass(frozen=True, slots=True)
class Content:
    """Recipes and collections as they were read, with everything found wrong in them."""

    recipes: tuple[LoadedRecipe, ...]
    collections: Mapping[str, Loaded]
    problems: tuple[Problem, ...]


def read_content(project: Project, paths: Iterable[Path], more: Iterable[str] = ()) -> Content:
    """Reads recipes and the collections that they name, and those named in ``more``; checks them all."""
    problems: list[Problem] = []
    read: list[LoadedRecipe] = []
    wanted = dict.fromkeys(more)
    for path in paths:
        recipe, names, faults = recipes.load(path)
        problems += faults
        wanted |= dict.fromkeys(names)
        if recipe is not None:
            problems += _check_recipe(project, recipe)
            read.append(recipe)
    if not read and not problems and not wanted:
        message = "there is no recipe here"
        problems.append(
            Problem(
                shown(project.content / "decks"),
                message,
                "write one, or run  quizgen new NAME",
                rule="no-recipe",
            )
        )
    collections: dict[str, Loaded] = {}
    found = {path.stem: path for path in project.collections()}
    for name in wanted:
        if name not in found:
            continue  # the recipe's own check has said so
        loaded, faults = reading.load(found[name])
        problems += faults
        if loaded is not None:
            collections[name] = loaded
            if not any(fault.level == "error" for fault in faults):
                problems += _check_collection(loaded)
    problems += _same_ids(collections)
    return Content(tuple(read), collections, tuple(problems))


def _check_recipe(project: Project, recipe: LoadedRecipe) -> list[Problem]:
    problems = []
    known = [path.stem for path in project.collections()]
    for place, name in enumerate(recipe.recipe.facts):
        if name not in known:
            message = f"there is no collection {name!r} in {shown(project.content / 'facts')}"
            problems.append(recipe.problem(("facts", place), message, guess(name, known), "unknown-collection"))
    for place, output in enumerate(recipe.recipe.outputs):
        if output not in EXPORTERS.names():
            hint = guess(output, list(EXPORTERS.names()))
            problems.append(
                recipe.problem(("outputs", place), f"there is no output {output!r}", hint, "unknown-output")
            )
    return problems


def _check_collection(loaded: Loaded) -> list[Problem]:
    questions = [q for q in generate(loaded.collection, ("basic",)) if isinstance(q, Question)]
    findings: list[Finding] = [*check_facts(loaded.collection), *check_questions(questions)]
    found = [loaded.problem(f.fact, f.field, f.message, f.hint, f.rule, f.level) for f in findings]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _same_ids(collections: Mapping[str, Loaded]) -> list[Problem]:
    first: dict[str, Loaded] = {}
    problems = []
    for loaded in collections.values():
        id = loaded.collection.source.id
        if id in first:
            message = f"the source id {id!r} is that of {shown(first[id].path)} too"
            problems.append(loaded.problem("", (), message, "give each collection an id of its own", "duplicate-id"))
        first.setdefault(id, loaded)
    return problems
