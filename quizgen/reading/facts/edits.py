"""Changes a collection's file in place: only what is to change does, to the letter; every comment stays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.errors import Mark
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.spans import Span, spans

# Texts that need no quotes in YAML; a few others would be read as something other than a text.
_WORDS = re.compile(r"(?!(?:true|false|yes|no|on|off|y|n|null)$)[^\W\d_](?:[\w '’-]*\w)?", re.IGNORECASE)
_LINE_BREAKS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}  # to YAML, not to JSON
_REST = re.compile(r"[^\r\n\x85\u2028\u2029]*(\r\n|[\r\n\x85\u2028\u2029])?")
_COMMENT = re.compile(r"[^\S\r\n\x85\u2028\u2029]*#")


@dataclass(frozen=True, slots=True)
class Edit:
    """Sets ``key`` of ``record`` to ``value``: a plain word or number, or a text that is `quoted`."""

    record: nodes.Mapping
    key: str
    value: str


def quote(text: str) -> str:
    """``text`` in double quotes, as YAML reads it back."""
    written = json.dumps(text, ensure_ascii=False)
    for character, escaped in _LINE_BREAKS.items():
        written = written.replace(character, escaped)
    return written


def with_edits(text: str, edits: list[Edit]) -> str:
    """``text`` with every edit made; the last comes first, so that positions of the others stay valid."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=_mark_of, reverse=True):
        mark = _mark_of(edit)
        line = lines[mark.line - 1]
        before, after = line[: mark.column - 1], line[mark.column - 1 :]
        if edit.key in edit.record and edit.record[edit.key] is not None:
            old = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s,}\]#]+", after)
            assert old is not None
            after = edit.value + after[old.end() :]
        elif after.startswith("{"):
            after = f"{{{edit.key}: {edit.value}, {after[1:].lstrip()}"
        else:
            # A block mapping: its first key is here, and the new one goes on the line before it.
            indent = " " * (mark.column - 1)
            after = f"{edit.key}: {edit.value}\n{indent}{after}"
        lines[mark.line - 1] = before + after
    return "".join(lines)


def _mark_of(edit: Edit) -> Mark:
    if edit.key in edit.record and edit.record[edit.key] is not None:
        return edit.record.value_at(edit.key)
    return edit.record.mark


@dataclass(frozen=True, slots=True)
class Addition:
    """Adds ``texts`` to the list ``key`` of ``record``; a new list is put after the last of the keys ``after``."""

    record: nodes.Mapping
    key: str
    texts: Sequence[str]
    after: Sequence[str]


def with_addition(text: str, addition: Addition) -> str:
    """``text``, which reads without a problem, with the texts added: to a list, to one text alone, or as a new list."""
    record, key, texts = addition.record, addition.key, addition.texts
    places = spans(text)
    if key not in record:
        before = [known for known in addition.after if known in record][-1]
        end = places[record.value_at(before)].end
        entry = f"{key}: [{', '.join(map(scalar, texts))}]"
        if text[places[record.mark].start] == "{":
            return _put(text, end, f", {entry}")
        return _put_below(text, end, record.mark.column, [entry])
    value, span = record[key], places[record.value_at(key)]
    if not isinstance(value, nodes.Sequence):
        return _listed_with(text, span, record, addition)
    if text[span.start] != "[":
        return _put_below(text, span.end, record.value_at(key).column, [f"- {scalar(added)}" for added in texts])
    end = places[value.item_at(len(value) - 1)].end if value else span.start + 1
    # Before a comment on its line only a quoted text is whole.
    write = quote if _COMMENT.match(text, end) else scalar
    return _put(text, end, (", " if value else "") + ", ".join(map(write, texts)))


def scalar(text: str) -> str:
    """``text`` as YAML reads it back: plain where it is words alone, else quoted."""
    return text if _WORDS.fullmatch(text) else quote(text)


def _listed_with(text: str, span: Span, record: nodes.Mapping, addition: Addition) -> str:
    """Turns the single text at ``span`` into a list, and adds to it."""
    old = text[span.start : span.end]
    if old[0] in "|>":
        column = record.key_at(addition.key).column
        listed = _put_below(text, span.end, column, [f"- {scalar(added)}" for added in addition.texts])
        begins = len(text[: span.start].rstrip(" "))
        return f"{listed[:begins]}{_line_break(text)}{' ' * (column - 1)}- {listed[span.start :]}"
    value = record[addition.key]
    # Unquoted, these characters have a meaning in a list.
    if isinstance(value, str) and old[0] not in "\"'" and re.search(r"[][{},?:\r\n]", old):
        old = quote(value)
    listed = ", ".join((old, *map(scalar, addition.texts)))
    return f"{text[: span.start]}[{listed}]{text[span.end :]}"


def _put(text: str, at: int, more: str) -> str:
    return text[:at] + more + text[at:]


def _put_below(text: str, end: int, column: int, lines: Sequence[str]) -> str:
    """Inserts ``lines`` after the line that contains ``end``, indented to ``column``."""
    rest = _REST.match(text, end)
    assert rest is not None
    line_break = _line_break(text)
    more = "".join(f"{' ' * (column - 1)}{line}{line_break}" for line in lines)
    return _put(text, rest.end(), more if rest[1] else f"{line_break}{more}")


def _line_break(text: str) -> str:
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"
