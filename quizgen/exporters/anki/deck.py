"""``deck.apkg``: an Anki deck whose every card shows its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import genanki

from quizgen.exporters.anki.note_types import KINDS, NoteType, note_type
from quizgen.exporters.anki.notes import Content, deck_notes
from quizgen.exporters.anki.package import Note, Package
from quizgen.exporters.anki.releases import note_dates, type_date
from quizgen.exporters.job import Job
from quizgen.model.identity import anki_id


class Deck:
    """Exports the cards."""

    name = "deck"
    summary = "an Anki deck (deck.apkg)"
    needs: Literal["cards", "quiz", "worksheets"] = "cards"

    def export(self, job: Job) -> Mapping[str, bytes]:
        """The package, its notes in the facts' order."""
        notes = deck_notes(job)
        types = deck_types(job, notes)
        dates = note_dates(notes, job.lock) if job.lock else {}
        released = job.lock.notes if job.lock else {}
        decks = {"": _deck(job, "")}
        media: dict[str, bytes] = {}
        for due, content in enumerate(notes, 1):
            media |= content.media
            note = _note(content, types[content.type], due, dates.get(content.id))
            if content.id in released:
                note.guid = released[content.id].guid
            if content.subdeck not in decks:
                decks[content.subdeck] = _deck(job, content.subdeck)
            decks[content.subdeck].add_note(note)
        return {"deck.apkg": Package(list(decks.values())).content(job.released, media)}


def deck_types(job: Job, notes: Iterable[Content]) -> dict[str, NoteType]:
    """The note types of ``notes``, by their keys, each with the time when it last changed."""
    types = {key: note_type(key, job.templates) for key in dict.fromkeys(note.type for note in notes)}
    for type in types.values():
        type.mod = type_date(type, job.lock) if job.lock else None
    return types


def _deck(job: Job, subdeck: str) -> genanki.Deck:
    name = f"{job.title}::{subdeck}" if subdeck else job.title
    return genanki.Deck(anki_id("deck", f"{job.name}/{subdeck}" if subdeck else job.name), name, description(job))


def _note(content: Content, type: NoteType, due: int, mod: int | None) -> Note:
    fields = [content.fields.get(name, "") for name in KINDS[content.type].fields]
    return Note(content.id, type, fields, sort=content.sort, tags=list(content.tags), due=due, mod=mod)


def description(job: Job) -> str:
    """What the deck says of itself, in Markdown: its sources with their licences."""
    lines = []
    for source in job.sources:
        licence = f" ({job.labelled('licence', source.licence)})" if source.licence else ""
        lines.append(job.labelled("source", f"{source.citation}{licence} {source.url}".strip()))
    return "  \n".join(lines)
