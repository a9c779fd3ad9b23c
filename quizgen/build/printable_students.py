"""Who is on a recipe's roster and can be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.build.unprintable import no_glyph
from quizgen.errors import Problem, quoted
from quizgen.errors.problem_kinds import ROSTER, ROSTER_ROW
from quizgen.model.quiz import Student
from quizgen.project import Project, display_path
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.rosters import holding, read_roster
from quizgen.rendering.typst import Typesetter


def printable_students(
    project: Project, recipe: LoadedRecipe, typesetter: Typesetter
) -> tuple[tuple[Student, ...], list[Problem]]:
    """Who is on the recipe's roster and can be printed, and what is wrong with it."""
    roster, path = recipe.recipe.quiz.roster, recipe.roster
    if roster is None or path is None:
        return (), []
    if not path.is_relative_to(project.content.resolve()):
        message, hint = f"{quoted(roster)} lies outside the project", "copy the roster into it"
        return (), [recipe.problem(("quiz", "roster"), message, hint, ROSTER)]
    if not path.is_file():
        message, hint = f"there is no roster {display_path(path)}", "check the spelling of its name"
        return (), [recipe.problem(("quiz", "roster"), message, hint, ROSTER)]
    found, problems = read_roster(path)
    unprintable = dict(_unprintable(path, found, typesetter))
    if found and len(unprintable) == len(found):
        problems = [replace(problem, kind=ROSTER) for problem in (*problems, *unprintable.values())]
        return (), problems
    return tuple(each for each in found if each.id not in unprintable), [*problems, *unprintable.values()]


def _unprintable(path: Path, found: Sequence[Student], typesetter: Typesetter) -> Iterator[tuple[str, Problem]]:
    """The students of whom something cannot be printed, found by printing it once."""
    words = " ".join(part for each in found for part in (each.id, each.name, each.group, each.accommodations))
    for character in typesetter.unprintable(words):
        message, hint = no_glyph(character)
        for id, mark in holding(path, character):
            yield id, ROSTER_ROW.problem(display_path(path), message, hint, mark, id)
