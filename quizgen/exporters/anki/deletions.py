"""Cloze deletions as Anki reads them in a field, and as it shows them on a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_TOKEN = re.compile(r"\{\{c(\d+(?:,\d+)*)::|\}\}")
_OCCLUSION = "image-occlusion:"
_SHAPES = {"oi": "occludeInactive"}


@dataclass(frozen=True, slots=True)
class Deletion:
    """A part that cards of the given ``numbers`` ask for; other deletions may lie in it."""

    numbers: tuple[int, ...]
    parts: tuple[str | Deletion, ...]
    hint: str | None = None

    @property
    def label(self) -> str:
        """Its numbers as Anki writes them."""
        return ",".join(map(str, self.numbers))

    @property
    def shape(self) -> str | None:
        """The shape over a picture, ``rect:left=.1:top=.2``, where it is no part of a text."""
        first = self.parts[0] if self.parts else ""
        return first.removeprefix(_OCCLUSION) if isinstance(first, str) and first.startswith(_OCCLUSION) else None


def parsed(field: str) -> tuple[str | Deletion, ...]:
    """The field's text and deletions; one that is never closed is lost, as it is in Anki."""
    open: list[tuple[tuple[int, ...], list[str | Deletion]]] = []
    top: list[str | Deletion] = []
    end = 0
    for token in _TOKEN.finditer(field):
        parts = open[-1][1] if open else top
        if token.start() > end:
            parts.append(field[end : token.start()])
        end = token.end()
        if token[1]:
            open.append((tuple(dict.fromkeys(sorted(map(int, token[1].split(","))))), []))
        elif open:
            numbers, inside = open.pop()
            (open[-1][1] if open else top).append(_deletion(numbers, inside))
        else:
            parts.append(token[0])
    if not open:
        top.append(field[end:])
    return tuple(part for part in top if part != "")


def _deletion(numbers: tuple[int, ...], parts: Sequence[str | Deletion]) -> Deletion:
    hint = None
    whole = list(parts)
    for place, part in enumerate(whole):
        if isinstance(part, str) and "::" in part and not part.startswith(_OCCLUSION):
            whole[place], _, hint = part.partition("::")
    return Deletion(numbers, tuple(part for part in whole if part != ""), hint)


def numbers(field: str) -> set[int]:
    """The numbers of the field's deletions: each has a card."""
    return set(_numbers(parsed(field)))


def _numbers(parts: Sequence[str | Deletion]) -> Iterator[int]:
    for part in parts:
        if isinstance(part, Deletion):
            yield from (number for number in part.numbers if number)
            yield from _numbers(part.parts)


def revealed(field: str, number: int, *, question: bool) -> str:
    """The field on the card of ``number``: asked for or answered; "" where no deletion has the number."""
    parts = parsed(field)
    return _shown(parts, number, question) if number in set(_numbers(parts)) else ""


def _shown(parts: Sequence[str | Deletion], number: int, question: bool) -> str:
    return "".join(part if isinstance(part, str) else _one(part, number, question) for part in parts)


def _one(deletion: Deletion, number: int, question: bool) -> str:
    active = number in deletion.numbers
    if deletion.shape is not None:
        name = ("cloze" if question else "cloze-highlight") if active else "cloze-inactive"
        return f'<div class="{name}" data-ordinal="{deletion.label}" {_sides(deletion.shape)}></div>'
    inside = _shown(deletion.parts, number, question)
    if active and question:
        asked = f"[{'...' if deletion.hint is None else deletion.hint}]"
        return f'<span class="cloze" data-cloze="{escape(inside)}" data-ordinal="{deletion.label}">{asked}</span>'
    return f'<span class="cloze{"" if active else "-inactive"}" data-ordinal="{deletion.label}">{inside}</span>'


def _sides(shape: str) -> str:
    kind, *sides = shape.split(":")
    pairs = [side.partition("=") for side in sides]
    told = "".join(f'data-{_SHAPES.get(name, name)}="{escape(value)}" ' for name, _, value in pairs)
    return f'data-shape="{escape(kind)}" {told}'
