"""What changes in a fact's record where a teacher changes a field, or the words of its statement that can be asked for.

Paths are as the page has them: keys and numbers, such as ``("slots", "year", "ask")``. A single record in place of a
list has the number 0. What is emptied is removed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from quizgen.model.text import Maths, SlotName, TextError, Words, double_braces, parse_statement
from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.record_edits import Plain
from quizgen.reading.facts.schema import AnswerRecord
from quizgen.reading.facts.stated_answer import INLINE

Record = dict[str, Plain]
_ONE_FACT = ("ask", "type", "unit", "tolerance", "approx", "accept", "distractors", "scale", "hint")
assert set(_ONE_FACT) == set(keys_of(AnswerRecord))


def value_at(record: Plain, path: Sequence[str]) -> Plain:
    """What the record says at ``path``; "" where it says nothing."""
    for step in path:
        if isinstance(record, dict):
            if step == "0" and step not in record:
                continue
            record = record.get(step, "")
        elif isinstance(record, list) and step.isdigit() and int(step) < len(record):
            record = record[int(step)]
        else:
            return ""
    return record


def is_same(one: Plain, other: Plain) -> bool:
    """Whether a page shows both alike: one text as a list of one, nothing as an empty list, white space as a space."""
    return _shown_value(one) == _shown_value(other)


def _shown_value(value: Plain) -> Plain:
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return [" ".join(str(item).split()) for item in value]
        return [_shown_value(item) for item in value]
    return {key: _shown_value(below) for key, below in value.items()}


def with_value(record: Mapping[str, Plain], path: Sequence[str], value: Plain) -> dict[str, Plain | None]:
    """The fields of ``record`` that change if ``value`` is put at ``path``; None for one that is removed."""
    if path == ["statement"] and isinstance(value, str):
        return with_statement(record, value)
    key = path[0]
    changed = _put(deepcopy(record.get(key, "")), path[1:], value)
    return {key: changed if changed not in ("", [], {}) else None}


def _put(node: Plain, path: Sequence[str], value: Plain) -> Plain:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, list) or (node == "" and step.isdigit() and step != "0"):
        items = list(node) if isinstance(node, list) else []
        number = min(int(step), len(items))
        below = _put(items[number] if number < len(items) else "", rest, value)
        return _without_empty([*items[:number], below, *items[number + 1 :]])
    record = dict(node) if isinstance(node, dict) else {}
    if step == "0" and step not in record:
        return _put(record, rest, value)
    if step.isdigit() and record and step not in record:  # a second record beside a single one
        return _without_empty([record, _put("", rest, value)])
    record[step] = _put(record.get(step, ""), rest, value)
    if record[step] in ("", [], {}):
        del record[step]
    return record


def _without_empty(items: list[Plain]) -> list[Plain]:
    return [item for item in items if item not in ("", [], {})]


def parts_of(statement: str) -> list[tuple[str, bool]]:
    """The pieces of a statement as they are written, each with whether it is an answer in braces.

    The braces of a formula mark no answer. A statement that cannot be read is one piece.
    """
    try:
        parts = parse_statement(statement)
    except TextError:
        return [(statement, False)]
    pieces: list[tuple[str, bool]] = []
    for part in parts:
        match part:
            case SlotName(name):
                pieces.append((name, True))
            case Words(text):
                pieces.append((double_braces(text), False))
            case Maths(latex):
                pieces.append((rf"\({latex}\)", False))
    return pieces


def with_statement(record: Mapping[str, Plain], statement: str) -> dict[str, Plain | None]:
    """The fields that change with another statement: each new part in braces is added as an answer, others go.

    A fact with one answer has it in the braces; with a second one, each gets a name and a record of its own.
    """
    slots = record.get("slots")
    slots_by_name: Record = dict(slots) if isinstance(slots, dict) else {}
    braces = [text for text, is_answer in parts_of(statement) if is_answer]
    if not slots_by_name and len(braces) <= 1:
        if braces and "answer" in record:
            return {"statement": statement, "answer": None}
        return {"statement": statement}
    new_slots: Record = {}
    written = ""
    moved: Record = {}
    if not slots_by_name:
        moved = {key: record[key] for key in _ONE_FACT if key in record}
    before = [text for text, is_answer in parts_of(str(record.get("statement", ""))) if is_answer]
    for text, is_answer in parts_of(statement):
        if not is_answer:
            written += text
        elif text in slots_by_name:
            written += f"{{{text}}}"
            new_slots[text] = slots_by_name[text]
        elif text in before:  # its cards stay the same ones: this is what the only answer is called
            written += f"{{{INLINE}}}"
            new_slots[INLINE] = {"value": text, **moved}
        else:
            name = _name_for(text, {*slots_by_name, *new_slots, INLINE})
            written += f"{{{name}}}"
            new_slots[name] = {"value": text}
    changes: dict[str, Plain | None] = {"statement": written, "slots": new_slots or None, **dict.fromkeys(moved)}
    if "answer" in record:
        changes["answer"] = None
    return changes


def _name_for(text: str, taken: set[str]) -> str:
    words = re.findall(r"[^\W_]+", text.lower())
    name = "-".join(words[:3]) or "answer"
    number = 2
    while name in taken:
        name = f"{'-'.join(words[:3]) or 'answer'}-{number}"
        number += 1
    return name
