"""What a card shows: Anki's template language over a note's fields, the same text that Anki makes of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from quizgen.exporters.anki.deletions import numbers, revealed
from quizgen.exporters.anki.note_types import NoteType

_TOKEN = re.compile(r"<!--.*?-->|\{\{(.*?)\}\}", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"(?:[ \t\r\n\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Face:
    """A card's two sides as Anki's renderer gives them; ``[[type:F]]`` and ``[sound:f]`` are left to the app."""

    card: str
    place: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Field:
    """``{{text:hint:Name}}``, the filters outermost first."""

    filters: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands between ``{{#Name}}`` or ``{{^Name}}`` and ``{{/Name}}``."""

    name: str
    where_empty: bool
    parts: tuple[_Part, ...]


_Part = str | _Field | _Section


@dataclass(frozen=True, slots=True)
class _Side:
    fields: Mapping[str, str]
    filled: frozenset[str]
    number: int
    question: bool


def faces(type: NoteType, fields: Mapping[str, str], tags: Sequence[str], deck: str) -> Iterator[Face]:
    """The note's cards, in the order of their places.

    One of a standard type is there where its front shows anything of a field, one of a cloze type for each number.
    """
    filled = frozenset(name for name in type.names if _BLANK.fullmatch(fields.get(name, "")) is None)
    given = {name: fields.get(name, "") for name in type.names}
    told = {"Tags": " ".join(tags), "Type": type.name, "Deck": deck, "Subdeck": deck.rpartition("::")[2]}
    for template in type.templates:
        front, back = _parsed(template["qfmt"]), _parsed(template["afmt"])
        about = given | told | {"Card": template["name"], "CardFlag": "flag0"}
        places = _cloze_places(front, given) if type.is_cloze else [type.templates.index(template)]
        for place in places:
            if not type.is_cloze and not _shows(front, filled):
                continue
            known = filled | frozenset(name for name in about if name not in given and about[name])
            known |= {f"c{place + 1}"} if type.is_cloze else frozenset()
            question = _rendered(front, _Side(about, known, place + 1, question=True))
            answer = _rendered(back, _Side(about | {"FrontSide": question}, known, place + 1, question=False))
            yield Face(template["name"], place, question, answer)


def plain(markup: str) -> str:
    """What Anki's filter ``text`` makes of HTML."""
    return unescape(_TAG.sub("", markup)).replace("\u00a0", " ")


def _parsed(template: str) -> tuple[_Part, ...]:
    """The template's parts; that its sections are closed in order was seen to when the note type was made."""
    stack: list[tuple[str, bool, list[_Part]]] = [("", False, [])]
    end = 0
    for token in _TOKEN.finditer(template):
        stack[-1][2].append(template[end : token.start()])
        end = token.end()
        if token[1] is None:
            stack[-1][2].append(token[0])
            continue
        inside = token[1].lstrip("{").strip()
        if inside[:1] in ("#", "^"):
            stack.append((inside[1:].strip(), inside[0] == "^", []))
        elif inside[:1] == "/":
            name, where_empty, parts = stack.pop()
            stack[-1][2].append(_Section(name, where_empty, tuple(parts)))
        else:
            *filters, name = inside.split(":")
            stack[-1][2].append(_Field(tuple(filters), name))
    return (*stack[0][2], template[end:])


def _shows(parts: Sequence[_Part], filled: frozenset[str]) -> bool:
    return any(
        (isinstance(part, _Field) and part.name in filled)
        or (isinstance(part, _Section) and (part.name in filled) != part.where_empty and _shows(part.parts, filled))
        for part in parts
    )


def _cloze_places(front: Sequence[_Part], fields: Mapping[str, str]) -> list[int]:
    asked = {number for name in _cloze_fields(front) for number in numbers(fields.get(name, ""))}
    return [number - 1 for number in sorted(asked)]


def _cloze_fields(parts: Sequence[_Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Field) and "cloze" in part.filters:
            yield part.name
        elif isinstance(part, _Section):
            yield from _cloze_fields(part.parts)


def _rendered(parts: Sequence[_Part], side: _Side) -> str:
    return "".join(_part(part, side) for part in parts)


def _part(part: _Part, side: _Side) -> str:
    match part:
        case _Section(name, where_empty, parts):
            return _rendered(parts, side) if (name in side.filled) != where_empty else ""
        case _Field(filters, name):
            return _field(filters, name, side)
        case _:
            return part


def _field(filters: tuple[str, ...], name: str, side: _Side) -> str:
    if filters[:1] == ("type",):
        return f"[[{':'.join((*filters, name))}]]"
    text = side.fields.get(name, "")
    for filter in reversed(filters):
        text = _FILTERS[filter](text, name, side) if filter in _FILTERS else text
    return text


def _hint(text: str, name: str, side: _Side) -> str:
    if not text.strip():
        return text
    id = f"hint{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return (
        f'\n<a class=hint href="#"\nonclick="this.style.display=\'none\';\n'
        f"document.getElementById('{id}').style.display='block';\nreturn false;\" draggable=false>\n"
        f'{name}</a>\n<div id="{id}" class=hint style="display: none">{text}</div>\n'
    )


_FILTERS: Mapping[str, Callable[[str, str, _Side], str]] = {
    "text": lambda text, name, side: plain(text),
    "hint": _hint,
    "cloze": lambda text, name, side: revealed(text, side.number, question=side.question),
}
