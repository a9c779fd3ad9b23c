"""Fact records → YAML, laid out as ``quizgen format`` lays collections out.

It is written without a YAML library: a bank of ten thousand questions takes a second here, and a minute in ruamel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.reading.facts.annotations import RecordField, fields_of
from quizgen.reading.facts.schema import FactRecord, SourceRecord
from quizgen.reading.facts.yaml_layout import WIDEST
from quizgen.reading.yaml.validation import Record as Model

Value = str | bool | int | Mapping[str, "Value"] | Sequence["Value"]
Record = Mapping[str, Value]

_PLAIN = re.compile(r"[^\W_](?:[\w.%/+-]| (?=[\w.%/+-]))*")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_BLOCK = re.compile(r"[ \t\n]|.*(?:[ \t]\n|\n[ \t]|\t|[\x85\u2028\u2029])", re.DOTALL)


def collection(head: Sequence[str], source: Record, facts: Sequence[Record]) -> str:
    """A whole collection; ``head`` are lines of comment above it."""
    lines = [*(f"# {line}" for line in head), "schema: quizgen-facts/1", "source:"]
    lines += _block(source, SourceRecord, "  ")
    lines.append("facts:")
    for fact in facts:
        lines += _block(fact, FactRecord, "- ")
    return "\n".join(lines) + "\n"


def _block(record: Record, model: type[Model], lead: str) -> Iterator[str]:
    """A record, a line or more for each key; the first begins with ``lead``, the others below its end."""
    for field in fields_of(model):
        if field.name in record:
            yield from _entry(field, record[field.name], lead)
            lead = " " * len(lead)


def _entry(field: RecordField, value: Value, lead: str) -> Iterator[str]:
    """A key and its value, which is on lines of its own where it does not fit on this one."""
    key, indent = f"{lead}{field.name}:", " " * len(lead)
    if field.record is not None and isinstance(value, Mapping) and field.shape == "mapping":
        yield key
        for name, record in value.items():
            assert isinstance(record, Mapping)
            yield from _record(record, field, f"{indent}  {name}:")
    elif field.record is not None and isinstance(value, Mapping):
        yield from _record(value, field, key)
    elif field.record is not None and field.shape == "list":
        assert isinstance(value, Sequence)
        yield key
        for record in value:
            assert isinstance(record, Mapping)
            if _fits(record, field, f"{indent}- "):
                yield f"{indent}- {_flow(record, field)}"
            else:
                yield from _block(record, field.record, f"{indent}- ")
    elif isinstance(value, str) and "\n" in value and not _BLOCK.match(value) and not value.endswith("\n"):
        yield f"{key} |-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{key} {_flow(value, field)}"


def _record(record: Record, field: RecordField, key: str) -> Iterator[str]:
    """A record below its ``key``: on one line where it fits."""
    assert field.record is not None
    if _fits(record, field, f"{key} "):
        yield f"{key} {_flow(record, field)}"
    else:
        indent = len(key) - len(key.lstrip())
        yield key
        yield from _block(record, field.record, " " * (indent + 2))


def _fits(record: Record, field: RecordField, before: str) -> bool:
    return not field.block and len(before) + _width(record) <= WIDEST


def _flow(value: Value, field: RecordField | None) -> str:
    """The value of ``field`` on one line; ``field`` is None for what has none of its own, such as a text of a list."""
    if isinstance(value, Mapping):
        below = fields_of(field.record) if field and field.record else ()
        known = {inner.name: inner for inner in below}
        keys = [*(key for key in known if key in value), *(key for key in value if key not in known)]
        return "{" + ", ".join(f"{key}: {_flow(value[key], known.get(key))}" for key in keys) + "}"
    if isinstance(value, str):
        return _scalar(value, quote=field is not None and field.quoted)
    if isinstance(value, Sequence):
        inner = field if field and field.record else None
        return "[" + ", ".join(_flow(entry, inner) for entry in value) + "]"
    return str(value).lower()


def _scalar(text: str, *, quote: bool) -> str:
    if not quote and _PLAIN.fullmatch(text):
        return text
    if "\n" not in text and ("\\" in text or _BEYOND.search(text)) and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def _width(value: Value) -> int:
    """How wide a value is on one line, as ``quizgen format`` counts."""
    if isinstance(value, Mapping):
        return 2 + sum(len(name) + 2 + _width(entry) for name, entry in value.items()) + 2 * (len(value) - 1)
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Sequence):
        return 2 + sum(map(_width, value)) + 2 * (len(value) - 1)
    return len(str(value))
