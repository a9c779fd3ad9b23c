"""``deck.apkg``: an Anki deck whose every card shows its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import genanki

from quizgen.exporters.anki.note_types import KINDS, NoteType, note_type
from quizgen.exporters.anki.notes import Content, contents
from quizgen.exporters.anki.package import Note, Package
from quizgen.exporters.job import Job
from quizgen.model.identity import anki_id


class Deck:
    """Exports the cards."""

    name = "deck"
    summary = "an Anki deck (deck.apkg)"
    needs: Literal["cards", "quiz"] = "cards"

    def export(self, job: Job) -> Mapping[str, bytes]:
        """The package, its notes in the facts' order."""
        notes = list(contents(job, job.cards))
        types = {key: note_type(key, job.templates) for key in dict.fromkeys(note.type for note in notes)}
        deck = genanki.Deck(anki_id("deck", job.name), job.title, description(job))
        media: dict[str, bytes] = {}
        for due, content in enumerate(notes, 1):
            media |= content.media
            deck.add_note(_note(content, types[content.type], due))
        return {"deck.apkg": Package(deck).content(job.released, media)}


def _note(content: Content, type: NoteType, due: int) -> Note:
    fields = [content.fields.get(name, "") for name in KINDS[content.type].fields]
    return Note(content.id, type, fields, sort=content.sort, tags=list(content.tags), due=due)


def description(job: Job) -> str:
    """What the deck says of itself, in Markdown: its sources with their licences."""
    lines = []
    for source in job.sources:
        licence = f" ({job.labelled('licence', source.licence)})" if source.licence else ""
        lines.append(job.labelled("source", f"{source.citation}{licence} {source.url}".strip()))
    return "  \n".join(lines)
