"""The pipeline: files → facts → questions → quiz → files, one line per stage."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.build.content import ProjectContent, read_content
from quizgen.build.exporting import LOSSES, Progress, export
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.lock_changes import LockChanges, changes_between
from quizgen.build.preparation import page_limits, prepare
from quizgen.errors import ContentError, Problem, refuse
from quizgen.errors.problem_kinds import LOCK, ROSTER_ROW
from quizgen.executors import workers_at
from quizgen.exporters import needs_of
from quizgen.exporters.job import NotesJob
from quizgen.exporters.scannable.sheet_key import ARCHIVE
from quizgen.model.lock import Lock
from quizgen.project import Project, display_path
from quizgen.reading.card_texts import notes_without_text, texts_path, with_texts
from quizgen.reading.locks import lock_file, lock_path
from quizgen.reading.project_settings import read_settings, settings_path, with_uid
from quizgen.rendering.compiled_templates import keep_compiled
from quizgen.writing import write_folders
from quizgen.writing.folder_lock import hold_lock
from quizgen.writing.transaction import Content


@dataclass(frozen=True, slots=True)
class BuiltRecipe:
    """The result of building a recipe: its folder and files, and the number of facts, questions and cards.

    ``changes`` are those in its Anki deck since the last build.
    """

    folder: Path
    files: tuple[str, ...]
    facts: int
    questions: int
    cards: int
    changes: LockChanges


def build(
    project: Project,
    names: Sequence[str],
    target: Path,
    *,
    strict: bool,
    progress: Progress,
    force: bool = False,
    drafts: bool = False,
    keep_lock: bool = False,
    on: str = "",
) -> tuple[list[BuiltRecipe], tuple[Problem, ...]]:
    """Builds the recipes ``names`` (default: all) into ``target``.

    Returns the builds and any problems reported: warnings and, unless ``strict``, errors in single rows of a roster,
    whose students are left out. A PDF of the last build whose sources have not changed is kept, unless ``force``.
    The project's lock is written with the files, unless ``keep_lock`` or ``drafts`` are only tried out.
    PDFs are printed by the Dask cluster with the address ``on``, or "" for this machine.
    Raises ContentError, before anything is written, if there are errors or, with ``strict``, warnings, or with
    ``keep_lock`` if the project has no lock or another than it would get.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    writes_lock = project.own and not keep_lock and not drafts
    with hold_lock(project.content / "facts") if writes_lock else nullcontext():
        content = read_content(project, paths)
        if writes_lock and not content.settings.uid and _has_notes(content):
            content = replace(content, settings=content.settings.model_copy(update={"uid": secrets.token_hex(16)}))
        recipes, folders, reported = make_files(
            project, content, target, progress, strict=strict, force=force, drafts=drafts, on=on
        )
        notes = [jobs.notes for jobs in recipes if "notes" in needs_of(jobs.recipe.recipe.outputs)]
        lock = notes[0].lock if notes else None
        if keep_lock and lock and lock != content.lock:
            raise ContentError([_outdated_lock(project, content.lock)])
        progress("writing", 1, 1)
        files = _lock_files(project, notes) if writes_lock and notes else {}
        write_folders(target, folders, project.root if files else None, files, kept=ARCHIVE)
    keep_compiled()
    before = (content.lock or Lock("")) if writes_lock else None
    return [_built_recipe(jobs, target, folders[jobs.name], before) for jobs in recipes], reported


def _has_notes(content: ProjectContent) -> bool:
    return any("notes" in needs_of(recipe.recipe.outputs) for recipe in content.recipes)


def _lock_files(project: Project, notes: Sequence[NotesJob]) -> dict[str, Content]:
    """The project's lock, the texts of its cards, and its settings, as far as they change."""
    lock = notes[0].lock
    files: dict[Path, Content] = {}
    if (text := lock_file(lock)) != _bytes(lock_path(project)):
        files[lock_path(project)] = text
    current = {note.key: note for job in notes for note in job.notes if not note.is_retired}
    texts = texts_path(project)
    if lacking := notes_without_text(texts, ((key, lock.notes[key].digest) for key in current)):
        files[texts] = with_texts(texts, lock, [(key, current[key].text) for key in lacking])
    if not read_settings(project).uid:
        files[settings_path(project)] = with_uid(project, lock.uid).encode()
    return {path.relative_to(project.root).as_posix(): content for path, content in files.items()}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _outdated_lock(project: Project, lock: Lock | None) -> Problem:
    message = "it is not up to date with the facts" if lock else "there is none yet"
    return LOCK.problem(
        display_path(lock_path(project)), message, "run  quizgen build  without --locked, and commit it"
    )


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
    on: str = "",
) -> tuple[list[Jobs], dict[str, dict[str, bytes]], tuple[Problem, ...]]:
    """Assembles and exports the recipes; returns their jobs, the files of each by its name, and the problems."""
    reported = refuse(content.problems, strict=strict, tolerated=(ROSTER_ROW,))
    recipes, short = assemble_recipes(project, content, bank=bank, drafts=drafts)
    reported += refuse(short, strict=strict, tolerated=(ROSTER_ROW,))
    with workers_at(on) as workers:
        recipes = prepare(recipes, progress, workers)
        reported += tuple(page_limits(recipes))
        folders, lost = export(content, recipes, target, progress, workers, force=force, losses=losses)
    reported += refuse(lost, strict=strict, tolerated=(ROSTER_ROW,))
    return recipes, folders, reported


def _built_recipe(jobs: Jobs, target: Path, files: Mapping[str, bytes], before: Lock | None) -> BuiltRecipe:
    items, cards, sheets = jobs.quiz.quiz.forms[0].items, jobs.cards.cards, jobs.worksheets.worksheets
    facts = [question.fact for question in (*cards, *(item.question for item in items))]
    keys = [note.key for note in jobs.notes.notes]
    notes = [note for note in jobs.notes.notes if not note.is_retired]
    return BuiltRecipe(
        folder=target / jobs.name,
        files=tuple(name for name in files if not name.startswith((".", f"{ARCHIVE}/"))),
        facts=len({fact.key for fact in (*facts, *(fact for sheet in sheets for fact in sheet.facts))}),
        questions=len(items),
        cards=len(notes) or len(cards),  # Anki asks for members of lists one by one
        changes=changes_between(before, jobs.notes.lock, keys) if before else LockChanges(),
    )
