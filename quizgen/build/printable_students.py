"""The students on a recipe's roster whose forms can be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.build.unprintable import no_glyph
from quizgen.errors import Problem, quote
from quizgen.errors.problem_kinds import ROSTER, ROSTER_ROW
from quizgen.model.quiz import Student
from quizgen.project import Project, display_path
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.rosters import places_of_character, read_roster
from quizgen.rendering.typst import Typesetter


def printable_students(
    project: Project, recipe: LoadedRecipe, typesetter: Typesetter
) -> tuple[tuple[Student, ...], list[Problem]]:
    """The students on the recipe's roster whose forms can be printed, and the problems in the roster."""
    roster, path = recipe.recipe.quiz.roster, recipe.roster
    if roster is None or path is None:
        return (), []
    if not path.is_relative_to(project.content.resolve()):
        message, hint = f"{quote(roster)} is outside the project", "copy the roster into it"
        return (), [recipe.problem(("quiz", "roster"), message, hint, ROSTER)]
    if not path.is_file():
        message, hint = f"there is no roster {display_path(path)}", "check the spelling of its name"
        return (), [recipe.problem(("quiz", "roster"), message, hint, ROSTER)]
    students, problems = read_roster(path)
    unprintable = dict(_unprintable(path, students, typesetter))
    if students and len(unprintable) == len(students):
        problems = [replace(problem, kind=ROSTER) for problem in (*problems, *unprintable.values())]
        return (), problems
    return tuple(student for student in students if student.id not in unprintable), [*problems, *unprintable.values()]


def _unprintable(path: Path, students: Sequence[Student], typesetter: Typesetter) -> Iterator[tuple[str, Problem]]:
    """The ids of students with characters that cannot be printed, each with a problem."""
    words = " ".join(
        part for student in students for part in (student.id, student.name, student.group, student.accommodations)
    )
    for character in typesetter.unprintable(words):
        message, hint = no_glyph(character)
        for id, mark in places_of_character(path, character):
            yield id, ROSTER_ROW.problem(display_path(path), message, hint, mark, id)
