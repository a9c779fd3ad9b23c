"""The fact in the middle: its fields, each with its problems beside it, and what is done to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quizgen.errors import FileField, Problem
from quizgen.reading.facts.record_edits import Plain
from quizgen.studio.changes import parts_of, value_at
from quizgen.studio.fragments import Fragments
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.views import result_view
from quizgen.studio.workspace import Conflict, Unwritable, Workspace


@dataclass(frozen=True, slots=True)
class AnswerFields:
    """An answer of the fact: the path of its record on the page, its name, and what is shown of it."""

    path: str
    name: str
    shown: str
    record: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class StatementPart:
    """A piece of the statement; ``name`` is that of its answer, which ``text`` shows."""

    text: str
    is_answer: bool
    name: str = ""


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of a fact."""

    def shown(request: Request) -> Response:
        name, id = request.query_params.get("collection", ""), request.query_params.get("fact", "")
        snapshot = workspace.collections.get(name)
        if snapshot is None or id not in snapshot.ids():
            return fragments.fragment("fact_view", request, fact=None, record={})
        record = snapshot.record(id)
        return fragments.fragment(
            "fact_view",
            request,
            snapshot=snapshot,
            fact=snapshot.by_id.get(id),
            id=id,
            record=record,
            value=lambda *path: value_at(record, path),
            parts=statement_parts(snapshot, record),
            answers=answers_of(snapshot, record),
            editable=snapshot.is_editable(id),
            problems=problems_by_field(snapshot, id),
        )

    async def edit(request: Request) -> Response:
        asked = await request.json()
        name, id, path = str(asked["collection"]), str(asked["fact"]), [str(step) for step in asked["path"]]
        value, was = _plain(asked["value"]), asked.get("was")
        try:
            after = workspace.edited(name, id, path, value, None if was is None else _plain(was))
        except Conflict as conflict:
            return JSONResponse({"theirs": conflict.theirs}, 409)
        except ValueError as fault:
            raise Unwritable("studio_layout") from fault
        renamed = str(value) if path == ["id"] else id
        if asked["write"] is True:
            workspace.write(after, renamed, ".".join(path), str(asked.get("page", "")))
        return JSONResponse(_reply(fragments, request, after, renamed))

    async def delete(request: Request) -> Response:
        asked = await request.json()
        name, id = str(asked["collection"]), str(asked["fact"])
        workspace.write(workspace.editable(name, id).without(id), id, "", str(asked.get("page", "")))
        return JSONResponse({})

    return [
        Route("/fact", shown),
        Route("/fact/edit", edit, methods=["POST"]),
        Route("/fact/delete", delete, methods=["POST"]),
    ]


def _reply(fragments: Fragments, request: Request, snapshot: Snapshot, id: str) -> dict[str, object]:
    """What the page shows anew after a change: problems beside their fields, and the questions."""
    problems = problems_by_field(snapshot, id)
    shown = {field: fragments.text("problems", request, problems=own) for field, own in problems.items()}
    return {"problems": shown, "result": result_view.html(fragments, request, snapshot, id)}


def problems_by_field(snapshot: Snapshot, id: str) -> dict[str, list[Problem]]:
    """The problems of a fact by the field that they are shown beside: its path with dots."""
    found: dict[str, list[Problem]] = {}
    for problem in snapshot.problems_of(id):
        names = problem.at.names if isinstance(problem.at, FileField) else ()
        found.setdefault(field_of([str(name) for name in names]), []).append(problem)
    return found


def field_of(names: Sequence[str]) -> str:
    """The field on the page where a problem with the field ``names`` of a record is shown."""
    if names[:1] == ["slots"] and len(names) >= 2:
        return ".".join(names[:3])
    if names[:1] == ["evidence"]:
        return "evidence"
    return names[0] if names else ""


def statement_parts(snapshot: Snapshot, record: Mapping[str, Plain]) -> list[StatementPart]:
    """The statement in pieces, its answers as they are shown."""
    names = {answer.name: answer.shown for answer in answers_of(snapshot, record)}
    named = isinstance(record.get("slots"), dict)
    return [
        StatementPart(names.get(text, text), True, text if named else "")
        if is_answer
        else StatementPart(text.replace("{{", "{").replace("}}", "}"), False)
        for text, is_answer in parts_of(str(record.get("statement", "")))
    ]


def answers_of(snapshot: Snapshot, record: Mapping[str, Plain]) -> list[AnswerFields]:
    """The answers of a fact, each with the record that describes it."""
    slots = record.get("slots")
    if isinstance(slots, dict) and slots:
        entities = snapshot.loaded.collection.entities if snapshot.loaded else {}
        found = []
        for name, slot in slots.items():
            own = slot if isinstance(slot, dict) else {}
            entity = entities.get(str(own.get("entity", "")))
            text = own.get("show") or own.get("value") or (entity.name if entity else own.get("entity")) or name
            found.append(AnswerFields(f"slots.{name}.", name, str(text), own))
        return found
    braces = [text for text, is_answer in parts_of(str(record.get("statement", ""))) if is_answer]
    if len(braces) > 1:
        return []
    return [AnswerFields("", "answer", braces[0] if braces else str(record.get("answer", "")), record)]


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
