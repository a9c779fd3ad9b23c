"""The article on the left: its paragraphs, the quotes in them, and the facts that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.errors import located_problem
from quizgen.model.fact import Fact
from quizgen.studio.fragments import Fragments, json_body
from quizgen.studio.selection import fact_from_selection
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.workspace import Unwritable, Workspace


@dataclass(frozen=True, slots=True)
class QuotedPiece:
    """A piece of a paragraph, with the ids of the facts that quote it."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedFact:
    """A fact as it is listed below its paragraph."""

    id: str
    text: str
    level: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the facts that it proves."""

    number: int
    pieces: tuple[QuotedPiece, ...]
    facts: tuple[ListedFact, ...]


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the article."""

    async def show(request: Request) -> Response:
        name = request.query_params.get("collection", "")
        snapshot = workspace.collections.get(name) or workspace.first()
        if snapshot is None:
            return fragments.fragment("article_view", request, snapshot=None, collections=())
        checked = workspace.checked.get(snapshot.name)
        levels = checked.levels if checked else {}
        paragraphs = list(paragraphs_of(snapshot, levels))
        listed = {fact.id for paragraph in paragraphs for fact in paragraph.facts}
        elsewhere = [_listed_fact(snapshot, id, levels) for id in snapshot.ids() if id not in listed]
        return fragments.fragment(
            "article_view",
            request,
            snapshot=snapshot,
            collections=workspace.collections,
            paragraphs=paragraphs,
            elsewhere=elsewhere,
            faults=[located_problem(problem) for problem in snapshot.problems if not problem.id],
            covered=sum(bool(paragraph.facts) for paragraph in paragraphs),
        )

    async def make(request: Request) -> Response:
        body = await json_body(request)
        name, number = str(body["collection"]), int(body["paragraph"])
        snapshot = workspace.editable(name, "")
        if snapshot.article is None or not 0 < number <= len(snapshot.article.index.paragraphs):
            raise Unwritable("studio_gone")
        if snapshot.ids() and not snapshot.places:
            raise Unwritable("studio_sheet" if snapshot.is_sheet else "studio_layout")
        start, text = len(str(body["before"])), str(body["text"])
        record = fact_from_selection(snapshot, number, start, start + len(text))
        workspace.write(snapshot.with_new(record, number), str(record["id"]), "", str(body.get("page", "")))
        return JSONResponse({"fact": record["id"]})

    async def convert(request: Request) -> Response:
        await run_in_threadpool(workspace.convert, str((await json_body(request))["collection"]))
        return JSONResponse({})

    return [
        Route("/article", show),
        Route("/article/fact", make, methods=["POST"]),
        Route("/article/convert", convert, methods=["POST"]),
    ]


def listing(snapshot: Snapshot, id: str) -> object:
    """What the article shows of a fact, to be compared with what it showed before."""
    fact = snapshot.by_id.get(id)
    return (_listed_fact(snapshot, id, {}), snapshot.anchors(fact)) if fact else None


def paragraphs_of(snapshot: Snapshot, levels: Mapping[str, str]) -> Iterator[Paragraph]:
    """The paragraphs of the article, with the quotes that are found in them."""
    if snapshot.article is None:
        return
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for fact in snapshot.by_id.values():
        for anchor in snapshot.anchors(fact):
            spans.setdefault(anchor.paragraph, []).append((anchor.start, anchor.end, fact.id))
    for number, text in enumerate(snapshot.article.index.paragraphs, 1):
        own = sorted(spans.get(number, ()))
        ids = tuple(dict.fromkeys(id for _, _, id in own))
        listed = tuple(_listed_fact(snapshot, id, levels) for id in ids)
        yield Paragraph(number, tuple(_pieces(text, own)), listed)


def _pieces(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[QuotedPiece]:
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        facts = tuple(dict.fromkeys(id for begun, ended, id in spans if begun <= start and end <= ended))
        yield QuotedPiece(text[start:end], facts)


def _listed_fact(snapshot: Snapshot, id: str, levels: Mapping[str, str]) -> ListedFact:
    fact = snapshot.by_id.get(id)
    level = levels.get(id, "")
    if fact is None:
        return ListedFact(id, id, level, is_draft=False)
    return ListedFact(id, _answers(fact), level, is_draft=fact.status == "draft")


def _answers(fact: Fact) -> str:
    """What a fact is about, in a few words: its answers."""
    return ", ".join(slot.shown for slot in fact.slots) or fact.id
