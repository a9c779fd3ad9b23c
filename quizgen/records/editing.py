"""Corrects a collection's file in place: only what is wrong changes, to the letter; every comment stays."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from quizgen.documents import nodes
from quizgen.documents.nodes import Mark


@dataclass(frozen=True, slots=True)
class Edit:
    """Sets ``key`` of ``record`` to ``value``: a plain word or number, or a text that is `quoted`."""

    record: nodes.Mapping
    key: str
    value: str


def quoted(text: str) -> str:
    """``text`` in double quotes, as YAML reads it back."""
    return json.dumps(text, ensure_ascii=False)


def edited(text: str, edits: list[Edit]) -> str:
    """``text`` with every edit made; the last comes first, so that the places of the others hold."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=_place, reverse=True):
        mark = _place(edit)
        line = lines[mark.line - 1]
        before, after = line[: mark.column - 1], line[mark.column - 1 :]
        if edit.key in edit.record and edit.record[edit.key] is not None:
            old = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s,}\]#]+", after)
            assert old is not None
            after = edit.value + after[old.end() :]
        elif after.startswith("{"):
            after = f"{{{edit.key}: {edit.value}, {after[1:].lstrip()}"
        else:
            # A block mapping: its first key stands here, and the new one goes on a line before it.
            indent = " " * (mark.column - 1)
            after = f"{edit.key}: {edit.value}\n{indent}{after}"
        lines[mark.line - 1] = before + after
    return "".join(lines)


def _place(edit: Edit) -> Mark:
    if edit.key in edit.record and edit.record[edit.key] is not None:
        return edit.record.value_at(edit.key)
    return edit.record.mark
