"""The note types: their fields and cards never move, so that a learner's collection can follow.

Anki's importer compares fields and cards with those that a learner has by their names and ids. A renamed one whose id
stays is renamed there too; one that is added or dropped makes the importer, with its default options, leave every note
of the type as it was. So a new card needs a flag field that is there already, and a new field takes one of the spares.

Their look lies in templates/anki/, in Anki's own template language; ``{{>name}}`` stands for the file ``name.html``.
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

# Members of a list that have a card of their own.
MOST_STEPS = 20

_SHARED = (
    *("Image", "BackImage", "Audio", "Transcript", "Hint", "Context", "Also", "Feedback", "Quote", "Locator"),
    *("Source", "URL", "Licence", "AsOf", "FactID", "Lang", "Dir", "Spare1", "Spare2"),
)
# The first five are those of Anki's own note type for image occlusion, in its order.
_OCCLUSION = ("Occlusion", "Image", "Header", "Back Extra", "Comments")


@dataclass(frozen=True, slots=True)
class Kind:
    """A note type as it is declared: ``cards`` maps a card's name to its template file's.

    ``browser`` is what Anki's browser shows of a card, question and answer. ``stock`` is the number of the note type
    of Anki's own that it is a kind of.
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
    """A genanki model whose fields and templates have ids of their own, and none of genanki's guesses.

    ``mod`` is the time of its last change, in seconds since 1970; None: the release's.
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
        """In place of genanki's, which renders each template once for each field."""
        return requirements(self)

    def to_json(self, timestamp: float, deck_id: int | None) -> dict[str, object]:
        """The note type as Anki's schema 11 holds it."""
        entry: dict[str, object] = super().to_json(timestamp, deck_id)
        for place, field in enumerate(self.fields):
            field["id"] = anki_id("field", f"{self.name}/{field['name']}")
            if self.stock:  # by its tag, Anki's editor of image occlusions finds a field under any name
                field["tag"] = place if place < len(_OCCLUSION) else None
        for template in self.templates:
            template["id"] = anki_id("template", f"{self.name}/{template['name']}")
        stock = {"originalStockKind": self.stock} if self.stock else {}
        return entry | {"id": self.model_id, "did": None, "tags": [], "latexsvg": False} | stock


def note_type(key: str, templates: Templates) -> NoteType:
    """The note type ``key`` of `KINDS`, looking as the project's templates say; raises TemplateError."""
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
    made = NoteType(
        anki_id("note type", kind.name),
        kind.name,
        fields=entries,
        templates=cards,
        css=read_palette(templates).for_cards(style) + style + "".join(_labels()),
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )
    made.stock = kind.stock
    return made


# What stands on a card by itself, as elements of a class: in every language, for decks of several share a note type.
LABELS = ("hint", "one_by_one", "accepted", "do_multiple_response", "all_masks")


def _labels() -> Iterator[str]:
    """The words of `LABELS` as style rules, English first."""
    for language in sorted(SCRIPTS, key=lambda language: (language != "en", language)):
        for label in LABELS:
            where = "" if language == "en" else f":lang({language}) "
            text = words_for(language)[label].replace("\\", r"\\").replace('"', r"\"")
            yield f'{where}.label-{label.replace("_", "-")}::before {{ content: "{text}"; }}\n'


_PARTIAL = re.compile(r"^([ \t]*)\{\{>\s*([\w-]+)\s*\}\}\n?", re.MULTILINE)
_OF_ONE_CLOZE = re.compile(r"c\d+")


def _side(templates: Templates, name: str, kind: Kind) -> str:
    """A side's template; raises TemplateError for a field that is not there and a section that is not closed."""
    text = templates.read(name)
    _check(text, name, kind)

    def partial(place: re.Match[str]) -> str:
        file = f"anki/{place[2]}.html"
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
        raise TemplateError(f"{name}: it shows no field, so the card would be blank")
