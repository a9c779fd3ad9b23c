"""Cloze deletions as Anki shows them on a card."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from quizgen.rendering.anki_clozes import Deletion, deletions, parse

_SHAPES = {"oi": "occludeInactive"}


def cloze_html(field: str, number: int, *, question: bool) -> str:
    """Return the field on the front or back of the card ``number``; "" if no deletion has the number."""
    parts = parse(field)
    if not any(number in deletion.numbers for deletion in deletions(parts)):
        return ""
    return _shown(parts, number, question)


def _shown(parts: Sequence[str | Deletion], number: int, question: bool) -> str:
    return "".join(part if isinstance(part, str) else _one(part, number, question) for part in parts)


def _one(deletion: Deletion, number: int, question: bool) -> str:
    active = number in deletion.numbers
    label = ",".join(map(str, deletion.numbers))
    if deletion.shape is not None:
        name = "cloze-inactive"
        if active:
            name = "cloze" if question else "cloze-highlight"
        return f'<div class="{name}" data-ordinal="{label}" {_sides(deletion.shape)}></div>'
    inside = _shown(deletion.parts, number, question)
    if active and question:
        gap = f"[{'...' if deletion.hint is None else deletion.hint}]"
        return f'<span class="cloze" data-cloze="{escape(inside)}" data-ordinal="{label}">{gap}</span>'
    return f'<span class="cloze{"" if active else "-inactive"}" data-ordinal="{label}">{inside}</span>'


def _sides(shape: str) -> str:
    kind, *sides = shape.split(":")
    pairs = [side.partition("=") for side in sides]
    attributes = "".join(f'data-{_SHAPES.get(name, name)}="{escape(value)}" ' for name, _, value in pairs)
    return f'data-shape="{escape(kind)}" {attributes}'
