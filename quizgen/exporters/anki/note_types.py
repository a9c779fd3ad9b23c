"""The note types: their fields and templates never move, so that a learner's collection can follow.

Their look lies in templates/anki/, in Anki's own template language.
"""

from __future__ import annotations

import genanki

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
)
BASIC_FIELDS = ("Question", "Answer", *SHARED_FIELDS)
CLOZE_FIELDS = ("Text", *SHARED_FIELDS)


class NoteType(genanki.Model):  # type: ignore[misc] # genanki has no annotations
    """A genanki model whose fields and templates have ids of their own, and none of genanki's guesses."""

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
                "qfmt": templates.read(f"anki/{file}.front.html"),
                "afmt": templates.read(f"anki/{file}.back.html"),
            }
        ],
        css=templates.read("anki/style.css"),
        model_type=sort,
    )
