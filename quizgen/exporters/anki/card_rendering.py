"""What a card shows: Anki's templates filled in with a note's fields, with the same result as in Anki."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.note_types import NoteType
from quizgen.rendering.anki_templates import Part, parse, visible
from quizgen.rendering.anki_text import is_blank, plain_text


@dataclass(frozen=True, slots=True)
class Face:
    """A card's two sides as Anki's renderer returns them; ``[[type:F]]`` and ``[sound:f]`` are left to the app."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Side:
    fields: Mapping[str, str]
    filled: frozenset[str]


def face(type: NoteType, texts: Mapping[str, str], tags: Sequence[str], deck: str) -> Face:
    """Return the two sides of the note's card."""
    (template,) = type.templates
    fields = {name: texts.get(name, "") for name in (field["name"] for field in type.fields)}
    special = {"Tags": " ".join(tags), "Type": type.name, "Deck": deck, "Subdeck": deck.rpartition("::")[2]}
    values = special | {"Card": template["name"], "CardFlag": "flag0"} | fields
    filled = frozenset(name for name, text in fields.items() if not is_blank(text))
    filled |= {name for name, value in values.items() if name not in fields and value}
    question = _render(parse(template["qfmt"]), _Side(values, filled))
    answer = _render(parse(template["afmt"]), _Side(values | {"FrontSide": question}, filled))
    return Face(question, answer)


def _render(parts: Sequence[Part], side: _Side) -> str:
    return "".join(
        part if isinstance(part, str) else _field(part.filters, part.name, side) for part in visible(parts, side.filled)
    )


def _field(filters: tuple[str, ...], name: str, side: _Side) -> str:
    if filters[:1] == ("type",):
        return f"[[{':'.join((*filters, name))}]]"
    text = side.fields.get(name, "")
    if filters and filters[0].startswith("tts "):
        return f"[anki:tts lang={filters[0].removeprefix('tts ')}]{text}[/anki:tts]"
    for filter in reversed(filters):
        text = _FILTERS[filter](text, name) if filter in _FILTERS else text
    return text


def _hint(text: str, name: str) -> str:
    if not text.strip():
        return text
    id = f"hint{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return (
        f'\n<a class=hint href="#"\nonclick="this.style.display=\'none\';\n'
        f"document.getElementById('{id}').style.display='block';\nreturn false;\" draggable=false>\n"
        f'{name}</a>\n<div id="{id}" class=hint style="display: none">{text}</div>\n'
    )


_FILTERS: Mapping[str, Callable[[str, str], str]] = {"text": lambda text, name: plain_text(text), "hint": _hint}
