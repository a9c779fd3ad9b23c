"""The note types: their fields and cards never move, so that a learner's collection can be updated.

Anki's importer compares fields and cards with the learner's by name and id. One that is renamed but keeps its id is
renamed in the collection too; if one is added or dropped, the importer by default leaves every note of the type
unchanged. So a new card needs a flag field that already exists, and a new field takes one of the spare ones.

Their look is in templates/anki/, in Anki's own template language; ``{{>name}}`` includes the file ``name.html``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import genanki

from quizgen.errors import TemplateError
from quizgen.exporters.anki.anki_ids import anki_id
from quizgen.exporters.anki.card_numbers import requirements
from quizgen.rendering.anki_templates import SPECIAL, Field, TemplateSyntaxError, elements, parse
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.words.catalogues import SCRIPTS, words_for

# The maximum number of members of a list that have their own card.
MOST_STEPS = 20

_SHARED = (
    "Image",
    "BackImage",
    "Audio",
    "Transcript",
    "Hint",
    "Context",
    "Also",
    "Feedback",
    "Quote",
    "Locator",
    "Source",
    "URL",
    "Licence",
    "AsOf",
    "FactID",
    "Lang",
    "Dir",
    "Spare1",
    "Spare2",
)
# The first five are those of Anki's own note type for image occlusion, in its order.
_OCCLUSION = ("Occlusion", "Image", "Header", "Back Extra", "Comments")


@dataclass(frozen=True, slots=True)
class Kind:
    """The declaration of a note type: ``cards`` maps a card's name to the name of its template file.

    ``browser`` is what Anki's browser shows as a card's question and answer. ``stock`` is the number of Anki's own note
    type that it derives from, or 0.
    """

    name: str
    fields: tuple[str, ...]
    cards: Mapping[str, str]
    browser: tuple[str, str]
    cloze: bool = False
    stock: int = 0


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        # Each card has a flag: Recall, ReverseQuestion, Typed.
        "qa": Kind(
            "quizgen Q&A",
            ("Question", "Answer", "TypeAnswer", "ReverseQuestion", "ReverseAnswer", "Recall", "Typed", *_SHARED),
            {"Question": "question", "Reverse": "reverse", "Typed": "typed"},
            ("{{Question}}", "{{Answer}}"),
        ),
        "cloze": Kind(
            "quizgen Cloze", ("Text", *_SHARED), {"Cloze": "cloze"}, ("{{cloze:Text}}", "{{cloze:Text}}"), cloze=True
        ),
        "choice": Kind(
            "quizgen Choice",
            ("Question", "Options", "Answer", "Several", *_SHARED),
            {"Choice": "choice"},
            ("{{Question}}", "{{Answer}}"),
        ),
        "list": Kind(
            "quizgen List",
            ("Question", "Answer", "Members", "Whole", *(f"Step{n}" for n in range(1, MOST_STEPS + 1)), *_SHARED),
            {"List": "list"},
            ("{{Question}}", "{{Answer}}"),
            cloze=True,
        ),
        "number": Kind(
            "quizgen Number",
            ("Question", "Answer", "TypeAnswer", "Tolerance", *_SHARED),
            {"Number": "number"},
            ("{{Question}}", "{{Answer}}"),
        ),
        # BothWays is the flag of the second card.
        "term": Kind(
            "quizgen Term",
            ("Term", "Definition", "AskDefinition", "AskTerm", "BothWays", *_SHARED),
            {"Definition": "definition", "Term": "term"},
            ("{{Term}}", "{{Definition}}"),
        ),
        "occlusion": Kind(
            "quizgen Image Occlusion",
            (*_OCCLUSION, *(name for name in _SHARED if name != "Image")),
            {"Image Occlusion": "occlusion"},
            ("{{Header}}", "{{FactID}}"),
            cloze=True,
            stock=6,
        ),
    }
)


class NoteType(genanki.Model):  # type: ignore[misc] # genanki has no annotations
    """A genanki model whose fields and templates have their own ids, without genanki's guesses.

    ``mod`` is the time of its last change in seconds since 1970, or None for the release's.
    """

    stock: int = 0
    mod: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field["name"] for field in self.fields)

    @property
    def is_cloze(self) -> bool:
        """Whether its cards are gaps in a text."""
        return bool(self.model_type == genanki.Model.CLOZE)

    @property
    def _req(self) -> list[list[object]]:
        """Replaces genanki's, which renders each template once per field."""
        return requirements(self)

    def to_json(self, timestamp: float, deck_id: int | None) -> dict[str, object]:
        """Return the note type as Anki's schema 11 stores it."""
        entry: dict[str, object] = super().to_json(timestamp, deck_id)
        for index, field in enumerate(self.fields):
            field["id"] = anki_id("field", f"{self.name}/{field['name']}")
            if self.stock:  # Anki's editor of image occlusions finds a field by its tag, under any name
                field["tag"] = index if index < len(_OCCLUSION) else None
        for template in self.templates:
            template["id"] = anki_id("template", f"{self.name}/{template['name']}")
        stock = {"originalStockKind": self.stock} if self.stock else {}
        return entry | {"id": self.model_id, "did": None, "tags": [], "latexsvg": False} | stock


def note_type(key: str, templates: Templates) -> NoteType:
    """Return the note type ``key`` of `KINDS` with the look of the project's templates; raises TemplateError."""
    kind = KINDS[key]
    entries = [{"name": name, "font": "Arial", "plainText": name == "TypeAnswer"} for name in kind.fields]
    question, answer = kind.browser
    cards = [
        {
            "name": name,
            "qfmt": _side(templates, f"anki/{file}.front.html", kind),
            "afmt": _side(templates, f"anki/{file}.back.html", kind),
            "bqfmt": question,
            "bafmt": answer,
        }
        for name, file in kind.cards.items()
    ]
    style = templates.read("anki/style.css")
    model = NoteType(
        anki_id("note type", kind.name),
        kind.name,
        fields=entries,
        templates=cards,
        css=read_palette(templates).for_cards(style) + style + "".join(_labels()),
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )
    model.stock = kind.stock
    return model


# A card's own words, which are elements of a class: in every language, because decks in several share a note type.
LABELS = ("hint", "one_by_one", "accepted", "do_multiple_response", "all_masks")


def _labels() -> Iterator[str]:
    """The messages of `LABELS` as style rules, English first."""
    for language in sorted(SCRIPTS, key=lambda language: (language != "en", language)):
        for label in LABELS:
            selector = "" if language == "en" else f":lang({language}) "
            text = words_for(language)[label].replace("\\", r"\\").replace('"', r"\"")
            yield f'{selector}.label-{label.replace("_", "-")}::before {{ content: "{text}"; }}\n'


_PARTIAL = re.compile(r"^([ \t]*)\{\{>\s*([\w-]+)\s*\}\}\n?", re.MULTILINE)
_OF_ONE_CLOZE = re.compile(r"c\d+")


def _side(templates: Templates, name: str, kind: Kind) -> str:
    """A side's template; raises TemplateError for an unknown field and for a section that is not closed."""
    text = templates.read(name)
    _check(text, name, kind)

    def partial(match: re.Match[str]) -> str:
        file = f"anki/{match[2]}.html"
        part = templates.read(file)
        _check(part, file, kind, partial=True)
        return part

    return _PARTIAL.sub(partial, text)


def _check(text: str, name: str, kind: Kind, *, partial: bool = False) -> None:
    text = _PARTIAL.sub("\n", text)

    def where(offset: int) -> str:
        return f"{name}:{text.count(chr(10), 0, offset) + 1}"

    try:
        parts = parse(text)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{where(error.offset)}: {error}") from error
    for part in elements(parts):
        known = part.name in kind.fields or part.name in SPECIAL
        if not known and not (kind.cloze and _OF_ONE_CLOZE.fullmatch(part.name)):
            names = ", ".join(kind.fields)
            raise TemplateError(f"{where(part.offset)}: there is no field {part.name!r}. Fields: {names}.")
    if not partial and not any(isinstance(part, Field) for part in elements(parts)):
        raise TemplateError(f"{name}: it shows no field, so the card would be empty")
