"""quizgen's own ``questions.json``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quizgen.errors import ContentError, Mark
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import choice, matching, open_answer, option, ordering
from quizgen.importers.data_pictures import decoded64
from quizgen.importers.imported import (
    BankDetails,
    BankEntry,
    ImportedBody,
    ImportedQuestion,
    RejectedQuestion,
)
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import number
from quizgen.model.body import Label, ListAnswer, Member, PictureLabels, ShortText, TrueFalse
from quizgen.model.fact import Evidence

SCHEMA = "quizgen-questions/1"


class Json:
    """Reads what quizgen exports for programs."""

    name = "json"
    summary = "quizgen's own questions.json"
    suffixes = (".json",)
    kinds = (
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "ordering",
        "lists",
        "labels",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """It begins with the schema's name."""
        return f'"{SCHEMA}"' in bank.head[:400] and bank.head.lstrip().startswith("{")

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions in their order."""
        try:
            document = json.loads(bank.text)
        except (ValueError, RecursionError) as fault:
            mark = Mark(fault.lineno, fault.colno) if isinstance(fault, json.JSONDecodeError) else Mark(1, 1)
            what = fault if isinstance(fault, json.JSONDecodeError) else "it has a number or a nesting without end"
            message = f"this is not valid JSON: {what}"
            raise ContentError([UNREADABLE_FILE.problem(bank.where, message, "export it again", mark)]) from fault
        questions = document.get("questions")
        sources = document.get("sources", [])
        source = _source(sources[0]) if isinstance(sources, list) and len(sources) == 1 else {}
        yield BankDetails(
            source.get("title", str(document.get("title", ""))), str(document.get("language", "")), source
        )
        if not isinstance(questions, list):
            return
        for count, record in enumerate(questions, 1):
            label = str(record.get("id", "")) if isinstance(record, dict) else ""
            try:
                yield _question(record, has_source=bool(source))
            except Unfit as unfit:
                yield RejectedQuestion(0, label or f"question {count}", unfit.message, unfit.hint)
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
                message = f"it does not match the schema: {fault!r:.80}"
                yield RejectedQuestion(0, label or f"question {count}", message, "export it again")


Record = Mapping[str, Any]


def _source(record: object) -> dict[str, str]:
    """The fields of an article that a collection's source has too."""
    fields = record if isinstance(record, dict) else {}
    return {name: str(fields[name]) for name in ("title", "author", "url", "licence", "published") if fields.get(name)}


def _question(record: Record, *, has_source: bool) -> ImportedQuestion:
    media = {str(picture["name"]): picture for picture in (record.get("picture"),) if picture}
    draft = Draft(lambda name: _content(name, media))
    body_of = _BODIES.get(str(record["sort"]))
    if body_of is None:
        raise Unfit(f"questions of the sort {str(record['sort'])[:40]!r} are not supported", "add it by hand")
    for name, picture in media.items():
        draft.add_picture(
            name,
            str(picture.get("words", "")),
            credit=draft.literal(str(picture.get("credit", ""))),
            licence=draft.literal(str(picture.get("licence", ""))),
        )
    if record.get("recording"):
        draft.lose("recording", "a recording needs a transcript, which must be written by hand")
    if record.get("points", 1) != 1:
        draft.lose("points", "points are set in recipes")
    quotes = tuple(
        Evidence(int(quote.get("paragraph", 0)), draft.literal(str(quote["quote"])))
        for quote in record.get("quotes", ())
        if has_source
    )
    keys = ("feedback",) if quotes else ("feedback", "evidence")  # which says in words what the quotes are
    feedback = [draft.literal(str(text)) for key in keys for text in record.get(key, ())]
    return draft.question(
        body_of(record, draft),
        draft.literal(str(record["prompt"])),
        ident=str(record["id"]),
        feedback="\n".join(feedback),
        quotes=quotes,
        difficulty=int(record.get("difficulty", 0)),
        tags=tuple(draft.literal(str(tag)) for tag in record.get("tags", ())),
    )


def _content(name: str, media: Record) -> tuple[str, bytes] | None:
    content = decoded64(str(media[name]["base64"]))
    return (name, content) if content else None


def _choice(record: Record, draft: Draft) -> ImportedBody:
    options = [
        option(draft.literal(entry["text"]), entry["right"] is True, draft.literal(entry.get("feedback", "")))
        for entry in record["choices"]
    ]
    return choice(options, several=record["sort"] == "response", fixed=not record.get("shuffle", True))


def _truth(record: Record, draft: Draft) -> ImportedBody:
    return TrueFalse(record["truth"] is True)


def _text(record: Record, draft: Draft) -> ImportedBody:
    first, *others = (draft.literal(answer) for answer in record["answers"][0])
    return ShortText(first, tuple(others))


def _number(record: Record, draft: Draft) -> ImportedBody:
    units = [str(unit) for unit in record.get("units", ())]
    numbers = [(str(right["value"]), "", _some(str(right["margin"])), 1.0) for right in record["numbers"]]
    return number(draft, numbers, units, before=record.get("unit_before") is True)


def _some(margin: str) -> str:
    return margin if float(margin) else ""


def _list(record: Record, draft: Draft) -> ImportedBody:
    if any(len(row) > 1 for row in record["answers"]):
        draft.lose(
            "other names of the things in a list", "things in a list have one name here, unless they are entities"
        )
    members = tuple(Member(draft.literal(row[0])) for row in record["answers"])
    return ListAnswer(members, int(record.get("wanted", len(members))))


def _order(record: Record, draft: Draft) -> ImportedBody:
    return ordering(draft.literal(step) for step in record["steps"])


def _match(record: Record, draft: Draft) -> ImportedBody:
    pairs = [(draft.literal(pair["prompt"]), draft.literal(pair["answer"])) for pair in record["pairs"]]
    return matching(pairs, (draft.literal(spare) for spare in record.get("spares", ())))


def _open(record: Record, draft: Draft) -> ImportedBody:
    return open_answer(draft.literal(str(record.get("sample", ""))))


def _labels(record: Record, draft: Draft) -> ImportedBody:
    if not record.get("picture"):
        raise Unfit("it asks for labels of a picture, but has no picture", "export it again")
    labels = []
    for names, box in zip(record["answers"], record["boxes"], strict=True):
        first, *others = (draft.literal(name) for name in names)
        left, top, width, height = map(float, box)
        labels.append(Label(first, (left, top, width, height), tuple(others)))
    return PictureLabels(tuple(labels))


_BODIES: Mapping[str, Callable[[Record, Draft], ImportedBody]] = {
    "choice": _choice,
    "response": _choice,
    "truth": _truth,
    "text": _text,
    "number": _number,
    "list": _list,
    "order": _order,
    "match": _match,
    "labels": _labels,
    "open": _open,
}
