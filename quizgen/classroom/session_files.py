"""Sessions as files of a project: begun, listed, and their results."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from quizgen.build.anki_notes import NO_UID
from quizgen.build.content import ProjectContent, read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.classroom.door import new_pin
from quizgen.classroom.engine import Session
from quizgen.classroom.lesson import LessonRules
from quizgen.classroom.preparing import card_holders, lesson_of
from quizgen.classroom.result_files import MISSED, REPORT, missed_deck, tables
from quizgen.classroom.store import SUFFIX, Access, Store, session_after
from quizgen.errors import Problem, UsageError, no_such, refuse
from quizgen.model.quiz import Item
from quizgen.project import Project, display_path, inside
from quizgen.rendering.environments import Templates
from quizgen.serving.access_keys import new_token

FOLDER = "sessions"
_REPORT_WITH_NAMES = "report-names.html"


def jobs_of(project: Project, name: str, *, drafts: bool = False) -> tuple[Jobs, tuple[Problem, ...]]:
    """Return the recipe ``name`` with its quiz and cards, whatever its outputs, and non-error problems."""
    return _jobs_of(project, _content_of(project, name), drafts=drafts)


def jobs_and_bank_of(
    project: Project, name: str, *, drafts: bool = False
) -> tuple[Jobs, tuple[Item, ...], tuple[Problem, ...]]:
    """Return the same, with every question that the facts of the recipe support."""
    content = _content_of(project, name)
    jobs, problems = _jobs_of(project, content, drafts=drafts)
    (recipe,) = content.recipes
    content = replace(content, recipes=(recipe.only("review"),))
    recipes, _ = assemble_recipes(project, content, bank=True, drafts=drafts)
    return jobs, recipes[0].quiz.quiz.forms[0].items, problems


def _content_of(project: Project, name: str) -> ProjectContent:
    content = read_content(project, [project.recipe(name)])
    refuse(content.problems)
    return content


def _jobs_of(project: Project, content: ProjectContent, *, drafts: bool) -> tuple[Jobs, tuple[Problem, ...]]:
    (recipe,) = content.recipes
    content = replace(content, recipes=(recipe.only(*dict.fromkeys((*recipe.recipe.outputs, "deck", "review"))),))
    recipes, more = assemble_recipes(project, content, drafts=drafts)
    return recipes[0], content.problems + refuse(more)


def begin_session(
    project: Project,
    name: str,
    rules: LessonRules,
    port: int,
    at: int,
    cards: str | None = None,
    *,
    drafts: bool = False,
) -> tuple[Store, tuple[Problem, ...]]:
    """Create a session of the recipe ``name`` at ``at``, in milliseconds since 1970; also return non-error problems.

    ``cards`` is the class that holds up cards, "" for the only one, None for none.
    """
    jobs, bank, problems = jobs_and_bank_of(project, name, drafts=drafts)
    holders = () if cards is None else card_holders(jobs.students, cards)
    lesson, media = lesson_of(jobs.quiz, rules, jobs.typesetter.png, holders, bank)
    moment = datetime.fromtimestamp(at / 1000).astimezone()
    name = f"{jobs.name}-{moment:%Y-%m-%d-%H%M%S}"
    places = (project.root / FOLDER / f"{name}{number}{SUFFIX}" for number in ("", *(f"-{n}" for n in range(2, 100))))
    path = next(candidate for candidate in places if not candidate.exists())
    return Store.new(path, lesson, media, Access(new_token(), new_pin(), port), at), problems


def session_paths(project: Project) -> dict[str, Path]:
    """Return the project's sessions by name, the most recently used last; links that lead out of it are left out."""
    paths = [
        path for path in (project.root / FOLDER).glob(f"*{SUFFIX}") if inside(project.root, f"{FOLDER}/{path.name}")
    ]
    ordered = sorted(paths, key=lambda path: (used_at(path), path.name))
    return {path.name.removesuffix(SUFFIX): path for path in ordered}


def used_at(path: Path) -> int:
    """Return when a session was last written to, in nanoseconds since 1970; SQLite may have its log beside it."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return max(file.stat().st_mtime_ns for file in files if file.exists())


def session_path(project: Project, name: str = "") -> Path:
    """Return the session called ``name``, or the last if that is ""; raises UsageError if there is none."""
    paths = session_paths(project)
    if not paths:
        raise UsageError(f"there is no session in {display_path(project.root / FOLDER)}")
    if name and name not in paths:
        raise no_such(f"session {name!r}", paths)
    return paths[name or list(paths)[-1]]


def open_session_file(project: Project, name: str = "") -> tuple[Store, list[str]]:
    """Open the session called ``name``, or the last that can be read; also return what is wrong with later ones.

    Raises UsageError if there is none, or if the one called ``name`` is damaged.
    """
    damaged: list[str] = []
    paths = [session_path(project, name)] if name else [*reversed(session_paths(project).values())]
    for path in paths:
        try:
            store = Store.open(path)
        except UsageError as fault:
            damaged.append(str(fault))
            continue
        try:
            session_after(store.lesson, store.events())
        except UsageError as fault:
            store.close()
            damaged.append(str(fault))
            continue
        return store, damaged
    raise UsageError(damaged[0] if damaged else f"there is no session in {display_path(project.root / FOLDER)}")


def deck_of_missed(project: Project, session: Session, student: str = "") -> bytes:
    """Return the deck of what the class, or one ``student``, missed; a lesson may have asked drafts.

    Raises UsageError if there is none or no such student, ContentError if the recipe has errors now.
    """
    jobs, _ = jobs_of(project, session.lesson.name, drafts=True)
    if jobs.notes.lock.uid == NO_UID:  # the cards could not be merged with those of the deck later
        raise UsageError("the project has no Anki deck yet: build one first, with  deck  among a recipe's outputs")
    return missed_deck(jobs.notes, session, student)


def result_file(project: Project, name: str, began: int, session: Session, file: str, student: str) -> bytes | None:
    """Return one of the results of the session ``name``, or None if there is no such file; raises QuizgenError."""
    if file == MISSED:
        return deck_of_missed(project, session, student)
    names = file == _REPORT_WITH_NAMES
    files = tables(session, name, began, Templates(project), names=names)
    return files.get(REPORT if names else file)
