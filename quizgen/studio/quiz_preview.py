"""The quiz of a recipe before it is built: its questions, its pages as pictures, and what prevents it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.exporting import Progress
from quizgen.build.jobs import Jobs, assemble_recipes, to_print
from quizgen.build.preparation import page_limits, prepare
from quizgen.errors import ContentError, LocatedProblem, Problem, TemplateError, has_errors, located_problem
from quizgen.executors import workers_at
from quizgen.model.question import Question
from quizgen.model.quiz import Form
from quizgen.project import Project
from quizgen.rendering.printout import Printout

_PPI = 110  # of a page on the screen
_OUTPUT = "quiz"


@dataclass(frozen=True, slots=True)
class QuizPreview:
    """The first form of a quiz, the pages of each form in the first style, the cards, and the problems of the recipe.

    ``fault`` is what a template of the project does wrong.
    """

    form: Form | None
    pages: tuple[bytes, ...]
    cards: tuple[Question, ...]
    problems: tuple[LocatedProblem, ...]
    fault: str = ""


def preview_of(project: Project, path: Path, draws: bool, progress: Progress) -> QuizPreview:
    """The quiz of the recipe at ``path``, with its pages if it ``draws`` them.

    With problems that prevent the quiz there is nothing but them.
    """
    content = read_content(project, [path])
    problems = [problem for problem in content.problems if problem.level == "error"]
    if problems or not content.recipes:
        return _without_quiz(problems)
    (recipe,) = content.recipes
    outputs = tuple(dict.fromkeys((_OUTPUT, *(output for output in recipe.recipe.outputs if output == "deck"))))
    content = replace(content, recipes=(recipe.only(*outputs),))
    try:
        recipes, faults = assemble_recipes(project, content)
        if has_errors(faults):
            return _without_quiz(faults)
        (jobs,) = recipes
        if draws:
            with workers_at("") as workers:
                (jobs,) = prepare(recipes, progress, workers)
        pages = _pages(jobs) if draws else ()
    except ContentError as refused:
        return _without_quiz(refused.problems)
    except TemplateError as fault:
        return QuizPreview(None, (), (), (), str(fault))
    problems_to_show = to_print([*faults, *page_limits([jobs])])
    forms = jobs.quiz.quiz.forms
    return QuizPreview(forms[0] if forms else None, pages, tuple(jobs.cards.cards), _located_problems(problems_to_show))


def _without_quiz(problems: Iterable[Problem]) -> QuizPreview:
    return QuizPreview(None, (), (), _located_problems(problems))


def _located_problems(problems: Iterable[Problem]) -> tuple[LocatedProblem, ...]:
    return tuple(map(located_problem, problems))


def _pages(jobs: Jobs) -> tuple[bytes, ...]:
    """The pages of the forms in the recipe's first style."""
    printouts = [file for file in jobs.export(_OUTPUT).files.values() if isinstance(file, Printout)]
    style = jobs.recipe.recipe.paper.style
    own: Sequence[Printout] = printouts[:: len(style)] if len(style) > 1 else printouts
    return tuple(page for printout in own for page in jobs.typesetter.pages(printout.document, _PPI))
