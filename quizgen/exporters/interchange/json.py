"""``questions.json``: for your own programs; docs/reference/questions.schema.json describes the format."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, assert_never

from quizgen.exporters.interchange.bank import TYPES, BankQuestion, MediaFile, QuestionBank
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)
from quizgen.model.fact import Source
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Text

# The names of the types in files for programs and spreadsheets.
WORDS: Mapping[type[ItemBody], str] = {
    ChooseOne: "choice",
    ChooseSeveral: "response",
    TrueFalse: "truth",
    ShortText: "text",
    Number: "number",
    ListAnswer: "list",
    Ordering: "order",
    Matching: "match",
    Gaps: "match",
    PictureLabels: "labels",
    OpenAnswer: "open",
}
SCHEMA = "quizgen-questions/1"  # a new number when a field changes its meaning or is removed


class Json(Format):
    """Exports all questions with everything that belongs to them."""

    name = "json"
    summary = "every question in full, for programs"
    file_names = ("questions.json",)
    loses = "nothing"
    carries: ClassVar = Carries(types=frozenset(TYPES), features=frozenset(FEATURES))

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return one line per question, so that a diff of two exports shows which questions changed."""
        head: dict[str, Any] = {"schema": SCHEMA, "name": bank.name, "title": bank.title, "language": bank.language}
        if bank.sources:
            head["sources"] = [_source(source) for source in bank.sources]
        opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
        lines = ",\n".join(json.dumps(_question(question), ensure_ascii=False) for question in bank.questions)
        return {"questions.json": f'{opening}, "questions": [\n{lines}\n]}}\n'.encode()}


# The fields in the order of the file.
_FIELDS = (
    "id",
    "sort",
    "prompt",
    "points",
    "difficulty",
    "truth",
    "shuffle",
    "tags",
    "choices",
    "answers",
    "wanted",
    "numbers",
    "units",
    "unit_before",
    "boxes",
    "pairs",
    "spares",
    "steps",
    "sample",
    "feedback",
    "evidence",
    "quotes",
    "solution",
    "picture",
    "recording",
)
_ALWAYS = frozenset(("id", "sort", "prompt", "points", "truth", "shuffle"))


def _question(question: BankQuestion) -> dict[str, Any]:
    """The question's fields, without the empty ones."""
    fields: dict[str, Any] = {
        "id": question.id,
        "sort": WORDS[type(question.body)],
        "prompt": str(question.prompt),
        "points": question.points,
        "difficulty": question.difficulty,
        "quotes": [_filled_fields({"quote": quote.quote, "paragraph": quote.paragraph}) for quote in question.quotes],
        "tags": list(question.tags),
        "feedback": _strings(question.feedback),
        "evidence": _strings(question.evidence),
        "solution": str(question.solution),
        "picture": _media(question.picture),
        "recording": _media(question.recording),
        **_answer(question.body),
    }
    return {name: fields[name] for name in _FIELDS if name in fields and (fields[name] or name in _ALWAYS)}


def _answer(body: ItemBody) -> dict[str, Any]:
    """The fields that depend on the body's type: what is asked for, and what is right."""
    match body:
        case ChooseOne() | ChooseSeveral():
            return {"choices": [_choice(choice) for choice in body.choices], "shuffle": not body.fixed}
        case TrueFalse(true):
            return {"truth": true}
        case ShortText():
            return {"answers": _lists(typed_answers(body))}
        case Number():
            units = units_of(body)
            return {
                "answers": _lists(typed_answers(body)),
                "numbers": [{"value": f"{n.value:f}", "margin": f"{n.margin:f}"} for n in right_numbers(body)],
                "units": list(units.usual),
                "unit_before": units.leading,
            }
        case ListAnswer():
            return {"answers": _lists(typed_answers(body)), "wanted": body.wanted}
        case Ordering():
            return {"steps": _strings(body.in_order)}
        case Matching() | Gaps():
            pairs = [{"prompt": str(prompt), "answer": str(answer)} for prompt, answer in pairs_of(body)]
            return {"pairs": pairs, "spares": _strings(spares_of(body))}
        case PictureLabels(labels):
            return {"answers": _lists(typed_answers(body)), "boxes": [list(label.box) for label in labels]}
        case OpenAnswer(sample):
            return {"sample": str(sample)}
        case _:
            assert_never(body)


def _choice(choice: Option) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": str(choice.text), "right": choice.correct}
    if choice.feedback:
        fields["feedback"] = str(choice.feedback)
    return fields


def _media(media: MediaFile | None) -> dict[str, str] | None:
    if media is None:
        return None
    about = {"name": media.name, "words": media.words, "credit": media.credit, "licence": media.licence}
    return _filled_fields({**about, "base64": base64.b64encode(media.content).decode()}, "words")


def _source(source: Source) -> dict[str, str]:
    fields = ("id", "title", "author", "published", "licence", "url")
    return _filled_fields({field: getattr(source, field) for field in fields})


def _filled_fields(fields: dict[str, Any], *always: str) -> dict[str, Any]:
    """The fields without the empty ones."""
    return {name: value for name, value in fields.items() if value or name in always}


def _strings(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts]


def _lists(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    return [list(row) for row in rows]
