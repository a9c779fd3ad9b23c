"""Suggestions below a paragraph of the article: a sentence and an answer each, to be accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.drafting.suggestions import Suggestion, suggestions, without_overlaps
from quizgen.model.text import fold
from quizgen.studio.fragments import Fragments, json_body
from quizgen.studio.rejections import Rejections
from quizgen.studio.selection import fact_from_selection
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.workspace import Unwritable, Workspace

_SHOWN = 6  # of a paragraph; what is accepted or rejected makes room
_MOST_WORDS = 5  # of an answer that is suggested here


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the suggestions."""
    by_article: dict[str, tuple[tuple[Suggestion, ...], ...]] = {}  # by the digest of the article

    def open_suggestions(name: str, number: int) -> list[Suggestion]:
        snapshot = workspace.collections.get(name)
        if workspace.project is None or snapshot is None or snapshot.article is None:
            return []
        digest = snapshot.article_digest
        if digest not in by_article:
            by_article.clear()  # another article is open now
            by_article[digest] = tuple(suggestions(snapshot.article.index.article, snapshot.article.language))
        if not 0 < number <= len(by_article[digest]):
            return []
        rejected = Rejections(workspace.project)
        known = set(_answers(snapshot, number))
        return without_overlaps(
            suggestion
            for suggestion in by_article[digest][number - 1]
            if suggestion not in rejected
            and not any(_share_words(suggestion.answer, answer) for answer in known)
            and len(suggestion.answer.split()) <= _MOST_WORDS
        )

    async def show(request: Request) -> Response:
        name, number = request.query_params.get("collection", ""), request.query_params.get("paragraph", "")
        proposed = await run_in_threadpool(open_suggestions, name, int(number))
        snapshot = workspace.collections.get(name)
        source = snapshot.source if snapshot else None
        return fragments.fragment("suggestions_view", request, suggestions=proposed[:_SHOWN], source=source)

    async def answer(request: Request) -> Response:
        body = await json_body(request)
        name, number, at = str(body["collection"]), int(body["paragraph"]), int(body["at"])
        snapshot = workspace.editable(name, "")
        chosen = next(
            (
                suggestion
                for suggestion in await run_in_threadpool(open_suggestions, name, number)
                if suggestion.start + suggestion.at == at and suggestion.answer == body["answer"]
            ),
            None,
        )
        if chosen is None or workspace.project is None:
            raise Unwritable("studio_gone")
        if body["accept"] is not True:
            Rejections(workspace.project).add(chosen)
            return JSONResponse({})
        if snapshot.ids() and not snapshot.places:
            raise Unwritable("studio_sheet" if snapshot.is_sheet else "studio_layout")
        record = fact_from_selection(snapshot, number, at, at + len(chosen.answer))
        workspace.write(snapshot.with_new(record, number), str(record["id"]), "")
        return JSONResponse({"fact": record["id"]})

    return [Route("/suggestions", show), Route("/suggestions/answer", answer, methods=["POST"])]


def _share_words(suggested: str, known: str) -> bool:
    """Whether one of two answers has all words of the other."""
    one, other = f" {fold(suggested)} ", f" {known} "
    return one in other or other in one


def _answers(snapshot: Snapshot, number: int) -> Iterator[str]:
    """What is asked for already about a paragraph."""
    for fact in snapshot.by_id.values():
        if any(anchor.paragraph == number for anchor in snapshot.anchors(fact)):
            yield from (fold(slot.shown) for slot in fact.slots)
