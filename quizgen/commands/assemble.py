"""The questions of a quiz before anything is built, and how well its forms match the blueprint."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.assembly.features import paragraph
from quizgen.assembly.report import report
from quizgen.build.content import ProjectContent, read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.measurements import recipe_levels
from quizgen.build.question_selection import blueprint, questions_of, with_levels
from quizgen.commands.blind_audits import audit_lines, audits_of
from quizgen.errors import Problem, refuse
from quizgen.model.quiz import Quiz
from quizgen.project import Project
from quizgen.reading.recipes.recipe import LoadedRecipe

_WIDTH = 100  # characters of a line, so that it fits a window


def assemble(project: Project, name: str, *, full: bool, drafts: bool = False) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines about the recipe ``name``, and its warnings; raises ContentError if there are errors."""
    content = read_content(project, [project.recipe(name)])
    refuse(content.problems)
    recipes, short = assemble_recipes(project, content, drafts=drafts)
    problems = refuse(content.problems + short)
    content = content if drafts else content.without_drafts()
    (jobs,) = recipes
    if full:
        lines = list(_report_lines(project, content, jobs.recipe, jobs.quiz.quiz))
    else:
        lines = list(_question_lines(jobs.quiz.quiz))
    return lines, problems


def _question_lines(quiz: Quiz) -> Iterator[str]:
    """The numbers, ids and stems of each form's questions."""
    for form in quiz.forms:
        student = f", {form.student.name}" if form.student else ""
        yield f"Form {form.letter}{student}"
        for item in form.items:
            line = f"{item.number:4}. {item.question.id}: {item.prompt}"
            yield line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _report_lines(project: Project, content: ProjectContent, recipe: LoadedRecipe, quiz: Quiz) -> Iterator[str]:
    """The table of the forms beside the blueprint, and the blind audits."""
    plan = blueprint(recipe.recipe.quiz)
    collections = [content.collections[name] for name in recipe.recipe.facts]
    pool = questions_of(recipe, collections, plan.kinds)
    levels = recipe_levels(project, recipe, pool)
    forms = {form.letter: with_levels([item.question for item in form.items], levels) for form in quiz.forms}
    yield from report(forms, plan, len({paragraph(question) for question in pool} - {None}))
    for audited, audits in audits_of(content):
        yield from audit_lines(audited.name, audits)
