"""Anki's template language: which fields a card's side shows, and when.

The grammar is that of Anki's own parser, rslib/src/template.rs.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quizgen.rendering.closing_marks import ClosingMarks

# Anki fills in these itself, unless a note has a field of the same name. The first ones are never empty.
ALWAYS_FILLED = frozenset(("Card", "CardFlag", "CardID", "Deck", "Subdeck", "Type"))
SPECIAL = ALWAYS_FILLED | {"FrontSide", "Tags"}

_OPENING = re.compile(r"\{\{|<!--")
_CLOSING = {"{{": "}}", "<%": "%>", "<!--": "-->"}
_OLD = "{{=<% %>=}}"  # at the top of an Anki 1 template: <% and %> replace the braces
_OLD_OPENING = re.compile("<%|<!--")


class TemplateSyntaxError(ValueError):
    """A section that is not closed, or closed out of order; ``offset`` counts the characters before it."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Field:
    """``{{text:hint:Name}}``, the filters outermost first."""

    name: str
    filters: tuple[str, ...] = ()
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """``{{#Name}}…{{/Name}}``, shown where the field is filled, or ``{{^Name}}…{{/Name}}``, where it is empty."""

    name: str
    if_filled: bool
    parts: tuple[Part, ...]
    offset: int = field(default=0, compare=False)


Part = str | Field | TemplateSection  # a str is plain text, including comments with their content


@lru_cache(maxsize=64)  # a deck has fewer, and each is parsed for several note types and decks
def parse(template: str) -> tuple[Part, ...]:
    """Return the parts of a template; raises TemplateSyntaxError for sections that do not nest."""
    opening, end = _OPENING, 0
    start = len(template) - len(template.lstrip())
    if template.startswith(_OLD, start):
        opening, end = _OLD_OPENING, start + len(_OLD)
    opened: list[TemplateSection] = []
    parts: list[list[Part]] = [[]]
    for begin, stop in _braces(template, opening, end):
        if template[end:begin]:
            parts[-1].append(template[end:begin])
        end = stop
        sign, name = "", template[begin + 2 : stop - 2].lstrip("{").strip()
        if len(name) > 1 and name[0] in "#^/":
            sign, name = name[0], name[1:].lstrip()
        if not sign:
            *filters, name = name.split(":")
            parts[-1].append(Field(name, tuple(filters), begin))
        elif sign != "/":
            opened.append(TemplateSection(name, sign == "#", (), begin))
            parts.append([])
        elif not opened or opened[-1].name != name:
            raise TemplateSyntaxError(f"{template[begin:stop]} does not close the section that was opened last", begin)
        else:
            section = opened.pop()
            inner = tuple(parts.pop())
            parts[-1].append(TemplateSection(section.name, section.if_filled, inner, section.offset))
    if opened:
        sign = "#" if opened[-1].if_filled else "^"
        raise TemplateSyntaxError(f"{{{{{sign}{opened[-1].name}}}}} is never closed", opened[-1].offset)
    return (*parts[0], template[end:]) if template[end:] else tuple(parts[0])


def _braces(template: str, opening: re.Pattern[str], start: int) -> Iterator[tuple[int, int]]:
    """Where each pair of braces outside comments begins and ends."""
    closing = ClosingMarks(template)
    while opened := opening.search(template, start):
        end = closing.end_of(_CLOSING[opened[0]], opened.end())
        if end >= 0 and opened[0] != "<!--":
            yield opened.start(), end
        start = end if end >= 0 else opened.end()


def visible(parts: Iterable[Part], filled: Container[str]) -> Iterator[str | Field]:
    """Yield the text and the fields that are shown if the fields in ``filled`` are not empty."""
    for part in parts:
        if not isinstance(part, TemplateSection):
            yield part
        elif (part.name in filled) == part.if_filled:
            yield from visible(part.parts, filled)


def shows(parts: Iterable[Part], filled: Container[str]) -> bool:
    """Whether a field that is filled is shown; plain text does not count."""
    return any(isinstance(part, Field) and part.name in filled for part in visible(parts, filled))


def elements(parts: Iterable[Part]) -> Iterator[Field | TemplateSection]:
    """Yield every field and section of the template, in the order in which they begin."""
    for part in parts:
        if not isinstance(part, str):
            yield part
        if isinstance(part, TemplateSection):
            yield from elements(part.parts)
