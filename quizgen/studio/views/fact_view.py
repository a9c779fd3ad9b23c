"""The fact in the middle: its fields, each with its problems beside it, and what is done to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.build.collector import collector_at_rest
from quizgen.commands.distractors import Proposal, offer_of
from quizgen.errors import FileField
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.model.fact import Bloom, Stance, ValueType
from quizgen.model.measured import Measured
from quizgen.model.text import Text, formulas
from quizgen.project import inside, read_bytes
from quizgen.reading.facts.media_files import SUFFIXES as PICTURES
from quizgen.reading.facts.media_files import picture_fault
from quizgen.reading.facts.record_edits import Plain
from quizgen.reading.facts.stated_answer import INLINE
from quizgen.rendering.html import page_html
from quizgen.rendering.maths import FormulaError, mathml
from quizgen.studio.changes import parts_of, value_at
from quizgen.studio.fragments import Fragments, json_body, words_of
from quizgen.studio.own_words import copies_article
from quizgen.studio.remedies import remedy_for
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.views import article_view, result_view
from quizgen.studio.workspace import Conflict, Unwritable, Workspace

_PROPOSALS = 4  # wrong options that are offered for an answer
_MOST_PICTURES = 500


@dataclass(frozen=True, slots=True)
class AnswerFields:
    """An answer of the fact: the path of its record on the page, its name, and what is shown of it."""

    path: str
    name: str
    shown: str
    record: Mapping[str, Plain]
    type: str = ""
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class FactProblem:
    """A problem of a fact; ``fix`` says what fixes it, or is None where only a person can."""

    level: str
    message: str
    hint: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class StatementPart:
    """A piece of the statement; ``name`` is that of its answer, which ``text`` shows."""

    text: str
    is_answer: bool
    name: str = ""


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of a fact."""

    async def show(request: Request) -> Response:
        name, id = request.query_params.get("collection", ""), request.query_params.get("fact", "")
        snapshot = workspace.collections.get(name)
        if snapshot is None or id not in snapshot.ids():
            return fragments.fragment("fact_view", request, fact=None, record={})
        record = snapshot.record(id)
        answers = answers_of(snapshot, record, workspace.measured)
        fact = snapshot.by_id.get(id)
        return fragments.fragment(
            "fact_view",
            request,
            snapshot=snapshot,
            fact=fact,
            known=workspace.measured.facts.get(fact.key) if fact else None,
            id=id,
            record=record,
            value=lambda *path: value_at(record, path),
            parts=statement_parts(record, answers),
            answers=answers,
            editable=snapshot.is_editable(id),
            problems=problems_by_field(snapshot, id),
            formula=formula(snapshot, id),
            pictures=pictures_of(snapshot),
            types=get_args(ValueType),
            stance_pairs=[(stance, words_of(request)[f"studio_{stance}"]) for stance in get_args(Stance)[1:]],
            pairs=lambda values: [(value, value) for value in values],
            blooms=get_args(Bloom),
        )

    async def picture(request: Request) -> Response:
        snapshot = workspace.collections.get(request.query_params.get("collection", ""))
        path = inside(snapshot.path.parent, request.query_params.get("file", "")) if snapshot else None
        if path is None or path.suffix.lower() not in PICTURES or not path.is_file():
            return Response(status_code=404)
        content = read_bytes(path)
        if picture_fault(path.name, content):
            return Response(status_code=404)
        return Response(content, media_type=MEDIA_TYPES[path.suffix.lower()])

    async def edit(request: Request) -> Response:
        body = await json_body(request)
        name, id, path = str(body["collection"]), str(body["fact"]), [str(step) for step in body["path"]]
        value, was = _plain(body["value"]), body.get("was")
        if not path:
            raise ValueError(body)
        try:
            after = workspace.edited_snapshot(name, id, path, value, None if was is None else _plain(was))
        except Conflict as conflict:
            return JSONResponse({"theirs": conflict.theirs}, 409)
        except ValueError as fault:
            raise Unwritable("studio_layout") from fault
        if path == ["status"] and not value and copies_article(after, id):
            raise Unwritable("studio_copied")
        renamed = str(value) if path == ["id"] else id
        before = workspace.collections[name]
        if body["write"] is True:
            workspace.write(after, renamed, ".".join(path), str(body.get("page", "")))
        listing_changed = article_view.listing(before, id) != article_view.listing(after, renamed)
        return JSONResponse(reply(fragments, request, after, renamed) | {"article": listing_changed})

    async def delete(request: Request) -> Response:
        body = await json_body(request)
        name, id = str(body["collection"]), str(body["fact"])
        workspace.write(workspace.editable(name, id).without(id), id, "", str(body.get("page", "")))
        return JSONResponse({})

    return [
        Route("/fact", show),
        Route("/fact/picture", picture),
        Route("/fact/edit", edit, methods=["POST"]),
        Route("/fact/delete", delete, methods=["POST"]),
    ]


@collector_at_rest()
def reply(fragments: Fragments, request: Request, snapshot: Snapshot, id: str) -> dict[str, object]:
    """What the page shows again after a change: problems beside their fields, and the questions."""
    problems = problems_by_field(snapshot, id)
    fragments_by_field = {field: fragments.text("problems", request, problems=own) for field, own in problems.items()}
    questions = result_view.html(fragments, request, snapshot, id)
    return {"problems": fragments_by_field, "result": questions, "formula": str(page_html(formula(snapshot, id)))}


def formula(snapshot: Snapshot, id: str) -> Text:
    """The statement as it is printed, where it has a formula."""
    fact = snapshot.by_id.get(id)
    text = fact.text() if fact else Text()
    try:
        return text if any(mathml(latex) for latex in formulas(text)) else Text()
    except FormulaError:
        return Text()  # its problem says so


def problems_by_field(snapshot: Snapshot, id: str) -> dict[str, list[FactProblem]]:
    """The problems of a fact by the field that they are shown beside: its path with dots."""
    by_field: dict[str, list[FactProblem]] = {}
    for problem in snapshot.problems_of(id):
        names = problem.at.names if isinstance(problem.at, FileField) else ()
        remedy = remedy_for(snapshot, id, problem)
        fix = json.dumps({"path": remedy.path, "value": remedy.value}) if remedy else None
        displayed = FactProblem(problem.level, problem.message, "" if fix else problem.hint, fix)
        by_field.setdefault(field_of([str(name) for name in names]), []).append(displayed)
    return by_field


def field_of(names: Sequence[str]) -> str:
    """The field on the page where a problem with the field ``names`` of a record is shown."""
    if names[:1] == ["slots"] and len(names) >= 2:
        return ".".join(names[:3])
    if names[:1] in (["evidence"], ["image"]):
        return names[0]
    return names[0] if names else ""


def statement_parts(record: Mapping[str, Plain], answers: Sequence[AnswerFields]) -> list[StatementPart]:
    """The statement in pieces, its answers as they are shown."""
    names = {answer.name: answer.shown for answer in answers}
    has_names = isinstance(record.get("slots"), dict)
    parts = []
    for text, is_answer in parts_of(str(record.get("statement", ""))):
        if is_answer:
            parts.append(StatementPart(names.get(text, text), True, text if has_names else ""))
        elif text.startswith("\\("):
            parts.append(StatementPart(text, False))
        else:
            parts.append(StatementPart(text.replace("{{", "{").replace("}}", "}"), False))
    return parts


def answers_of(snapshot: Snapshot, record: Mapping[str, Plain], measured: Measured) -> list[AnswerFields]:
    """The answers of a fact, each with the record that describes it."""
    slots = record.get("slots")
    fact = snapshot.by_id.get(str(record.get("id", "")))
    slots_by_name = {slot.name: slot for slot in fact.slots} if fact else {}
    if isinstance(slots, dict) and slots:
        records = [(f"slots.{name}.", name, own if isinstance(own, dict) else {}) for name, own in slots.items()]
    else:
        braces = [text for text, is_answer in parts_of(str(record.get("statement", ""))) if is_answer]
        if len(braces) > 1:
            return []
        records = [("", INLINE, dict(record))]
    answers = []
    for path, name, own in records:
        slot = slots_by_name.get(name)
        offer = offer_of(snapshot.context, fact, slot, measured) if fact and slot and fact.status != "retired" else None
        used = own.get("distractors", ())
        proposals = [proposal for proposal in offer.proposals if proposal.text not in used] if offer else []
        answer = slot.shown if slot else str(own.get("show") or own.get("value") or own.get("entity") or name)
        inferred = slot.type if slot and slot.inferred else ""
        answers.append(AnswerFields(path, name, answer, own, inferred, tuple(proposals[:_PROPOSALS])))
    return answers


def pictures_of(snapshot: Snapshot) -> list[str]:
    """The pictures beside the facts, by the paths that a fact calls them."""
    folder = snapshot.path.parent
    pictures = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in PICTURES and path.is_file())
    return [path.relative_to(folder).as_posix() for path in islice(pictures, _MOST_PICTURES)]


def _plain(value: object) -> Plain:
    """What a page sends as a value: a text, a list or a record of them; raises ValueError for anything else."""
    match value:
        case str():
            return value
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case _:
            raise ValueError(json.dumps(value))
