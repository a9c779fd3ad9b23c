"""Which cards a note has, by Anki's own rules.

A note of an ordinary type has a card for each template whose front shows a field that is not empty. A note of a cloze
type has a card for each number of its deletions, in any field.
"""

from __future__ import annotations

from collections.abc import Sequence

import genanki

from quizgen.errors import TemplateError
from quizgen.rendering import anki_clozes
from quizgen.rendering.anki_templates import ALWAYS_FILLED, Part, TemplateSyntaxError, elements, parse, shows
from quizgen.rendering.anki_text import is_blank

LAST_CLOZE = 500


class CardError(ValueError):
    """A note whose cards would ask for nothing."""


class Cards:
    """The cards of a note type's notes; its templates are parsed once."""

    def __init__(self, model: genanki.Model) -> None:
        self._cloze = model.model_type == genanki.Model.CLOZE
        self._fronts = tuple(front(model, template) for template in model.templates)
        names = [field["name"] for field in model.fields]
        used = {part.name for parts in self._fronts for part in elements(parts)}
        self._used = {index: name for index, name in enumerate(names) if name in used}
        self._special = ALWAYS_FILLED - set(names)
        self._tags = "Tags" in used and "Tags" not in names
        self._known: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def of(self, texts: Sequence[str], tagged: bool) -> tuple[int, ...]:
        """Return the cards' template indices or, for clozes, the deletions' numbers minus one; raises CardError."""
        ords = self._of_clozes(texts) if self._cloze else self._of_templates(texts, tagged)
        if not ords:
            raise CardError("it has no gap to fill in" if self._cloze else "the front of its card is empty")
        return ords

    def _of_templates(self, texts: Sequence[str], tagged: bool) -> tuple[int, ...]:
        key = (tagged and self._tags, *[not is_blank(texts[index]) for index in self._used])
        if (known := self._known.get(key)) is None:
            filled = {name for name, is_filled in zip(self._used.values(), key[1:], strict=True) if is_filled}
            filled |= self._special
            if key[0]:
                filled.add("Tags")
            known = tuple(index for index, parts in enumerate(self._fronts) if shows(parts, filled))
            self._known[key] = known
        return known

    def _of_clozes(self, texts: Sequence[str]) -> tuple[int, ...]:
        numbers: set[int] = set()
        for text in texts:
            if "{{c" in text:
                numbers |= cloze_numbers(text)
        return tuple([number - 1 for number in sorted(numbers)])


def front(model: genanki.Model, template: dict[str, str]) -> tuple[Part, ...]:
    """Return the structure of a template's front; raises TemplateError for sections that do not nest."""
    try:
        return parse(template["qfmt"])
    except TemplateSyntaxError as error:
        raise TemplateError(f"{model.name}, {template['name']}: {error}") from error


def cloze_numbers(field: str) -> set[int]:
    """Return the numbers of a field's deletions, including nested ones; raises CardError for one that hides nothing."""
    if (plain := anki_clozes.plain_numbers(field)) is not None:
        return plain
    result: set[int] = set()
    for deletion in anki_clozes.deletions(anki_clozes.parse(field)):
        last = max(deletion.numbers)
        if deletion.is_empty and last:
            raise CardError(f"its deletion {last} is empty")
        if last > LAST_CLOZE:
            raise CardError(f"it numbers a deletion {last}, and Anki shows 1 to {LAST_CLOZE}")
        result.update(deletion.numbers)
    return result - {0}  # Anki makes no card for {{c0::…}}


def requirements(model: genanki.Model) -> list[list[object]]:
    """Return which fields each card needs, as schema 11 stores it for other programs: ``[index, how, fields]``."""
    names = [field["name"] for field in model.fields]
    needs: list[list[object]] = []
    for index, template in enumerate(model.templates):
        parts = front(model, template)
        every = set(names)
        needed = [ord for ord, name in enumerate(names) if not shows(parts, every - {name})]
        enough = [ord for ord, name in enumerate(names) if shows(parts, {name})]
        if needed and len(needed) < len(names):
            needs.append([index, "all", needed])
        else:
            needs.append([index, "any" if enough else "none", enough])
    return needs
