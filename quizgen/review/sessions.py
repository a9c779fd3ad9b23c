"""Sessions as files of a project: begun, resumed, listed, exported, purged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizgen.content import read_content
from quizgen.errors import ContentError, Problem, UsageError
from quizgen.exporters.job import Job
from quizgen.jobs import assembled
from quizgen.resources import Project, shown
from quizgen.review.door import new_pin, new_token
from quizgen.review.lesson import Rules
from quizgen.review.preparing import prepared
from quizgen.review.store import SUFFIX, Access, Store

FOLDER = "sessions"


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as the list shows it."""

    path: Path
    began: datetime
    title: str
    phase: str
    students: int
    answers: int


def job_of(project: Project, name: str) -> tuple[Job, tuple[Problem, ...]]:
    """The recipe ``name`` with its quiz and its cards, whatever its outputs, and every problem that is no error."""
    content = read_content(project, [project.recipe(name)])
    _stop_at_errors(content.problems)
    for recipe in content.recipes:
        outputs = dict.fromkeys((*recipe.recipe.outputs, "deck", "review"))
        recipe.recipe = recipe.recipe.model_copy(update={"outputs": tuple(outputs)})
    jobs, more = assembled(project, content)
    _stop_at_errors(more)
    return jobs[0][0], content.problems + more


def begun(project: Project, name: str, rules: Rules, port: int, at: int) -> tuple[Store, Job, tuple[Problem, ...]]:
    """A new session of the recipe ``name`` at ``at``, in milliseconds since 1970, and what is not quite right."""
    job, problems = job_of(project, name)
    lesson, media = prepared(job, rules)
    moment = datetime.fromtimestamp(at / 1000).astimezone()
    path = project.root / FOLDER / f"{job.name}-{moment:%Y-%m-%d-%H%M%S}{SUFFIX}"
    return Store.new(path, lesson, media, Access(new_token(), new_pin(), port), at), job, problems


def _stop_at_errors(problems: tuple[Problem, ...]) -> None:
    if any(problem.level == "error" for problem in problems):
        raise ContentError(problems)


def files(project: Project) -> list[Path]:
    """The project's session files, the latest last."""
    return sorted((project.root / FOLDER).glob(f"*{SUFFIX}"), key=lambda path: (path.stat().st_mtime_ns, path.name))


def found(project: Project, name: str) -> Path:
    """The session called ``name``, or the latest where that is ""; raises UsageError where there is none."""
    known = {path.name.removesuffix(SUFFIX): path for path in files(project)}
    if not known:
        raise UsageError(f"there is no session in {shown(project.root / FOLDER)}")
    if not name:
        return list(known.values())[-1]
    if name not in known:
        raise UsageError(f"there is no session {name!r}. Known: {', '.join(known)}.")
    return known[name]
