"""What is built of a recipe: its files, the lesson that is held with it, and the release of its decks."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.archive import zip_bytes
from quizgen.build.exporting import Progress, no_progress
from quizgen.commands.build import build
from quizgen.commands.release import unreleased_changes, write_release
from quizgen.confinement import PATIENCE
from quizgen.errors import ContentError, LocatedProblem, QuizgenError, TemplateError, UsageError, located_problem
from quizgen.project import Project, inside, read_bytes
from quizgen.studio.fragments import Fragments, json_body
from quizgen.studio.lesson_process import LessonProcess
from quizgen.studio.views.quiz_view import recipes
from quizgen.studio.workspace import Unwritable, Workspace

_FOLDER = "build"
_OPENED = (".pdf", ".png", ".txt")  # that a browser shows without scripts of their own


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of the last build."""

    name: str
    kilobytes: int
    is_opened: bool


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """How the last build of a recipe ended: what was reported, and whether its files are new."""

    problems: tuple[LocatedProblem, ...] = ()
    message: str = ""
    is_built: bool = False


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of what is built."""
    outcomes: dict[str, BuildOutcome] = {}
    running: dict[str, asyncio.Task[None]] = {}

    async def show(request: Request) -> Response:
        names = recipes(workspace)
        requested = request.query_params.get("recipe", "")
        name = requested if requested in names else next(iter(names), "")
        outcome = outcomes.get(name)
        return fragments.fragment(
            "build_view",
            request,
            recipe=name,
            files=built_files(workspace, name) if name else (),
            outcome=outcome,
            problems=outcome.problems if outcome else (),
            collection_of=workspace.collection_of(),
            is_running=name in running,
            lesson=workspace.lesson.link if workspace.lesson and workspace.lesson.is_running else "",
            has_sessions=workspace.project is not None and any((workspace.project.root / "sessions").glob("*")),
            changes=await run_in_threadpool(_unreleased_changes, workspace),
        )

    async def start(request: Request) -> Response:
        name = str((await json_body(request))["recipe"])
        if name not in recipes(workspace):
            raise Unwritable("studio_gone")
        if name not in running:
            running[name] = asyncio.create_task(work(name))
        return JSONResponse({})

    async def work(name: str) -> None:
        loop = asyncio.get_running_loop()

        def progress(what: str, done: int, of: int) -> None:
            loop.call_soon_threadsafe(workspace.tell, {"t": "build", "what": what, "done": done, "of": of})

        assert workspace.project is not None
        run, project = partial(workspace.templates.run, progress=progress, patience=PATIENCE), workspace.project
        try:
            outcomes[name] = await run_in_threadpool(run, project, build_outcome, project, name)
        except TemplateError as fault:
            outcomes[name] = BuildOutcome(message=str(fault))
        finally:
            del running[name]
            workspace.tell({"t": "built", "recipe": name})

    async def file(request: Request) -> Response:
        path = _path(workspace, request.query_params.get("recipe", ""), request.query_params.get("name", ""))
        if path is None:
            return Response(status_code=404)
        type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = await run_in_threadpool(read_bytes, path)
        is_opened = path.suffix.lower() in _OPENED and "download" not in request.query_params
        return _file_response(content, type, path.name, is_opened=is_opened)

    async def every_file(request: Request) -> Response:
        name = request.query_params.get("recipe", "")
        if name not in recipes(workspace):
            return Response(status_code=404)
        names = [built.name for built in built_files(workspace, name)]
        paths = [path for file in names if (path := _path(workspace, name, file))]
        packed = await run_in_threadpool(zip_bytes, [(path.name, path.read_bytes()) for path in paths])
        return _file_response(packed, "application/zip", f"{name}.zip", is_opened=False)

    async def lesson(request: Request) -> Response:
        form = await json_body(request)
        if workspace.project is None:
            raise Unwritable("studio_gone")
        if workspace.lesson is None or not workspace.lesson.is_running:
            name, resume = str(form["recipe"]), form["resume"] is True
            if not resume and name not in recipes(workspace):
                raise Unwritable("studio_gone")
            workspace.lesson = LessonProcess(workspace.project, name, resume=resume)
            await run_in_threadpool(workspace.lesson.wait)
        return JSONResponse({"link": workspace.lesson.link})

    async def release(request: Request) -> Response:
        name = str((await json_body(request))["name"]).strip()
        if workspace.project is None:
            raise Unwritable("studio_gone")
        run, project = partial(workspace.templates.run, progress=no_progress, patience=PATIENCE), workspace.project
        is_released, message = await run_in_threadpool(run, project, release_outcome, project, name)
        return JSONResponse({"message": message}, 200 if is_released else 409)

    return [
        Route("/build", show),
        Route("/build/start", start, methods=["POST"]),
        Route("/build/file", file),
        Route("/build/all", every_file),
        Route("/build/lesson", lesson, methods=["POST"]),
        Route("/build/release", release, methods=["POST"]),
    ]


def built_files(workspace: Workspace, recipe: str) -> list[BuiltFile]:
    """The files of the last build of a recipe."""
    assert workspace.project is not None
    folder = workspace.project.root / _FOLDER / recipe
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    visible = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return [
        BuiltFile(
            path.relative_to(folder).as_posix(),
            max(1, round(path.stat().st_size / 1000)),
            path.suffix.lower() in _OPENED,
        )
        for path in visible
    ]


def _path(workspace: Workspace, recipe: str, name: str) -> Path | None:
    """The path of a file that was built, None where there is none or it is elsewhere."""
    if workspace.project is None or recipe not in recipes(workspace):
        return None
    path = inside(workspace.project.root / _FOLDER / recipe, name)
    return path if path and path.is_file() and not path.name.startswith(".") else None


def _file_response(content: bytes, type: str, name: str, *, is_opened: bool) -> Response:
    disposition = "inline" if is_opened else "attachment"
    return Response(
        content, media_type=type, headers={"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name)}"}
    )


def build_outcome(project: Project, name: str, progress: Progress) -> BuildOutcome:
    """Build a recipe; whatever is wrong, the files of the last build stay."""
    try:
        report = build(project, [name], project.root / _FOLDER, strict=False, force=False, progress=progress)
    except ContentError as refused:
        return BuildOutcome(tuple(map(located_problem, refused.problems)))
    except QuizgenError as fault:
        return BuildOutcome(message=str(fault))
    return BuildOutcome(tuple(map(located_problem, report.problems)), is_built=True)


def release_outcome(project: Project, name: str, progress: Progress) -> tuple[bool, str]:
    """Name what was built a release; return whether it is one, and what is said of it."""
    try:
        return True, write_release(project, name or None, None, {})[0]
    except QuizgenError as fault:
        return False, str(fault)


def _unreleased_changes(workspace: Workspace) -> str:
    """What has changed in the decks since the last release, "" where there is no deck."""
    if workspace.project is None:
        return ""
    try:
        changes = unreleased_changes(workspace.project)
    except (UsageError, ContentError):
        return ""
    return changes.summary if changes else ""
