"""Analysing the answers to a recipe's questions: on paper, in lessons and on learning platforms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.analysis.measuring import measurement_of
from quizgen.analysis.statistic_tables import table_files
from quizgen.analysis.verdicts import remarks
from quizgen.commands.analysis_report import report_pdf
from quizgen.commands.answer_tables import read_answer_table
from quizgen.commands.lesson_answers import lesson_answers
from quizgen.commands.stored_responses import answers_to_keep, forget, keep, without_people
from quizgen.errors import Problem, UsageError, plural, refuse
from quizgen.model.measured import FEWEST, Measured, Sitting
from quizgen.model.responses import AnswerSet
from quizgen.project import Project, argument, display_path, store_folder
from quizgen.reading.response_store import read_store, read_table
from quizgen.writing import write_folders

FOLDER = "analysis"  # below build/RECIPE
GRADED = "grade/responses.csv"  # there too, once papers were graded


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """What an analysis found, in lines, the files that were written, and the problems in the files that were read."""

    lines: tuple[str, ...]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def analyse(
    project: Project,
    name: str,
    files: Sequence[str],
    target: Path,
    warn: Callable[[str], object] = lambda message: None,
) -> AnalysisReport:
    """Analyse all answers to the recipe ``name``: those kept beside it, and new ones, which are kept from now on.

    New are those of lessons, of papers graded below ``target``, and in ``files``. The report goes there too. Raises
    UsageError where nobody has answered, ContentError for a file that cannot be read, and OutputError.
    """
    recipe = project.recipe(name)
    new, problems = _new_answers(project, recipe, files, target, warn)
    refuse(problems)
    answers, changed = answers_to_keep(recipe, new) if project.own else (without_people(new), [])
    if not answers.responses:
        raise UsageError(
            f"nobody has answered the questions of {recipe.stem!r} yet; "
            f"hold a lesson with  quizgen review {argument(recipe.stem)}  or name a table of answers"
        )
    measured = measurement_of(answers.responses, answers.items)
    contents = {"report.pdf": report_pdf(project, recipe, measured), **table_files(measured)}
    folder = target / recipe.stem
    write_folders(folder, {FOLDER: contents})
    lines = [*_lines(recipe.stem, measured)]
    if changed:
        keep(recipe, answers)
        lines.append(f"kept without names in {display_path(store_folder(recipe))}: {', '.join(changed)}")
    return AnalysisReport(tuple(lines), tuple(folder / FOLDER / file for file in contents), tuple(problems))


def forget_answers(project: Project, name: str, sessions: Sequence[str]) -> list[str]:
    """Delete the kept answers to the recipe ``name``, of ``sessions`` or of all; returns the sessions deleted."""
    return forget(project.recipe(name), sessions)


def kept_sessions(project: Project, name: str) -> tuple[str, ...]:
    """The sessions whose answers to the recipe ``name`` are kept."""
    answers, _ = read_store(store_folder(project.recipe(name)))
    return answers.sessions


def _new_answers(
    project: Project, recipe: Path, files: Sequence[str], target: Path, warn: Callable[[str], object]
) -> tuple[AnswerSet, list[Problem]]:
    answers = lesson_answers(project, recipe.stem, warn)
    graded = target / recipe.stem / GRADED
    more, problems = read_table(graded) if graded.is_file() else (AnswerSet(), [])
    answers += more
    for file in files:
        more, faults = read_answer_table(project, recipe.stem, Path(file))
        answers, problems = answers + more, problems + faults
    return answers, problems


def _lines(recipe: str, measured: Measured) -> Iterator[str]:
    people = sum(sitting.people for sitting in measured.sittings)
    yield f"{recipe}: {plural(len(measured.questions), 'question')} answered by {people} people"
    yield from (f"  {_sitting_line(sitting)}" for sitting in measured.sittings)
    for question in measured.questions.values():
        for remark in remarks(question):
            yield f"  {question.key}: {remark.verdict}: {remark.evidence}"
    few = sum(not question.enough for question in measured.questions.values())
    if few:
        yield f"  fewer than {FEWEST} answers, so nothing is said: {plural(few, 'question')}"


def _sitting_line(sitting: Sitting) -> str:
    alpha = error = ""
    if sitting.people >= FEWEST:
        alpha = "" if sitting.alpha is None else f", alpha {sitting.alpha:.2f}"
        error = "" if sitting.error is None else f", standard error {sitting.error:.1f}"
    return f"{sitting.session}: {sitting.people} people, mean {sitting.mean:.1f} of {sitting.questions}{alpha}{error}"
