"""``deck-preview.html``: every card of a deck as learners see it, on one page that needs no network."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import PurePosixPath

from quizgen.exporters.anki.deck import deck_types
from quizgen.exporters.anki.face import Face, faces
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import Content, deck_name, deck_notes
from quizgen.exporters.job import CardsJob
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.rendering.anki_text import plain_text
from quizgen.rendering.maths import FormulaError, mathml
from quizgen.rendering.palette import read_palette

NAME = "deck-preview.html"
_FORMULA = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>|\\\((?P<latex>.*?)\\\)", re.DOTALL | re.IGNORECASE)
_TYPED = re.compile(r"\[\[type:([^\]]*)\]\]")
_SOUND = re.compile(r"\[sound:([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card on the sheet: ``name`` tells it from the other cards of its note, if there can be any."""

    fact: str
    type: str
    name: str
    place: int
    question: str
    answer: str

    @property
    def words(self) -> str:
        """What stands on it, to search in."""
        return " ".join(plain_text(f"{self.fact} {self.question} {self.answer}").casefold().split())


def contact_sheet(job: CardsJob) -> tuple[bytes, int]:
    """The page, and how many cards are on it."""
    notes = deck_notes(job)
    types = deck_types(job, notes)
    cards: dict[str, list[Shown]] = {type.name: [] for type in types.values()}
    for note in notes:
        cards[types[note.type].name] += _cards(job, note, types[note.type])
    media = {name: content for note in notes for name, content in note.media.items()}
    context = {
        "title": job.title,
        "cards": cards,
        "styles": {type.name: type.css for type in types.values()},
        "media": {name: _data_url(name, content) for name, content in media.items() if _suffix(name) in MEDIA_TYPES},
        "style": read_palette(job.templates).for_pages() + job.templates.read("preview/style.css"),
        "script": job.templates.read("preview/script.js"),
        "app": job.templates.read("preview/app.js"),
    }
    return job.templates.render("preview/deck.html.j2", context).encode(), sum(map(len, cards.values()))


def _cards(job: CardsJob, note: Content, type: NoteType) -> Iterator[Shown]:
    for face in faces(type, note.fields, note.tags, deck_name(job, note.subdeck)):
        yield _shown(face, note, type)


def _shown(face: Face, note: Content, type: NoteType) -> Shown:
    question = _TYPED.sub(lambda place: _input(_value(place, note.fields)), face.question)
    answer = _TYPED.sub(lambda place: _expected(_value(place, note.fields)), face.answer)
    name = f"card {face.place + 1}" if type.is_cloze else face.card if len(type.templates) > 1 else ""
    return Shown(note.fact.key, type.name, name, face.place, _finished(question), _finished(answer))


def _value(place: re.Match[str], fields: Mapping[str, str]) -> str:
    return plain_text(fields.get(place[1].rpartition(":")[2], ""))


def _input(expected: str) -> str:
    return '<center><input type="text" id="typeans" aria-label="Answer"></center>' if expected else ""


def _expected(expected: str) -> str:
    """What the app shows where nothing was typed."""
    return f'<code id="typeans">{escape(expected)}</code>' if expected else ""


def _finished(side: str) -> str:
    """Formulas and sounds as the app puts them."""
    side = _FORMULA.sub(_formula, side)
    return _SOUND.sub(lambda place: f'<span class="replay-button" title="{escape(place[1])}">▶</span>', side)


def _formula(place: re.Match[str]) -> str:
    try:
        return mathml(unescape(place["latex"])) if place["latex"] else place[0]
    except FormulaError:  # in a project's own template: MathJax knows more of LaTeX than we do
        return place[0]


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix


def _data_url(name: str, content: bytes) -> str:
    return f"data:{MEDIA_TYPES[_suffix(name)]};base64,{base64.b64encode(content).decode()}"
