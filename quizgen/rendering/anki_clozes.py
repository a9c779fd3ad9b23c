"""Cloze deletions in an Anki field, ``{{c1::answer::hint}}``, read exactly as Anki reads them.

The grammar is that of Anki's own parser, rslib/src/cloze.rs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\{c([0-9,]+)::|\}\}")
_DEEPEST = 10  # Anki opens no more deletions inside one another


@dataclass(frozen=True, slots=True)
class Deletion:
    """A part of a field that the cards ``numbers`` ask for; it may contain other deletions."""

    numbers: tuple[int, ...]
    parts: tuple[str | Deletion, ...]
    hint: str | None = None

    @property
    def text(self) -> str:
        """Its answer, including those of the deletions in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def parse(field: str) -> tuple[str | Deletion, ...]:
    """Return the field's text and deletions; one that is never closed is lost with its text, as in Anki."""
    return _read(field)[0]


def has_unclosed(field: str) -> bool:
    """Whether a deletion of the field is never closed."""
    return _read(field)[1]


def numbers(field: str) -> set[int]:
    """Return the numbers of the field's deletions, including nested ones: each has a card."""
    # Anki makes no card for {{c0::…}}.
    return {number for deletion in deletions(parse(field)) for number in deletion.numbers if number}


def deletions(parts: Iterable[str | Deletion]) -> Iterator[Deletion]:
    """Yield every deletion, inner ones before those that contain them."""
    for part in parts:
        if isinstance(part, Deletion):
            yield from deletions(part.parts)
            yield part


def _read(field: str) -> tuple[tuple[str | Deletion, ...], bool]:
    opened: list[_OpenCloze] = []
    top: list[str | Deletion] = []
    end = 0

    def add_text(text: str) -> None:
        if not text:
            return
        if not opened:
            top.append(text)
        elif "::" in text and not text.startswith("image-occlusion:"):
            answer, _, opened[-1].hint = text.partition("::")
            if answer:
                opened[-1].parts.append(answer)
        else:
            opened[-1].parts.append(text)

    for token in _TOKEN.finditer(field):
        card_numbers = _numbers(token[1]) if token[1] else ()
        if token[1] and not card_numbers:
            continue  # Anki reads {{c99999:: as plain text
        add_text(field[end : token.start()])
        end = token.end()
        if card_numbers:
            if len(opened) < _DEEPEST:
                opened.append(_OpenCloze(card_numbers, []))
        elif opened:
            closed = opened.pop()
            deletion = Deletion(closed.numbers, tuple(closed.parts), closed.hint)
            (opened[-1].parts if opened else top).append(deletion)
        else:
            top.append(token[0])
    add_text(field[end:])
    return tuple(top), bool(opened)


@dataclass(slots=True)
class _OpenCloze:
    """A deletion that is being read."""

    numbers: tuple[int, ...]
    parts: list[str | Deletion]
    hint: str | None = None


def _numbers(typed: str) -> tuple[int, ...]:
    """What Anki reads as numbers: those of 16 bits, without duplicates, in order."""
    numbers = (int(number.lstrip("0")[:6] or 0) for number in typed.split(",") if number)
    return tuple(sorted({number for number in numbers if number < 1 << 16}))
