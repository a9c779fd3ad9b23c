"""The pipeline: files → facts → questions → quiz → files, one line a stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.content import Content, read_content
from quizgen.errors import ContentError, Problem, UsageError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.exported import Loss, report, summary
from quizgen.exporters.job import Job
from quizgen.jobs import assembled, glyph_problems
from quizgen.recipes import LoadedRecipe
from quizgen.rendering.typst import MissingGlyphs
from quizgen.resources import Project
from quizgen.writing import write_files, write_folders

LOSSES = "losses.txt"  # beside the outputs that lost something

# stage, how many are done, how many there are
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a recipe's build made."""

    folder: Path
    files: tuple[str, ...]
    facts: int
    questions: int
    cards: int


def build(
    project: Project, names: Sequence[str], target: Path, *, strict: bool, progress: Progress
) -> tuple[list[Built], tuple[Problem, ...]]:
    """Builds the recipes ``names`` (none given: all) into ``target``; gives what was built and the warnings.

    Raises ContentError with every problem before anything is written; with ``strict`` a warning is one too.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    warnings = _stop_at_errors(content.problems, strict)
    jobs, short = assembled(project, content)
    warnings += _stop_at_errors(short, strict)
    folders, lost = _export(content, jobs, progress)
    warnings += _stop_at_errors(lost, strict)
    progress("writing", 1, 1)
    write_folders(target, folders)
    return [_built(job, recipe, target, folders[job.name]) for job, recipe in jobs], warnings


def export(
    project: Project, output: str, names: Sequence[str], target: Path, *, bank: bool, strict: bool, progress: Progress
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Writes one ``output`` of the recipes ``names`` (none given: all) into ``target``, whatever their own outputs are.

    With ``bank`` it has every question that their facts carry. Other files stay; the losses stand in a file that is
    named after the output. Raises as `build` does; gives the files and the warnings.
    """
    if output not in EXPORTERS.names():
        raise UsageError(EXPORTERS.unknown(output))
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    content = replace(content, recipes=tuple(recipe.only(output) for recipe in content.recipes))
    warnings = _stop_at_errors(content.problems, strict)
    jobs, short = assembled(project, content, bank=bank)
    warnings += _stop_at_errors(short, strict)
    folders, lost = _export(content, jobs, progress, f"{output}.{LOSSES}")
    warnings += _stop_at_errors(lost, strict)
    files = {target / name / file: made for name, folder in folders.items() for file, made in folder.items()}
    write_files(files)
    return tuple(files), warnings


def _stop_at_errors(problems: Sequence[Problem], strict: bool) -> tuple[Problem, ...]:
    if any(problem.level == "error" or (strict and problem.level == "warning") for problem in problems):
        raise ContentError(problems)
    return tuple(problems)


def _export(
    content: Content, jobs: Sequence[tuple[Job, LoadedRecipe]], progress: Progress, listing: str = LOSSES
) -> tuple[dict[str, dict[str, bytes]], list[Problem]]:
    """The files of every recipe by its name, and a warning for each output that could not hold all of its questions."""
    work = [(job, recipe, output) for job, recipe in jobs for output in recipe.recipe.outputs]
    folders: dict[str, dict[str, bytes]] = {}
    lost: list[Problem] = []
    told: dict[str, list[str]] = {}
    for done, (job, recipe, output) in enumerate(work):
        progress(f"{job.name}: {output}", done, len(work))
        try:
            exported = EXPORTERS.get(output)().export(job)
        except MissingGlyphs as missing:
            raise ContentError(glyph_problems(content, job, recipe, missing.characters)) from missing
        files = folders.setdefault(job.name, {})
        files.update(exported.files)
        if exported.losses:
            lost.append(_lost(recipe, output, exported.losses, listing))
            told.setdefault(job.name, []).extend(report(output, exported.losses))
    for name, lines in told.items():
        folders[name][listing] = "".join(f"{line}\n" for line in lines).encode()
    return folders, lost


def _lost(recipe: LoadedRecipe, output: str, losses: Sequence[Loss], listing: str) -> Problem:
    place = recipe.recipe.outputs.index(output)
    message = f"{output} does not hold everything: {summary(losses)}"
    return recipe.problem(
        ("outputs", place),
        message,
        f"{listing} beside the outputs lists each and says why; only a build without --strict writes it",
        "lost",
        "warning",
    )


def _built(job: Job, recipe: LoadedRecipe, target: Path, files: Mapping[str, bytes]) -> Built:
    items, parts = job.quiz.forms[0].items, job.worksheets.parts
    asked = [question.fact for question in (*job.cards, *(item.question for item in items))]
    return Built(
        folder=target / job.name,
        files=tuple(files),
        facts=len({fact.key for fact in (*asked, *(part.fact for part in parts))}),
        questions=len(items),
        cards=len(job.cards),
    )
