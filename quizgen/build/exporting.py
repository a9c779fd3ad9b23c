"""Jobs → files by recipe: outputs are exported while PDFs are being printed, and what is lost is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.build.content import ProjectContent
from quizgen.build.jobs import Jobs
from quizgen.build.unprintable import glyph_problems, overfull_problems
from quizgen.errors import ContentError, Mark, Problem, TemplateError
from quizgen.errors.problem_kinds import LOST, ROSTER_ROW
from quizgen.executors import Workers
from quizgen.exporters.anki.package import Package
from quizgen.exporters.exported import Exported, Loss, report, summary
from quizgen.project import Project, display_path
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.rosters import lines_of_students
from quizgen.rendering.press import RECORD, PdfPool, Printed, kept_files, record
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst import MissingGlyphs, TooMuchText

LOSSES = "losses.txt"  # next to the outputs that lost something
_MEASURING = ("cards.typ", "loops.typ")  # imported by what measures its texts, and stops where one does not fit

# Called with a stage, how many steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing, where a stage is fast or nobody waits for it."""


def export(
    content: ProjectContent,
    recipes: Sequence[Jobs],
    target: Path,
    progress: Progress,
    workers: Workers,
    *,
    force: bool,
    losses: str = LOSSES,
) -> tuple[dict[str, dict[str, bytes]], list[Problem]]:
    """The files of every recipe by its name, and the problems: losses, and faults of single students.

    PDFs are printed on ``workers``. A PDF in ``target`` whose sources have not changed is kept, unless ``force``;
    ``losses`` is the name of the file that lists losses. Raises ContentError or TemplateError if an output cannot be
    created.
    """
    if not recipes:
        return {}, []
    last: dict[str, tuple[str, Path]] = {}
    if not force:
        for jobs in recipes:
            last.update(kept_files(target, jobs.name))
    folders: dict[str, dict[str, bytes]] = {}
    problems: list[Problem] = []
    press = PdfPool(recipes[0].typesetter, last, workers)
    exported = [(jobs, _exports_of(jobs, press, progress)) for jobs in recipes]
    for jobs, outputs in exported:
        recipe = jobs.recipe
        try:
            folders[jobs.name], faults = _files(jobs.name, outputs, press, progress, losses)
        except MissingGlyphs as missing:
            raise ContentError(glyph_problems(content, recipe, missing.characters)) from missing
        except TooMuchText as full:
            raise ContentError(overfull_problems(content, recipe, full.places)) from full
        if faults and len(faults) == len(jobs.quiz.quiz.forms):
            raise next(iter(faults.values()))  # a fault in every form is not specific to a student
        problems += _left_out(recipe, faults)
        for output, result in outputs.items():
            if result.losses:
                problems.append(_loss_warning(recipe, output, result.losses, losses))
    return folders, problems


def _exports_of(jobs: Jobs, press: PdfPool, progress: Progress) -> dict[str, Exported]:
    """What each output gives; its PDFs are being printed."""
    outputs: dict[str, Exported] = {}
    names = jobs.recipe.recipe.outputs
    for output in names:
        progress(f"{jobs.name}: {output}", len(outputs), len(names))
        outputs[output] = jobs.export(output)
        for name, file in outputs[output].files.items():
            if isinstance(file, Printout):
                press.print(f"{jobs.name}/{name}", file)
    return outputs


def _files(
    recipe: str, outputs: Mapping[str, Exported], press: PdfPool, progress: Progress, losses: str
) -> tuple[dict[str, bytes], dict[str, TemplateError]]:
    """The content of every file, and the faults in sheets of single students, by their ids."""
    exported = {name: file for output in outputs.values() for name, file in output.files.items()}
    faults = {student: fault for output in outputs.values() for student, fault in output.faults.items()}
    files: dict[str, bytes] = {}
    prints: dict[str, Printed] = {}
    for done, (name, file) in enumerate(exported.items()):
        progress(f"{recipe}: {name}", done, len(exported))
        if isinstance(file, Printout):
            prints[name] = press.wait_for(f"{recipe}/{name}")
            faults |= prints[name].faults
            if content := prints[name].content:
                files[name] = content
        else:
            files[name] = file.content() if isinstance(file, Package) else file
    if lines := [line for name, output in outputs.items() if output.losses for line in report(name, output.losses)]:
        files[losses] = "".join(f"{line}\n" for line in lines).encode()
    if prints:
        files[RECORD] = record(prints)
    return files, faults


def export_problems(project: Project, content: ProjectContent, recipes: Sequence[Jobs]) -> list[Problem]:
    """The problems that `export` would find, without printing what cannot have any.

    Printed are cards, whose texts may not fit, and one sheet of each of the project's own templates. Raises as `export`
    does for a template that cannot be rendered.
    """
    problems: list[Problem] = []
    for jobs in recipes:
        outputs = {output: jobs.export(output) for output in jobs.recipe.recipe.outputs}
        files = [file for output in outputs.values() for file in output.files.values()]
        for package in files:
            if isinstance(package, Package):
                package.content()
        printouts = [file for file in files if isinstance(file, Printout)]
        for printout in _trials(printouts, project.root / "templates"):
            problems += _trial_problems(content, jobs, printout)
        if printouts:
            problems += glyph_problems(
                content, jobs.recipe, jobs.typesetter.unprintable(_characters(content, jobs.recipe))
            )
        for output, result in outputs.items():
            if result.losses:
                problems.append(_loss_warning(jobs.recipe, output, result.losses, f"after a build, {LOSSES}"))
    return list(dict.fromkeys(problems))


def _trials(printouts: Sequence[Printout], templates: Path) -> Iterator[Printout]:
    """What has to be printed to know whether it can be: each sheet with cards, one sheet of each own template."""
    tried: set[str] = set()
    for printout in printouts:
        sheet = printout.sheets[0]
        if any(name in sheet.source for sheet in printout.sheets for name in _MEASURING):
            yield printout
        elif (templates / sheet.template).is_file() and sheet.template not in tried:
            tried.add(sheet.template)
            yield replace(printout, sheets=(sheet,), title="")


def _trial_problems(content: ProjectContent, jobs: Jobs, printout: Printout) -> list[Problem]:
    try:
        jobs.typesetter.pdf(printout.document, timestamp=printout.released)
    except MissingGlyphs as missing:
        return glyph_problems(content, jobs.recipe, missing.characters)
    except TooMuchText as full:
        return overfull_problems(content, jobs.recipe, full.places)
    except TemplateError as fault:
        raise printout.located_fault(fault)[1] from fault
    return []


def _characters(content: ProjectContent, recipe: LoadedRecipe) -> str:
    """Every character of the recipe, its facts and the school's name, once."""
    characters = set(recipe.recipe.title + recipe.recipe.quiz.last_option)
    if content.school:
        characters.update(content.school.name)
    for part in recipe.recipe.quiz.layout:
        characters.update(part.title, part.instructions)
    for name in recipe.recipe.facts:
        characters.update(content.collections[name].characters())
    return " ".join(sorted(characters))


def _left_out(recipe: LoadedRecipe, faults: Mapping[str, TemplateError]) -> Iterator[Problem]:
    """A problem for each student with a fault in their sheets, located at their row of the roster."""
    if not faults:
        return
    assert recipe.roster is not None
    row_of = lines_of_students(recipe.roster)
    for student, fault in faults.items():
        message = f"nothing was printed for this student: {fault}"
        yield ROSTER_ROW.problem(display_path(recipe.roster), message, "", Mark(row_of[student], 1), student)


def _loss_warning(recipe: LoadedRecipe, output: str, losses: Sequence[Loss], listing: str) -> Problem:
    index = recipe.recipe.outputs.index(output)
    message = f"{output} cannot represent everything: {summary(losses)}"
    hint = f"{listing} next to the outputs lists every loss with its reason"
    # Tags organise questions and are not part of their content.
    if all(loss.what in ("tags", "difficulty") for loss in losses):
        return recipe.problem(("outputs", index), message, hint, LOST, level="info")
    hint = f"{hint}; with --strict this is an error"
    return recipe.problem(("outputs", index), message, hint, LOST)
