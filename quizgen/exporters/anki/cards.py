"""Which cards a note has, by Anki's own rules.

A note of an ordinary type has a card for each template whose front shows a field that is filled. A note of a cloze
type has a card for each number of its deletions, in whichever field they stand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import genanki

from quizgen.errors import TemplateError
from quizgen.exporters.anki.fields import is_blank

LAST_CLOZE = 500
_DEEPEST = 10  # Anki opens no more deletions inside one another


class CardError(ValueError):
    """A note whose cards would ask for nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """``{{#name}}…{{/name}}``, shown where the field is filled, or ``{{^name}}…{{/name}}``, where it is not."""

    name: str
    filled: bool
    parts: tuple[Part, ...]


Part = str | Section  # a str is the name of a field that is shown


class Cards:
    """The cards of a note type's notes; its templates are read once."""

    def __init__(self, model: genanki.Model) -> None:
        self._cloze = model.model_type == genanki.Model.CLOZE
        self._fronts = tuple(front(model, template) for template in model.templates)
        names = [field["name"] for field in model.fields]
        used = {name for parts in self._fronts for name in _names(parts)}
        self._used = {place: name for place, name in enumerate(names) if name in used}
        # Anki shows these of itself; a field of the same name hides them.
        self._given = frozenset(("Card", "CardFlag", "CardID", "Deck", "Subdeck", "Type")) - set(names)
        self._tags = "Tags" in used and "Tags" not in names
        self._known: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def of(self, fields: Sequence[str], tagged: bool) -> tuple[int, ...]:
        """The cards' places among the templates, or one less than the deletions' numbers; raises CardError."""
        ords = self._of_clozes(fields) if self._cloze else self._of_templates(fields, tagged)
        if not ords:
            raise CardError("no text of it is to be filled in" if self._cloze else "the front of its card is empty")
        return ords

    def _of_templates(self, fields: Sequence[str], tagged: bool) -> tuple[int, ...]:
        key = (tagged and self._tags, *[not is_blank(fields[place]) for place in self._used])
        if (known := self._known.get(key)) is None:
            filled = {name for name, is_filled in zip(self._used.values(), key[1:], strict=True) if is_filled}
            filled |= self._given | ({"Tags"} if key[0] else set())
            known = tuple(place for place, parts in enumerate(self._fronts) if shows(parts, filled))
            self._known[key] = known
        return known

    def _of_clozes(self, fields: Sequence[str]) -> tuple[int, ...]:
        numbers: set[int] = set()
        for field in fields:
            if "{{c" in field:
                numbers |= cloze_numbers(field)
        return tuple([number - 1 for number in sorted(numbers)])


_PLACE = re.compile(r"\{\{(.*?)\}\}|<!--.*?-->", re.DOTALL)
_OLD = "{{=<% %>=}}"
_OLD_PLACE = re.compile(r"<%(.*?)%>|<!--.*?-->", re.DOTALL)


def front(model: genanki.Model, template: dict[str, str]) -> tuple[Part, ...]:
    """The structure of a template's front; raises TemplateError for sections that do not nest."""
    text, place = template["qfmt"], _PLACE
    if text.lstrip().startswith(_OLD):
        text, place = text.lstrip().removeprefix(_OLD), _OLD_PLACE
    handles = (found[1].lstrip("{").strip() for found in place.finditer(text) if found[1] is not None)
    opened: list[tuple[str, bool, list[Part]]] = [("", True, [])]
    for handle in handles:
        sign, name = (handle[0], handle[1:].lstrip()) if handle[:1] in tuple("#^/") and handle[1:] else ("", handle)
        if sign in ("#", "^"):
            opened.append((name, sign == "#", []))
        elif not sign:
            opened[-1][2].append(name.rpartition(":")[2])
        elif len(opened) == 1 or opened[-1][0] != name:
            raise TemplateError(f"{model.name}, {template['name']}: {{{{/{name}}}}} closes what was not opened last")
        else:
            _, filled, parts = opened.pop()
            opened[-1][2].append(Section(name, filled, tuple(parts)))
    if len(opened) > 1:
        raise TemplateError(f"{model.name}, {template['name']}: {{{{#{opened[-1][0]}}}}} is never closed")
    return tuple(opened[0][2])


def shows(parts: Iterable[Part], filled: Container[str]) -> bool:
    """Whether the structure shows anything where these fields are filled; running text does not count."""
    return any(
        part in filled if isinstance(part, str) else (part.name in filled) == part.filled and shows(part.parts, filled)
        for part in parts
    )


def _names(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield part.name
            yield from _names(part.parts)


_PLAIN_CLOZE = re.compile(r"\{\{c([1-9][0-9]?)::[^\s<{}:][^{}:]*\}\}")
_CLOZE = re.compile(r"\{\{c([0-9,]+)::|\}\}")


def cloze_numbers(field: str) -> set[int]:
    """The numbers of the deletions that a field holds, nested ones too; raises CardError for one that hides nothing."""
    plain = _PLAIN_CLOZE.findall(field)
    if len(plain) == field.count("{{c") == field.count("}}"):  # no hint, no nesting: nearly every field
        return set(map(int, plain))
    # A row for each deletion that is open, under one for the field: its numbers, those in it, whether it hides text.
    open_numbers: list[list[int]] = [[]]
    inner: list[set[int]] = [set()]
    hides = [False]
    parts = _CLOZE.split(field)  # text, numbers or None for }}, text, …
    for text, typed in zip(parts[::2], parts[1::2], strict=False):
        if not hides[-1] and _is_shown(text):
            hides[-1] = True
        if typed is None:
            if len(hides) > 1:
                numbers, found, hidden = open_numbers.pop(), inner.pop(), hides.pop()
                _check(numbers, hidden)
                inner[-1].update(numbers, found)
                hides[-1] |= hidden
        elif not (numbers := _numbers(typed)):
            hides[-1] = True  # {{c99999:: is running text to Anki
        elif len(hides) <= _DEEPEST:
            open_numbers.append(numbers)
            inner.append(set())
            hides.append(False)
    return inner[0] - {0}  # what was not closed is no deletion, and Anki makes no card for {{c0::…}}


def _numbers(typed: str) -> list[int]:
    """What Anki reads as numbers: those of 16 bits; a lone 0 is one, and has no card."""
    if len(typed) < 5 and "," not in typed:
        return [int(typed)]
    numbers = (int(number.lstrip("0")[:6] or 0) for number in typed.split(",") if number)
    return [number for number in numbers if number < 1 << 16]


def _is_shown(text: str) -> bool:
    return not is_blank(text if text.startswith("image-occlusion:") else text.partition("::")[0])


def _check(numbers: list[int], hides: bool) -> None:
    if not hides and any(numbers):
        raise CardError(f"its deletion {max(numbers)} is empty")
    if max(numbers) > LAST_CLOZE:
        raise CardError(f"it numbers a deletion {max(numbers)}, and Anki shows 1 to {LAST_CLOZE}")


def requirements(model: genanki.Model) -> list[list[object]]:
    """Which fields each card needs, as schema 11 writes it for programs that look there: ``[place, how, fields]``."""
    names = [field["name"] for field in model.fields]
    needs: list[list[object]] = []
    for place, template in enumerate(model.templates):
        parts = front(model, template)
        every = set(names)
        needed = [ord for ord, name in enumerate(names) if not shows(parts, every - {name})]
        enough = [ord for ord, name in enumerate(names) if shows(parts, {name})]
        how = "all" if needed and len(needed) < len(names) else "any" if enough else "none"
        needs.append([place, how, needed if how == "all" else enough])
    return needs
