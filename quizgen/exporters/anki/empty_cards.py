"""Whether a note's card would be empty, by Anki's own rule: a card's front must show a field that is filled."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.errors import TemplateError
from quizgen.exporters.anki.fields import SEPARATOR
from quizgen.rendering.anki_templates import (
    ALWAYS_FILLED,
    Part,
    TemplateSection,
    TemplateSyntaxError,
    elements,
    parse,
    shows,
)
from quizgen.rendering.anki_text import is_blank

if TYPE_CHECKING:
    from quizgen.exporters.anki.note_types import NoteType


class Fronts:
    """The front of a note type's only card; it is parsed once. ``count`` is the number of the type's fields."""

    def __init__(self, model: NoteType) -> None:
        self._front = front(model)
        names = [field["name"] for field in model.fields]
        self.count = len(names)
        used = {part.name for part in elements(self._front)}
        self._used = [(index, name) for index, name in enumerate(names) if name in used]
        self._special = ALWAYS_FILLED - set(names)
        self._known: dict[tuple[bool, ...], bool] = {}
        # Nearly every front shows the first field, whatever the others are.
        hides = any(isinstance(part, TemplateSection) and not part.if_filled for part in elements(self._front))
        self._shows_first = not hides and shows(self._front, {names[0]})

    def is_empty(self, stored: str, tagged: bool) -> bool:
        """Whether a note with these fields would have no card."""
        if self._shows_first and not is_blank(stored[: stored.find(SEPARATOR)]):
            return False
        texts = stored.split(SEPARATOR)
        key = (tagged, *[not is_blank(texts[index]) for index, _ in self._used])
        if (known := self._known.get(key)) is None:
            filled = {name for (_, name), is_filled in zip(self._used, key[1:], strict=True) if is_filled}
            filled |= self._special | ({"Tags"} if tagged else set())
            known = self._known[key] = not shows(self._front, filled)
        return known


def front(model: NoteType) -> tuple[Part, ...]:
    """Return the structure of the front of the type's card; raises TemplateError for sections that do not nest."""
    (template,) = model.templates
    try:
        return parse(template["qfmt"])
    except TemplateSyntaxError as error:
        raise TemplateError(f"{model.name}: {error}") from error


def requirements(model: NoteType) -> list[list[object]]:
    """Return which fields the card needs, as schema 11 stores it for other programs: ``[[0, how, fields]]``."""
    how, fields = _requirements(tuple(field["name"] for field in model.fields), front(model))
    return [[0, how, [*fields]]]


@lru_cache(maxsize=16)  # the types of a project, which all of its decks have
def _requirements(names: tuple[str, ...], parts: tuple[Part, ...]) -> tuple[str, tuple[int, ...]]:
    """How many of which fields are needed; ``names`` are those of all fields, ``parts`` those of the front."""
    every = set(names)
    needed = tuple(ord for ord, name in enumerate(names) if not shows(parts, every - {name}))
    enough = tuple(ord for ord, name in enumerate(names) if shows(parts, {name}))
    if needed and len(needed) < len(names):
        return "all", needed
    return "any" if enough else "none", enough
