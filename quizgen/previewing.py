"""What ``quizgen assemble`` shows: the questions that a recipe's quiz would ask, or how it fits its blueprint."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.assembly.features import paragraph, tagged
from quizgen.assembly.report import report
from quizgen.checking import audited
from quizgen.content import Content, read_content
from quizgen.errors import ContentError, Problem
from quizgen.exporters.job import Job
from quizgen.jobs import assembled, questions
from quizgen.planning import blueprint
from quizgen.recipes import LoadedRecipe
from quizgen.reporting import audit_line
from quizgen.resources import Project

_WIDTH = 100  # characters of a line, so that it fits a window


def preview(project: Project, name: str, *, full: bool) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines to show of the recipe ``name`` and every problem that is no error; raises ContentError for those."""
    content = read_content(project, [project.recipe(name)])
    problems = content.problems
    _stop_at_errors(problems)
    jobs, short = assembled(project, content)
    problems += short
    _stop_at_errors(problems)
    ((job, recipe),) = jobs
    return list(_full(content, job, recipe) if full else _listed(job)), problems


def _stop_at_errors(problems: tuple[Problem, ...]) -> None:
    if any(problem.level == "error" for problem in problems):
        raise ContentError(problems)


def _listed(job: Job) -> Iterator[str]:
    """The numbers, ids and stems of each form's questions."""
    for form in job.quiz.forms:
        yield f"Form {form.letter}{f', {form.student.name}' if form.student else ''}"
        for item in form.items:
            line = f"{item.number:4}. {item.question.id}: {item.prompt}"
            yield line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _full(content: Content, job: Job, recipe: LoadedRecipe) -> Iterator[str]:
    wanted = blueprint(recipe.recipe.quiz)
    given = [content.collections[name] for name in recipe.recipe.facts]
    pool = [each for each in questions(given, wanted.kinds) if tagged(each.fact, recipe.recipe.tags)]
    yield from report(job.quiz.forms, wanted, len({paragraph(each) for each in pool} - {None}))
    yield from (audit_line(each.name, found) for each, found in audited(content))
