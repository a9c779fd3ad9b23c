"""What a card shows: Anki's templates filled in with a note's fields, with the same result as in Anki."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.exporters.anki.deletions import cloze_html
from quizgen.exporters.anki.note_types import NoteType
from quizgen.rendering.anki_clozes import numbers
from quizgen.rendering.anki_templates import Field, Part, elements, parse, shows, visible
from quizgen.rendering.anki_text import is_blank, plain_text


@dataclass(frozen=True, slots=True)
class Face:
    """A card's two sides as Anki's renderer returns them; ``[[type:F]]`` and ``[sound:f]`` are left to the app.

    ``ord`` is the index of the card's template or, for clozes, the card's number minus one.
    """

    card: str
    ord: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Side:
    fields: Mapping[str, str]
    filled: frozenset[str]
    number: int
    question: bool


def faces(type: NoteType, texts: Mapping[str, str], tags: Sequence[str], deck: str) -> Iterator[Face]:
    """Yield the note's cards in order.

    A note of a standard type has a card for each template whose front shows a field, one of a cloze type a card for
    each number.
    """
    fields = {name: texts.get(name, "") for name in type.names}
    filled = frozenset(name for name, text in fields.items() if not is_blank(text))
    special = {"Tags": " ".join(tags), "Type": type.name, "Deck": deck, "Subdeck": deck.rpartition("::")[2]}
    for template in type.templates:
        front, back = parse(template["qfmt"]), parse(template["afmt"])
        values = fields | special | {"Card": template["name"], "CardFlag": "flag0"}
        ords = _cloze_ords(front, fields) if type.is_cloze else [type.templates.index(template)]
        for ord in ords:
            known = filled | frozenset(name for name in values if name not in fields and values[name])
            if type.is_cloze:
                known |= {f"c{ord + 1}"}
            elif not shows(front, known):
                continue
            question = _rendered(front, _Side(values, known, ord + 1, question=True))
            answer = _rendered(back, _Side(values | {"FrontSide": question}, known, ord + 1, question=False))
            yield Face(template["name"], ord, question, answer)


def _cloze_ords(front: Sequence[Part], texts: Mapping[str, str]) -> list[int]:
    names = {part.name for part in elements(front) if isinstance(part, Field) and "cloze" in part.filters}
    return sorted({number - 1 for name in names for number in numbers(texts.get(name, ""))})


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
    "cloze": lambda text, name, side: cloze_html(text, side.number, question=side.question),
}
