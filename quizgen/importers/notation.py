"""Fact records → YAML, laid out as ``quizgen format`` lays collections out.

Written straight away, not by a YAML library: a bank of ten thousand questions takes a second, and ruamel a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.reading.facts.layout import FACT_ORDER, PROSE, SLOT_ORDER, WIDEST

Value = str | bool | int | Mapping[str, "Value"] | Sequence["Value"]
Record = Mapping[str, Value]

_PLAIN = re.compile(r"[^\W_](?:[\w.%/+-]| (?=[\w.%/+-]))*")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_BLOCK = re.compile(r"[ \t\n]|.*(?:[ \t]\n|\n[ \t]|\t|[\x85\u2028\u2029])", re.DOTALL)


def collection(head: Sequence[str], source: Record, facts: Sequence[Record]) -> str:
    """A whole collection; ``head`` are lines of comment above it."""
    lines = [*(f"# {line}" for line in head), "schema: quizgen-facts/1", "source:"]
    lines += (line for key, value in source.items() for line in _entry(key, value, "  "))
    lines.append("facts:")
    for fact in facts:
        lines += _fact(fact)
    return "\n".join(lines) + "\n"


def _fact(fact: Record) -> Iterator[str]:
    lead = "- "
    for key in FACT_ORDER:
        if key not in fact:
            continue
        value = fact[key]
        if key == "slots":
            assert isinstance(value, Mapping)
            yield f"{lead}slots:"
            for name, slot in value.items():
                assert isinstance(slot, Mapping)
                ordered = {each: slot[each] for each in SLOT_ORDER if each in slot}
                yield from _record(name, ordered, "    ", f"    {name}: ")
        elif key == "questions":
            assert isinstance(value, Sequence)
            yield f"{lead}questions:"
            for question in value:
                assert isinstance(question, Mapping)
                yield from _question(question)
        elif key == "relation":
            assert isinstance(value, Mapping)
            yield from _record(key, value, "  ", "  relation: ")
        elif key == "image":
            assert isinstance(value, Mapping)
            yield f"{lead}image:"
            yield from _image(value)
        else:
            yield from _entry(key, value, lead)
        lead = "  "


def _image(image: Record) -> Iterator[str]:
    for key, value in image.items():
        if key == "labels":
            assert isinstance(value, Sequence)
            yield "    labels:"
            for label in value:
                assert isinstance(label, Mapping)
                yield from _item(label, "    - ")
        else:
            yield from _entry(key, value, "    ")


def _question(question: Record) -> Iterator[str]:
    lead = "  - "
    for key, value in question.items():
        if key == "options":
            assert isinstance(value, Sequence)
            yield f"{lead}options:"
            for option in value:
                assert isinstance(option, Mapping)
                yield from _item(option, "    - ")
        else:
            yield from _entry(key, value, lead)
        lead = "    "


def _record(name: str, record: Record, indent: str, before: str) -> Iterator[str]:
    """A record below its name: on one line where it fits."""
    if len(before) + _width(record) <= WIDEST:
        yield f"{indent}{name}: {_flow('', record)}"
        return
    yield f"{indent}{name}:"
    for key, value in record.items():
        yield from _entry(key, value, f"{indent}  ")


def _item(record: Record, lead: str) -> Iterator[str]:
    """A record in a list: on one line where it fits."""
    if len(lead) + _width(record) <= WIDEST:
        yield f"{lead}{_flow('', record)}"
        return
    for key, value in record.items():
        yield from _entry(key, value, lead)
        lead = " " * len(lead)


def _entry(key: str, value: Value, lead: str) -> Iterator[str]:
    indent = " " * len(lead)
    if isinstance(value, str) and "\n" in value and not _BLOCK.match(value) and not value.endswith("\n"):
        yield f"{lead}{key}: |-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{lead}{key}: {_flow(key, value)}"


def _flow(key: str, value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(name, each)}" for name, each in value.items()) + "}"
    if isinstance(value, str):
        return _scalar(key, value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(_flow("", each) for each in value) + "]"
    return str(value).lower()


def _scalar(key: str, text: str) -> str:
    if key not in PROSE and _PLAIN.fullmatch(text):
        return text
    if "\n" not in text and ("\\" in text or _BEYOND.search(text)) and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def _width(value: Value) -> int:
    """How wide a value is on one line, as ``quizgen format`` counts."""
    if isinstance(value, Mapping):
        return 2 + sum(len(name) + 2 + _width(each) for name, each in value.items()) + 2 * (len(value) - 1)
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Sequence):
        return 2 + sum(map(_width, value)) + 2 * (len(value) - 1)
    return len(str(value))
