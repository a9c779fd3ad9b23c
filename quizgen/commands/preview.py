"""What is shown before anything is built: a quiz's questions, or how it fits its blueprint; a deck's cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.assembly.features import paragraph
from quizgen.assembly.report import report
from quizgen.build.content import Content, read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.question_selection import blueprint, questions_of
from quizgen.commands.check import audited
from quizgen.commands.check_report import audit_line
from quizgen.errors import Problem, UsageError, refuse
from quizgen.exporters.anki.contact_sheet import NAME, contact_sheet
from quizgen.model.quiz import Quiz
from quizgen.project import Project
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.writing import write_files

_WIDTH = 100  # characters of a line, so that it fits a window


@dataclass(frozen=True, slots=True)
class Sheet:
    """A contact sheet that was written."""

    path: Path
    cards: int


def preview(project: Project, name: str, *, full: bool) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines to show of the recipe ``name`` and every problem that is no error; raises ContentError for those."""
    content = read_content(project, [project.recipe(name)])
    refuse(content.problems)
    recipes, short = assemble_recipes(project, content)
    problems = refuse(content.problems + short)
    (jobs,) = recipes
    return list(_full(content, jobs.recipe, jobs.quiz.quiz) if full else _listed(jobs.quiz.quiz)), problems


def _listed(quiz: Quiz) -> Iterator[str]:
    """The numbers, ids and stems of each form's questions."""
    for form in quiz.forms:
        yield f"Form {form.letter}{f', {form.student.name}' if form.student else ''}"
        for item in form.items:
            line = f"{item.number:4}. {item.question.id}: {item.prompt}"
            yield line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _full(content: Content, recipe: LoadedRecipe, quiz: Quiz) -> Iterator[str]:
    wanted = blueprint(recipe.recipe.quiz)
    given = [content.collections[name] for name in recipe.recipe.facts]
    pool = questions_of(recipe, given, wanted.kinds)
    yield from report(quiz.forms, wanted, len({paragraph(each) for each in pool} - {None}))
    yield from (audit_line(each.name, found) for each, found in audited(content))


def preview_decks(
    project: Project, names: Sequence[str], target: Path, output: Path | None
) -> tuple[list[Sheet], tuple[Problem, ...]]:
    """Writes the contact sheet of each recipe's deck (none named: of all that make one) below ``target``.

    ``output`` is the file of a single one. Gives the sheets and every problem that is no error; raises ContentError
    for those, and UsageError where a named recipe makes no deck.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    refuse(content.problems)
    recipes, more = assemble_recipes(project, content)
    problems = refuse(content.problems + more)
    decks = [jobs for jobs in recipes if "deck" in jobs.recipe.recipe.outputs]
    for jobs in recipes:
        if (names or not decks) and jobs not in decks:
            raise UsageError(f"the recipe {jobs.name!r} makes no deck: add deck to its outputs")
    if output and len(decks) > 1:
        raise UsageError("-o names one file: name one recipe")
    sheets, files = [], {}
    for jobs in decks:
        path = output or target / jobs.name / NAME
        files[path], count = contact_sheet(jobs.cards)
        sheets.append(Sheet(path, count))
    write_files(files)
    return sheets, problems
