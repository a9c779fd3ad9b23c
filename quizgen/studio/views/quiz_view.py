"""The quiz of a recipe: its settings as a form, its pages as pictures, and its questions, to be swapped or kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.build.exporting import no_progress
from quizgen.errors import TemplateError
from quizgen.model.quiz import Item
from quizgen.project import Project, decode, display_path, read_bytes
from quizgen.reading.facts.record_edits import Plain, plain_of
from quizgen.reading.yaml.validation import read_names
from quizgen.reading.yaml.yaml import read_yaml
from quizgen.studio.changes import value_at
from quizgen.studio.fragments import Fragments, json_body
from quizgen.studio.quiz_preview import QuizPreview, preview_of
from quizgen.studio.recipe_form import form_of
from quizgen.studio.views.result_view import ShownCard, shown_card
from quizgen.studio.workspace import Workspace
from quizgen.words.catalogues import words_for

_MOST_CARDS = 12  # that are shown
_PATIENCE = 30.0  # seconds in which the pages of a quiz are drawn
_LISTS = ("include", "exclude")


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the quiz as it is listed beside the pages."""

    item: Item
    fact: str
    is_pinned: bool


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the quiz."""
    previews: dict[str, tuple[int, QuizPreview]] = {}  # by recipe, each with a number that no other has
    newest = 0

    async def show(request: Request) -> Response:
        paths = recipes(workspace)
        name = request.query_params.get("recipe", "")
        chosen = name if name in paths else next(iter(paths), "")
        record = _record(paths[chosen]) if chosen else {}
        sections = list(form_of(record)) if chosen else []
        return fragments.fragment("quiz_view", request, recipe=chosen, recipes=list(paths), sections=sections)

    async def preview_at(project: Project, path: Path, *, draws: bool) -> QuizPreview:
        def preview() -> QuizPreview:
            try:
                call = (preview_of, project, path, draws)
                return workspace.templates.run(project, *call, progress=no_progress, patience=_PATIENCE)
            except TemplateError as fault:
                return QuizPreview(None, (), (), (), str(fault))

        return await run_in_threadpool(preview)

    async def pages(request: Request) -> Response:
        nonlocal newest
        name = request.query_params.get("recipe", "")
        path = recipes(workspace).get(name)
        if path is None or workspace.project is None:
            return Response(status_code=404)
        preview = await preview_at(workspace.project, path, draws=True)
        newest += 1
        previews[name] = (newest, preview)
        record = _record(path)
        return fragments.fragment(
            "quiz_pages",
            request,
            recipe=name,
            version=newest,
            pages=range(len(preview.pages)),
            problems=preview.problems,
            collection_of=workspace.collection_of(),
            fault=preview.fault,
            questions=list(_asked_questions(preview, _listed_facts(record, "include"))),
            banned=_listed_facts(record, "exclude"),
            learners=words_for(preview.form.items[0].question.fact.source.language if preview.form else "en"),
            cards=list(_cards(preview, workspace, fragments)),
        )

    async def page(request: Request) -> Response:
        version, preview = previews.get(request.query_params.get("recipe", ""), (0, None))
        number = int(request.query_params["page"])
        if preview is None or str(version) != request.query_params.get("version") or number >= len(preview.pages):
            return Response(status_code=404)
        return Response(preview.pages[number], media_type="image/png")

    async def edit(request: Request) -> Response:
        body = await json_body(request)
        path = [str(step) for step in body["path"]]
        value: Plain = [str(item) for item in body["value"]] if isinstance(body["value"], list) else str(body["value"])
        workspace.write_recipe(recipes(workspace)[str(body["recipe"])], path, value, str(body.get("page", "")))
        return JSONResponse({})

    def keep(path: Path, pinned: Sequence[str], banned: Sequence[str], page: str) -> None:
        """Write which facts are always asked, and which never."""
        for key, listed in zip(_LISTS, (pinned, banned), strict=True):
            workspace.write_recipe(path, ["quiz", key], list(dict.fromkeys(listed)), page)

    async def choose(request: Request) -> Response:
        body = await json_body(request)
        name, fact, action = str(body["recipe"]), str(body["fact"]), str(body["action"])
        page = str(body.get("page", ""))
        path = recipes(workspace)[name]
        record = _record(path)
        pinned, banned = (_listed_facts(record, key) for key in _LISTS)
        before = previews[name][1] if name in previews else None
        match action:
            case "pin":
                pinned = [*pinned, fact]
            case "unpin":
                pinned = [other for other in pinned if other != fact]
            case "ban":
                pinned, banned = [other for other in pinned if other != fact], [*banned, fact]
            case "allow":
                banned = [other for other in banned if other != fact]
            case "swap":
                banned = [*banned, fact]
            case _:
                raise ValueError(action)
        keep(path, pinned, banned, page)
        if action == "swap" and before is not None and workspace.project is not None:
            # What takes its place may have moved others, which have to stay.
            after = await preview_at(workspace.project, path, draws=False)
            still = {question.fact for question in _asked_questions(after, ())}
            moved = [other.fact for other in _asked_questions(before, ()) if other.fact not in (*still, fact)]
            keep(path, [*pinned, *moved], banned, page)
        return JSONResponse({})

    return [
        Route("/quiz", show),
        Route("/quiz/pages", pages),
        Route("/quiz/page", page),
        Route("/quiz/edit", edit, methods=["POST"]),
        Route("/quiz/choose", choose, methods=["POST"]),
    ]


def recipes(workspace: Workspace) -> dict[str, Path]:
    """The project's recipes by their names."""
    return {path.stem: path for path in workspace.project.recipes()} if workspace.project else {}


def _record(path: Path) -> dict[str, Plain]:
    """What the file of a recipe says; nothing where it cannot be read, which a problem says."""
    text = decode(read_bytes(path), display_path(path))
    node, _ = read_yaml(text, display_path(path))
    record = plain_of(node)
    return record if isinstance(record, dict) else {}


def _listed_facts(record: dict[str, Plain], key: str) -> list[str]:
    """The facts that the quiz includes or excludes."""
    names = read_names(value_at(record, ("quiz", key)))
    return [str(name) for name in names if name] if isinstance(names, list | tuple) else []


def _asked_questions(preview: QuizPreview, pinned: Sequence[str]) -> Iterator[AskedQuestion]:
    """The questions of the first form."""
    if preview.form is None:
        return
    for item in preview.form.items:
        fact = item.question.fact
        is_pinned = not {fact.id, f"{fact.source.id}/{fact.id}"}.isdisjoint(pinned)
        yield AskedQuestion(item, fact.id, is_pinned)


def _cards(preview: QuizPreview, workspace: Workspace, fragments: Fragments) -> Iterator[ShownCard]:
    """The first cards of the deck."""
    by_source = {snapshot.source.id: snapshot for snapshot in workspace.collections.values()}
    for question in preview.cards[:_MOST_CARDS]:
        snapshot = by_source.get(question.fact.source.id)
        if snapshot is not None and (card := shown_card(question, snapshot, fragments)):
            yield card
