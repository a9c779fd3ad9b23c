"""``questions.json``: everything, for programs of your own; the format is told by docs/questions.schema.json."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from quizgen.exporters.interchange.exercise import SORTS, Bank, Choice, Exercise, Media
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.model.text import Text

SCHEMA = "quizgen-questions/1"  # another number when a field's meaning changes or one is taken away


class Json(Format):
    """Exports all of the questions."""

    name = "json"
    summary = "the quiz with all that belongs to it, for programs (questions.json)"
    carries: ClassVar = Carries(sorts=frozenset(SORTS), features=frozenset(FEATURES))

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A line for each question, so that what changed between two exports can be seen."""
        head = {"schema": SCHEMA, "name": bank.name, "title": bank.title, "language": bank.language}
        opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
        lines = ",\n".join(json.dumps(_question(each), ensure_ascii=False) for each in bank.exercises)
        return {"questions.json": f'{opening}, "questions": [\n{lines}\n]}}\n'.encode()}


def _question(exercise: Exercise) -> dict[str, Any]:
    """What the question has; a field that would be empty is left out."""
    fields: dict[str, Any] = {
        "tags": list(exercise.tags),
        "choices": [_choice(choice) for choice in exercise.choices],
        "answers": [list(row) for row in exercise.answers],
        "wanted": exercise.wanted if exercise.sort == "list" else None,
        "numbers": [{"value": f"{each.value:f}", "margin": f"{each.margin:f}"} for each in exercise.numbers],
        "units": list(exercise.units),
        "unit_before": exercise.unit_before,
        "boxes": [list(box) for box in exercise.boxes],
        "pairs": [{"prompt": str(prompt), "answer": str(answer)} for prompt, answer in exercise.pairs],
        "spares": _strings(exercise.spares),
        "steps": _strings(exercise.steps),
        "feedback": _strings(exercise.feedback),
        "evidence": _strings(exercise.proof),
        "solution": str(exercise.solution),
        "picture": _media(exercise.picture),
        "recording": _media(exercise.recording),
    }
    shown = {"id": exercise.id, "sort": exercise.sort, "prompt": str(exercise.prompt), "points": exercise.points}
    if exercise.truth is not None:
        shown["truth"] = exercise.truth
    if exercise.choices:
        shown["shuffle"] = exercise.shuffle
    return shown | {name: value for name, value in fields.items() if value}


def _choice(choice: Choice) -> dict[str, Any]:
    made = {"text": str(choice.text), "right": choice.right}
    return made | ({"feedback": str(choice.feedback)} if choice.feedback else {})


def _media(media: Media | None) -> dict[str, str] | None:
    if media is None:
        return None
    return {"name": media.name, "words": media.words, "base64": base64.b64encode(media.content).decode()}


def _strings(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts]
