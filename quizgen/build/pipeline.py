"""The pipeline: files → facts → questions → quiz → files, one line per stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.build.content import ProjectContent, read_content
from quizgen.build.exporting import LOSSES, Progress, export
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.preparation import prepare
from quizgen.errors import Problem, refuse
from quizgen.errors.problem_kinds import ROSTER_ROW
from quizgen.project import Project
from quizgen.writing import write_folders


@dataclass(frozen=True, slots=True)
class BuiltRecipe:
    """The result of building a recipe: its folder and files, and the number of facts, questions and cards."""

    folder: Path
    files: tuple[str, ...]
    facts: int
    questions: int
    cards: int


def build(
    project: Project,
    names: Sequence[str],
    target: Path,
    *,
    strict: bool,
    progress: Progress,
    force: bool = False,
    drafts: bool = False,
) -> tuple[list[BuiltRecipe], tuple[Problem, ...]]:
    """Builds the recipes ``names`` (default: all) into ``target``; returns the builds and any problems reported.

    Reported are warnings and, unless ``strict``, errors in single rows of a roster, whose students are left out. A PDF
    of the last build whose sources have not changed is kept, unless ``force``.
    Raises ContentError, before anything is written, if there are errors or, with ``strict``, warnings.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    recipes, folders, reported = make_files(
        project, content, target, progress, strict=strict, force=force, drafts=drafts
    )
    progress("writing", 1, 1)
    write_folders(target, folders)
    return [_built(jobs, target, folders[jobs.name]) for jobs in recipes], reported


def make_files(
    project: Project,
    content: ProjectContent,
    target: Path,
    progress: Progress,
    *,
    strict: bool,
    bank: bool = False,
    force: bool = False,
    losses: str = LOSSES,
    drafts: bool = False,
) -> tuple[list[Jobs], dict[str, dict[str, bytes]], tuple[Problem, ...]]:
    """Assembles and exports the recipes; returns their jobs, the files of each by its name, and the problems."""
    reported = refuse(content.problems, strict=strict, tolerated=(ROSTER_ROW,))
    recipes, short = assemble_recipes(project, content, bank=bank, drafts=drafts)
    reported += refuse(short, strict=strict, tolerated=(ROSTER_ROW,))
    recipes = prepare(recipes, progress)
    folders, lost = export(content, recipes, target, progress, force=force, losses=losses)
    reported += refuse(lost, strict=strict, tolerated=(ROSTER_ROW,))
    return recipes, folders, reported


def _built(jobs: Jobs, target: Path, files: Mapping[str, bytes]) -> BuiltRecipe:
    items, cards, sheets = jobs.quiz.quiz.forms[0].items, jobs.cards.cards, jobs.worksheets.worksheets
    asked = [question.fact for question in (*cards, *(item.question for item in items))]
    return BuiltRecipe(
        folder=target / jobs.name,
        files=tuple(name for name in files if not name.startswith(".")),
        facts=len({fact.key for fact in (*asked, *(fact for sheet in sheets for fact in sheet.facts))}),
        questions=len(items),
        cards=len(cards),
    )
