"""The welcome page: a project from an article, from a bank of questions, the example, or one that is there already."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.commands.import_ import import_banks
from quizgen.commands.new import ProjectDetails, create
from quizgen.errors import QuizgenError, UsageError
from quizgen.model.paper import PaperSize
from quizgen.project import Project, name_fault
from quizgen.studio.fragments import Fragments, json_body
from quizgen.studio.workspace import Unwritable, Workspace
from quizgen.words.catalogues import SCRIPTS
from quizgen.writing import write_file

UPLOAD = "/welcome/create"
_SIZES: tuple[str, ...] = get_args(PaperSize)  # the usual one first
_MOST_PROJECTS = 200  # that are listed
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the welcome page."""

    async def show(request: Request) -> Response:
        if workspace.project is not None and "again" not in request.query_params:
            return Response("", media_type="text/html")
        return fragments.fragment(
            "welcome_view",
            request,
            base=workspace.base,
            projects=_projects(workspace.base),
            languages=sorted(SCRIPTS),
            sizes=_SIZES,
            is_open=workspace.project is not None,
        )

    async def new(request: Request) -> Response:
        form, content = request.query_params, await request.body()
        folder = workspace.base / _checked_name(form.get("name", "").strip())
        language, paper = _one_of(form.get("language", ""), SCRIPTS), _one_of(form.get("paper", ""), _SIZES)
        details = ProjectDetails(language=language, paper="" if paper == _SIZES[0] else paper, is_empty=True)
        await asyncio.to_thread(_create, folder, form.get("kind", ""), form.get("file", ""), content, details)
        workspace.open(Project.at(folder))
        workspace.tell({"t": "opened", "page": form.get("page", "")})
        return JSONResponse({})

    async def existing(request: Request) -> Response:
        form = await json_body(request)
        project = Project.at(workspace.base / Path(str(form["folder"])).expanduser())
        if not project.own:
            raise Unwritable("studio_no_project")
        workspace.open(project)
        workspace.tell({"t": "opened", "page": str(form.get("page", ""))})
        return JSONResponse({})

    return [
        Route("/welcome", show),
        Route(UPLOAD, new, methods=["POST"]),
        Route("/welcome/open", existing, methods=["POST"]),
    ]


def _projects(base: Path) -> list[str]:
    """The folders below ``base`` that have facts."""
    try:
        folders = sorted(path for path in base.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []
    return [path.name for path in folders if (path / "facts").is_dir()][:_MOST_PROJECTS]


def _checked_name(name: str) -> str:
    if not name:
        raise Unwritable("studio_no_name")
    if fault := name_fault(name) or ("/" in name and f"{name} has '/' in it"):
        raise UsageError(str(fault))
    if name.startswith("."):
        raise Unwritable("studio_no_name")
    return name


def _create(folder: Path, kind: str, file: str, content: bytes, details: ProjectDetails) -> None:
    if kind == "example":
        create(folder)
        return
    ending = Path(file).suffix.lower()
    with TemporaryDirectory(prefix="quizgen-") as temporary:
        path = Path(temporary) / f"{folder.name}{ending if _ENDING.fullmatch(ending) else '.txt'}"
        write_file(path, content)
        if kind == "article":
            create(folder, article=str(path), details=details)
            return
        create(folder, details=details)
        try:
            target = folder / "facts" / f"{folder.name.lower()}.yaml"
            import_banks([path], target, language=details.language, recipe=True)
        except QuizgenError:
            _take_back(folder)
            raise


def _take_back(folder: Path) -> None:
    """Delete a project that was created a moment ago, for a bank that cannot be read."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
    folder.rmdir()


def _one_of(value: str, known: Iterable[str]) -> str:
    return value if value in set(known) else ""
