"""The note types of a project: three, with the same fields and one card each.

Anki's importer compares fields and cards with the learner's by name and id. One that is renamed but keeps its id is
renamed in the collection too; if one is added or dropped, the importer by default leaves every note of the type
unchanged. So a new field takes one of the spare ones. Anki tells note types by their ids, which derive from the
project's uid, and of two with one name it renames one, which then takes no more changes: so names hold the uid too.

Their look is in templates/anki/, in Anki's own template language; ``{{>name}}`` includes the file ``name.html``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from quizgen.errors import TemplateError
from quizgen.exporters.anki.anki_ids import anki_id
from quizgen.exporters.anki.empty_cards import requirements
from quizgen.exporters.anki.schema11 import note_type_entry
from quizgen.languages.option_letters import option_letters
from quizgen.rendering.anki_templates import SPECIAL, Field, TemplateSyntaxError, elements, parse
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.words.catalogues import SCRIPTS, words_for

_WRITTEN = (
    "Front",
    "Back",
    "Typed",
    "Options",
    "Members",
    "Picture",
    "BackPicture",
    "Audio",
    "BackAudio",
    "Transcript",
    "About",
    "Hint",
    "Also",
    "Context",
    "Feedback",
    "Retired",
    "Quote",
    "Locator",
    "Source",
    "URL",
    "Licence",
    "AsOf",
    "FactID",
    "Lang",
    "Dir",
    "Voice1",
    "Voice2",
    "Voice3",
)
# Empty in every note: for fields to come, and for a learner's own words until then.
SPARES = ("Spare1", "Spare2", "Spare3")
FIELDS = (*_WRITTEN, *SPARES)
# The fields that say that a card is read aloud, in the first of the project's languages of speech, the second, …
VOICES = ("Voice1", "Voice2", "Voice3")
# The names of the note types by the names of their template files.
TYPES: Mapping[str, str] = MappingProxyType({"card": "Card", "choice": "Choice", "picture": "Picture"})


@dataclass(frozen=True, slots=True)
class Release:
    """What the back of every card says of its release: the name of the last one, and the address of the next."""

    name: str = ""
    next: str = ""

    @property
    def html(self) -> str:
        """A line of HTML, or "" if there is nothing to say."""
        name = f'<span class="label-release"></span> {escape(self.name)}' if self.name else ""
        address = f'<a href="{escape(self.next)}"><span class="label-newer"></span></a>' if self.next else ""
        line = " · ".join(part for part in (name, address) if part)
        # Braces would be Anki's own in a template.
        return f'<p class="release">{line}</p>\n'.replace("{", "&#123;").replace("}", "&#125;") if line else ""


@dataclass(slots=True, eq=False)
class NoteType:
    """A note type with one card: genanki's form of it, in which fields and template have ids of their own.

    ``mod`` is the time of its last change in seconds since 1970.
    """

    model_id: int
    name: str
    fields: list[dict[str, Any]]
    templates: list[dict[str, Any]]
    css: str = ""
    uid: str = ""
    mod: int = 0

    @property
    def digest(self) -> str:
        """A digest of what a learner would see change: its fields, its template and its style."""
        template = [self.templates[0][side] for side in ("name", "qfmt", "afmt", "bqfmt", "bafmt")]
        content = json.dumps([self.name, [field["name"] for field in self.fields], template, self.css])
        return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()

    def to_json(self) -> dict[str, object]:
        """Return the note type as Anki's schema 11 stores it."""
        entry = note_type_entry(self.model_id, self.name, self.fields, self.templates, self.css, requirements(self))
        for field in self.fields:
            field["id"] = anki_id(self.uid, "field", f"{self.name}/{field['name']}")
        for template in self.templates:
            template["id"] = anki_id(self.uid, "template", self.name)
        return entry | {"id": self.model_id, "did": None, "tags": [], "latexsvg": False, "mod": self.mod}


def note_type(
    key: str, templates: Templates, uid: str, release: Release = Release(), speech: Sequence[str] = ()
) -> NoteType:
    """Return the note type ``key`` of `TYPES` with the look of the project's templates; raises TemplateError.

    ``speech`` are the voices for the fields `VOICES`, as Anki names them: ``en_US``.
    """
    inserted = {
        "release": release.html,
        "speak-front": _spoken(speech, "Front", "Audio"),
        "speak-back": _spoken(speech, "Back", "BackAudio"),
    }
    name = f"quizgen {TYPES[key]} {uid[:8]}"
    style = templates.read("anki/style.css")
    return NoteType(
        anki_id(uid, "note type", TYPES[key]),
        name,
        fields=[{"name": field, "font": "Arial", "plainText": field == "Typed"} for field in FIELDS],
        templates=[
            {
                "name": TYPES[key],
                "qfmt": _side(templates, f"anki/{key}.front.html", inserted),
                "afmt": _side(templates, f"anki/{key}.back.html", inserted),
                "bqfmt": "{{Front}}",
                "bafmt": "{{Back}}",
            }
        ],
        css=read_palette(templates).for_cards(style) + style + "".join((*_labels(), *_letters())),
        uid=uid,
    )


# A card's own words, which are elements of a class: in every language, because collections in several share a type.
LABELS = ("hint", "one_by_one", "with_unit", "do_multiple_response", "release", "newer")


def _labels() -> Iterator[str]:
    """The messages of `LABELS` as style rules, English first."""
    for language in sorted(SCRIPTS, key=lambda language: (language != "en", language)):
        for label in LABELS:
            selector = "" if language == "en" else f":lang({language}) "
            text = words_for(language)[label].replace("\\", r"\\").replace('"', r"\"")
            yield f'{selector}.label-{label.replace("_", "-")}::before {{ content: "{text}"; }}\n'


def _letters() -> Iterator[str]:
    """The letters of options in languages that have their own, as style rules."""
    for language in sorted(SCRIPTS):
        letters = option_letters(language)
        if letters[0] != "A":
            name, symbols = f"letters-{language}", " ".join(f'"{letter}"' for letter in letters)
            yield f'@counter-style {name} {{ system: alphabetic; symbols: {symbols}; suffix: ". "; }}\n'
            yield f".options:lang({language}) ol {{ list-style-type: {name}; }}\n"


_PARTIAL = re.compile(r"^([ \t]*)\{\{>\s*([\w-]+)\s*\}\}\n?", re.MULTILINE)


def _spoken(speech: Sequence[str], field: str, recording: str) -> str:
    """What has a field read aloud by the app, unless there is a recording."""
    tags = (
        f"{{{{#{voice}}}}}{{{{tts {spoken}:{field}}}}}{{{{/{voice}}}}}"
        for voice, spoken in zip(VOICES, speech, strict=False)
    )
    return f"{{{{^{recording}}}}}{''.join(tags)}{{{{/{recording}}}}}\n" if speech else ""


def _side(templates: Templates, name: str, inserted: Mapping[str, str]) -> str:
    """A side's template with what is ``inserted`` into it by name beside its files.

    Raises TemplateError for an unknown field and for a section that is not closed.
    """
    text = templates.read(name)
    _check(text, name)

    def partial(match: re.Match[str]) -> str:
        if match[2] in inserted:
            return inserted[match[2]]
        file = f"anki/{match[2]}.html"
        part = templates.read(file)
        _check(part, file, partial=True)
        return _PARTIAL.sub(partial, part)

    return _PARTIAL.sub(partial, text)


def _check(text: str, name: str, *, partial: bool = False) -> None:
    text = _PARTIAL.sub("\n", text)

    def where(offset: int) -> str:
        return f"{name}:{text.count(chr(10), 0, offset) + 1}"

    try:
        parts = parse(text)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{where(error.offset)}: {error}") from error
    for part in elements(parts):
        if part.name not in FIELDS and part.name not in SPECIAL:
            raise TemplateError(f"{where(part.offset)}: there is no field {part.name!r}. Fields: {', '.join(FIELDS)}.")
    if not partial and not any(isinstance(part, Field) for part in elements(parts)):
        raise TemplateError(f"{name}: it shows no field, so the card would be empty")
