"""quizgen's own ``questions.json``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quizgen.errors import ContentError, Mark, Problem
from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import (
    Body,
    Choice,
    Head,
    Item,
    Judgement,
    Labels,
    Listing,
    Matching,
    Option,
    Ordering,
    Read,
    Refused,
    ShortAnswer,
)
from quizgen.importers.pictures import decoded64
from quizgen.importers.scoring import number

SCHEMA = "quizgen-questions/1"


class Json:
    """Reads what quizgen exports for programs."""

    name = "json"
    summary = "quizgen's own questions.json"
    suffixes = (".json",)
    kinds = (
        *("multiple-choice", "multiple-response", "true-false", "short-answer", "numeric"),
        *("matching", "ordering", "lists", "labels"),
    )

    def knows(self, bank: Bank) -> bool:
        """It begins with the schema's name."""
        return f'"{SCHEMA}"' in bank.head[:400] and bank.head.lstrip().startswith("{")

    def read(self, bank: Bank) -> Iterator[Read]:
        """The questions in their order."""
        try:
            document = json.loads(bank.text)
        except (json.JSONDecodeError, RecursionError) as fault:
            mark = Mark(fault.lineno, fault.colno) if isinstance(fault, json.JSONDecodeError) else Mark(1, 1)
            message = f"this is no JSON that can be read: {fault}"
            raise ContentError(
                [Problem(bank.where, message, "export it anew", mark, rule="unreadable-file")]
            ) from fault
        questions = document.get("questions")
        yield Head(str(document.get("title", "")), str(document.get("language", "")))
        for count, given in enumerate(questions if isinstance(questions, list) else (), 1):
            label = str(given.get("id", "")) if isinstance(given, dict) else ""
            try:
                yield _question(given)
            except Unfit as unfit:
                yield Refused(0, label or f"question {count}", unfit.message, unfit.hint)
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
                message = f"it is not as the schema wants it: {fault!r:.80}"
                yield Refused(0, label or f"question {count}", message, "export it anew")


Given = Mapping[str, Any]


def _question(given: Given) -> Item:
    media = {str(each["name"]): each for each in (given.get("picture"),) if each}
    draft = Draft(lambda name: _content(name, media))
    body_of = _BODIES.get(str(given["sort"]))
    if body_of is None:
        raise Unfit("it wants an essay, which no program marks", "ask it by hand")
    for name, picture in media.items():
        draft.add_picture(name, str(picture.get("words", "")))
    if given.get("recording"):
        draft.lose("recording", "a recording needs a transcript that a person wrote")
    if given.get("points", 1) != 1:
        draft.lose("points", "what a question is worth is a recipe's to say")
    told = [draft.literal(str(text)) for key in ("feedback", "evidence") for text in given.get(key, ())]
    return draft.item(
        body_of(given, draft),
        draft.literal(str(given["prompt"])),
        ident=str(given["id"]),
        feedback="\n".join(told),
        tags=tuple(draft.literal(str(tag)) for tag in given.get("tags", ())),
    )


def _content(name: str, media: Given) -> tuple[str, bytes] | None:
    content = decoded64(str(media[name]["base64"]))
    return (name, content) if content else None


def _choice(given: Given, draft: Draft) -> Body:
    options = tuple(
        Option(draft.literal(each["text"]), each["right"] is True, draft.literal(each.get("feedback", "")))
        for each in given["choices"]
    )
    return Choice(options, given["sort"] == "response", not given.get("shuffle", True))


def _truth(given: Given, draft: Draft) -> Body:
    return Judgement(given["truth"] is True)


def _text(given: Given, draft: Draft) -> Body:
    first, *others = (draft.literal(each) for each in given["answers"][0])
    return ShortAnswer(first, tuple(others))


def _number(given: Given, draft: Draft) -> Body:
    units = [str(unit) for unit in given.get("units", ())]
    numbers = [(str(each["value"]), "", _some(str(each["margin"])), 1.0) for each in given["numbers"]]
    return number(draft, numbers, units, before=given.get("unit_before") is True)


def _some(margin: str) -> str:
    return margin if float(margin) else ""


def _list(given: Given, draft: Draft) -> Body:
    if any(len(row) > 1 for row in given["answers"]):
        draft.lose(
            "other names of the things in a list", "things in a list have one name here, unless they are entities"
        )
    return Listing(
        tuple(draft.literal(row[0]) for row in given["answers"]), int(given.get("wanted", len(given["answers"])))
    )


def _order(given: Given, draft: Draft) -> Body:
    return Ordering(tuple(draft.literal(step) for step in given["steps"]))


def _match(given: Given, draft: Draft) -> Body:
    pairs = tuple((draft.literal(each["prompt"]), draft.literal(each["answer"])) for each in given["pairs"])
    return Matching(pairs, tuple(draft.literal(each) for each in given.get("spares", ())))


def _labels(given: Given, draft: Draft) -> Body:
    if not given.get("picture"):
        raise Unfit("it names what stands in a picture, and has none", "export it anew")
    rows = [tuple(draft.literal(name) for name in row) for row in given["answers"]]
    return Labels(tuple((row, tuple(map(float, box))) for row, box in zip(rows, given["boxes"], strict=True)))


_BODIES: Mapping[str, Callable[[Given, Draft], Body]] = {
    "choice": _choice,
    "response": _choice,
    "truth": _truth,
    "text": _text,
    "number": _number,
    "list": _list,
    "order": _order,
    "match": _match,
    "labels": _labels,
}
