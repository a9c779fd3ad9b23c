"""What a card shows: Anki's template language over a note's fields, the same text that Anki makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.deletions import revealed
from quizgen.exporters.anki.note_types import NoteType
from quizgen.rendering.anki_clozes import numbers
from quizgen.rendering.anki_templates import Field, Part, elements, parse, shows, visible
from quizgen.rendering.anki_text import is_blank, plain_text


@dataclass(frozen=True, slots=True)
class Face:
    """A card's two sides as Anki's renderer gives them; ``[[type:F]]`` and ``[sound:f]`` are left to the app."""

    card: str
    place: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Side:
    fields: Mapping[str, str]
    filled: frozenset[str]
    number: int
    question: bool


def faces(type: NoteType, texts: Mapping[str, str], tags: Sequence[str], deck: str) -> Iterator[Face]:
    """The note's cards, in the order of their places.

    One of a standard type is there where its front shows anything of a field, one of a cloze type for each number.
    """
    given = {name: texts.get(name, "") for name in type.names}
    filled = frozenset(name for name, text in given.items() if not is_blank(text))
    told = {"Tags": " ".join(tags), "Type": type.name, "Deck": deck, "Subdeck": deck.rpartition("::")[2]}
    for template in type.templates:
        front, back = parse(template["qfmt"]), parse(template["afmt"])
        about = given | told | {"Card": template["name"], "CardFlag": "flag0"}
        places = _cloze_places(front, given) if type.is_cloze else [type.templates.index(template)]
        for place in places:
            known = filled | frozenset(name for name in about if name not in given and about[name])
            if not type.is_cloze and not shows(front, known):
                continue
            known |= {f"c{place + 1}"} if type.is_cloze else frozenset()
            question = _rendered(front, _Side(about, known, place + 1, question=True))
            answer = _rendered(back, _Side(about | {"FrontSide": question}, known, place + 1, question=False))
            yield Face(template["name"], place, question, answer)


def _cloze_places(front: Sequence[Part], texts: Mapping[str, str]) -> list[int]:
    shown = {part.name for part in elements(front) if isinstance(part, Field) and "cloze" in part.filters}
    return sorted({number - 1 for name in shown for number in numbers(texts.get(name, ""))})


def _rendered(parts: Sequence[Part], side: _Side) -> str:
    return "".join(
        part if isinstance(part, str) else _field(part.filters, part.name, side) for part in visible(parts, side.filled)
    )


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
    "text": lambda text, name, side: plain_text(text),
    "hint": _hint,
    "cloze": lambda text, name, side: revealed(text, side.number, question=side.question),
}
