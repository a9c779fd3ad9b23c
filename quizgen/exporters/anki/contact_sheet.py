"""``deck-preview.html``: every card of a deck as learners see it, on one page that needs no network."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import PurePosixPath

from quizgen.exporters.anki.card_rendering import face
from quizgen.exporters.anki.note import Content
from quizgen.exporters.anki.note_types import TYPES
from quizgen.exporters.job import NotesJob
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.rendering.anki_text import plain_text
from quizgen.rendering.maths import FormulaError, mathml
from quizgen.rendering.palette import read_palette

NAME = "deck-preview.html"
_FORMULA = re.compile(
    r"<(script|style)\b(?:(?!<\1\b).)*?</\1>|<[^<>]*>|\\\((?P<latex>(?:(?!\\\().)*?)\\\)", re.DOTALL | re.IGNORECASE
)
_TYPED = re.compile(r"\[\[type:([^\[\]]*)\]\]")
_SPOKEN = re.compile(r"\[anki:tts (?:(?!\[anki:tts ).)*?\[/anki:tts\]", re.DOTALL)
_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """A card on the sheet."""

    fact: str
    name: str
    question: str
    answer: str

    @property
    def words(self) -> str:
        """Its text, for searching."""
        return " ".join(plain_text(f"{self.fact} {self.question} {self.answer}").casefold().split())


def contact_sheet(job: NotesJob) -> tuple[bytes, int]:
    """Return the page, and how many cards are on it."""
    cards: dict[str, list[PreviewCard]] = {}
    notes = [note for note in job.notes if not note.is_retired]
    for note in notes:
        cards.setdefault(TYPES[note.type], []).append(_preview_card(job, note))
    media = {name: content for note in notes for name, content in note.media.items()}
    context = {
        "title": job.title,
        "cards": cards,
        "styles": {TYPES[key]: type.css for key, type in job.types.items()},
        "media": {name: _data_url(name, content) for name, content in media.items() if _suffix(name) in MEDIA_TYPES},
        "style": read_palette(job.templates).for_pages() + job.templates.read("preview/style.css"),
        "script": job.templates.read("preview/script.js"),
        "app": job.templates.read("preview/app.js"),
    }
    return job.templates.render("preview/deck.html.j2", context).encode(), len(notes)


def _preview_card(job: NotesJob, note: Content) -> PreviewCard:
    sides = face(job.types[note.type], note.fields, note.tags, job.decks[note.part])
    question = _TYPED.sub(lambda match: _input(_value(match, note.fields)), sides.question)
    answer = _TYPED.sub(lambda match: _expected_answer(_value(match, note.fields)), sides.answer)
    return PreviewCard(note.fact, " ".join(note.key[2:]), as_shown(question), as_shown(answer))


def _value(match: re.Match[str], fields: Mapping[str, str]) -> str:
    return plain_text(fields.get(match[1].rpartition(":")[2], ""))


def _input(expected: str) -> str:
    return '<center><input type="text" id="typeans" aria-label="Answer"></center>' if expected else ""


def _expected_answer(expected: str) -> str:
    """What the app shows if nothing was typed."""
    return f'<code id="typeans">{escape(expected)}</code>' if expected else ""


def as_shown(side: str) -> str:
    """Return a side with its formulas and sounds as the app shows them."""
    side = _SPOKEN.sub('<span class="replay-button">▶</span>', _FORMULA.sub(_formula, side))
    return _SOUND.sub(lambda match: f'<span class="replay-button" title="{escape(match[1])}">▶</span>', side)


def _formula(match: re.Match[str]) -> str:
    try:
        return mathml(unescape(match["latex"])) if match["latex"] else match[0]
    except FormulaError:  # in a project's own template: MathJax supports more of LaTeX than we do
        return match[0]


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix


def _data_url(name: str, content: bytes) -> str:
    return f"data:{MEDIA_TYPES[_suffix(name)]};base64,{base64.b64encode(content).decode()}"
