"""What is known of a project's questions and facts from the answers that are kept beside its recipes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quizgen.model.measured import Measured
from quizgen.model.question import Question
from quizgen.project import Project, store_folder
from quizgen.reading.recipes.recipe import LoadedRecipe


def measured_of(project: Project) -> Measured:
    """What was measured in all answers to the project's recipes; tables that cannot be read are skipped.

    ``quizgen analyse`` reports those.
    """
    recipes = [path for path in project.recipes() if has_answers(path)] if project.own else []
    if not recipes:  # most projects have none, and then numpy is not imported
        return Measured()
    from quizgen.analysis.measuring import measurement_of
    from quizgen.reading.response_store import read_stores

    answers, _ = read_stores(recipes)
    return measurement_of(answers.responses, answers.items)


def has_answers(recipe: Path) -> bool:
    """Whether answers to the recipe at ``recipe`` are kept."""
    return store_folder(recipe).is_dir()


def recipe_levels(project: Project, recipe: LoadedRecipe, questions: Iterable[Question]) -> Mapping[str, int]:
    """The measured difficulty of the questions that have been answered often enough, by id, if the recipe uses it."""
    difficulty = recipe.recipe.quiz.difficulty
    if difficulty is None or not difficulty.measured:
        return {}
    from quizgen.analysis.difficulty import level_of

    measured = measured_of(project)
    levels = {question.id: level_of(measured, question.id, question.fact.key) for question in questions}
    return {id: level for id, level in levels.items() if level}
