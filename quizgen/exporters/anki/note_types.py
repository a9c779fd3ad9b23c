"""The note types: their fields and templates never move, so that a learner's collection can follow.

Their look lies in templates/anki/, in Anki's own template language.
"""

from __future__ import annotations

import re

import genanki

from quizgen.errors import TemplateError
from quizgen.exporters.anki.cards import requirements
from quizgen.model.identity import anki_id
from quizgen.rendering.templates import Templates

# A field may be added at the end and renamed (its id stays); none is moved or dropped.
SHARED_FIELDS = (
    "Image",
    "BackImage",
    "Feedback",
    "Quote",
    "Locator",
    "Source",
    "URL",
    "Licence",
    "AsOf",
    "FactID",
    "Lang",
    "Hint",
    "Audio",
    "Transcript",
)
BASIC_FIELDS = ("Question", "Answer", *SHARED_FIELDS)
CLOZE_FIELDS = ("Text", *SHARED_FIELDS)


class NoteType(genanki.Model):  # type: ignore[misc] # genanki has no annotations
    """A genanki model whose fields and templates have ids of their own, and none of genanki's guesses.

    ``mod`` is the time of its last change, in seconds since 1970; None: the release's.
    """

    mod: int | None = None

    @property
    def _req(self) -> list[list[object]]:
        """In place of genanki's, which renders each template once for each field."""
        return requirements(self)

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
        """The note type as Anki's schema 11 holds it."""
        entry: dict[str, object] = super().to_json(timestamp, deck_id)
        for field in self.fields:
            field["id"] = anki_id("field", f"{self.name}/{field['name']}")
        for template in self.templates:
            template["id"] = anki_id("template", f"{self.name}/{template['name']}")
        return entry | {"id": self.model_id, "did": None, "tags": [], "latexsvg": False}


def basic(templates: Templates) -> NoteType:
    """A question and its answer."""
    return _note_type("quizgen Basic", "basic", BASIC_FIELDS, genanki.Model.FRONT_BACK, templates)


def cloze(templates: Templates) -> NoteType:
    """The statement with gaps, a card for each."""
    return _note_type("quizgen Cloze", "cloze", CLOZE_FIELDS, genanki.Model.CLOZE, templates)


def _note_type(name: str, file: str, fields: tuple[str, ...], sort: int, templates: Templates) -> NoteType:
    return NoteType(
        anki_id("note type", name),
        name,
        fields=[{"name": field, "font": "Arial"} for field in fields],
        templates=[
            {
                "name": "Card",
                "qfmt": _side(templates, f"anki/{file}.front.html", fields),
                "afmt": _side(templates, f"anki/{file}.back.html", fields),
            }
        ],
        css=templates.read("anki/style.css"),
        model_type=sort,
    )


_PLACE = re.compile(r"\{\{([#^/]?)\s*([^{}]*?)\s*\}\}")
_BUILT_IN = frozenset(("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"))


def _side(templates: Templates, name: str, fields: tuple[str, ...]) -> str:
    """A side's template; raises TemplateError for a field that is not there and a section that is not closed."""
    text = templates.read(name)
    opened: list[str] = []
    used = 0
    for place in _PLACE.finditer(text):
        sign, field = place[1], place[2].rpartition(":")[2]
        where = f"{name}:{text.count(chr(10), 0, place.start()) + 1}"
        if field not in fields and field not in _BUILT_IN:
            raise TemplateError(f"{where}: there is no field {field!r}. Fields: {', '.join(fields)}.")
        if sign in ("#", "^"):
            opened.append(field)
        elif sign == "/" and (not opened or opened.pop() != field):
            raise TemplateError(f"{where}: {place[0]} closes what was not opened last")
        used += not sign
    if opened:
        raise TemplateError(f"{name}: {{{{#{opened[-1]}}}}} is never closed")
    if not used:
        raise TemplateError(f"{name}: it shows no field, so the card would be blank")
    return text
