"""The pipeline: files → facts → questions → quiz → files, one line a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.exporting import LOSSES, Progress, export
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.errors import Problem, UsageError, refuse
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.h5p_filling import Filling
from quizgen.project import Project
from quizgen.reading.rosters import ROW
from quizgen.writing import write_files, write_folders


@dataclass(frozen=True, slots=True)
class Built:
    """What a recipe's build made."""

    folder: Path
    files: tuple[str, ...]
    facts: int
    questions: int
    cards: int


def build(
    project: Project, names: Sequence[str], target: Path, *, strict: bool, progress: Progress, force: bool = False
) -> tuple[list[Built], tuple[Problem, ...]]:
    """Builds the recipes ``names`` (none given: all) into ``target``; gives what was built and what else is to be told.

    That is warnings and, unless ``strict``, errors in single rows of a roster, whose students are left out. A PDF of
    the last build that would be made of the same again is kept, unless ``force``.
    Raises ContentError with every problem before anything is written; with ``strict`` a warning is one too.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    told = refuse(content.problems, strict=strict, tolerated=(ROW,))
    recipes, short = assemble_recipes(project, content)
    told += refuse(short, strict=strict, tolerated=(ROW,))
    folders, lost = export(content, recipes, target, progress, force=force)
    told += refuse(lost, strict=strict, tolerated=(ROW,))
    progress("writing", 1, 1)
    write_folders(target, folders)
    return [_built(jobs, target, folders[jobs.name]) for jobs in recipes], told


def build_output(
    project: Project,
    output: str,
    names: Sequence[str],
    target: Path,
    *,
    bank: bool,
    strict: bool,
    progress: Progress,
    into: Path | None = None,
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Writes one ``output`` of the recipes ``names`` (none given: all) into ``target``, whatever their own outputs are.

    With ``bank`` it has every question that their facts carry; ``into`` is a package that it fills. Other files stay;
    losses stand in a file that is named after the output. Raises as `build` and `Filling` do; gives the files and what
    else is to be told.
    """
    if output not in EXPORTERS.names():
        raise UsageError(EXPORTERS.unknown(output))
    filling = Filling(into, output) if into else None
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    content = replace(content, recipes=tuple(recipe.only(output) for recipe in content.recipes))
    told = refuse(content.problems, strict=strict, tolerated=(ROW,))
    recipes, short = assemble_recipes(project, content, bank=bank)
    told += refuse(short, strict=strict, tolerated=(ROW,))
    folders, lost = export(content, recipes, target, progress, force=True, losses=f"{output}.{LOSSES}")
    told += refuse(lost, strict=strict, tolerated=(ROW,))
    if filling:
        folders = {name: filling.filled(folder) for name, folder in folders.items()}
    files = {
        target / name / file: made
        for name, folder in folders.items()
        for file, made in folder.items()
        if not file.startswith(".")  # what the next build would go by
    }
    write_files(files)
    return tuple(files), told


def _built(jobs: Jobs, target: Path, files: Mapping[str, bytes]) -> Built:
    items, cards, sheets = jobs.quiz.quiz.forms[0].items, jobs.cards.cards, jobs.worksheets.worksheets
    asked = [question.fact for question in (*cards, *(item.question for item in items))]
    return Built(
        folder=target / jobs.name,
        files=tuple(name for name in files if not name.startswith(".")),
        facts=len({fact.key for fact in (*asked, *(fact for sheet in sheets for fact in sheet.facts))}),
        questions=len(items),
        cards=len(cards),
    )
