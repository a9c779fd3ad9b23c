"""``deck.apkg``: an Anki deck in which every card shows its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizgen.exporters.anki.anki_ids import anki_id
from quizgen.exporters.anki.note import Note
from quizgen.exporters.anki.note_types import NoteType, note_type
from quizgen.exporters.anki.notes import Content, deck_name, deck_notes, note_guid
from quizgen.exporters.anki.package import Deck, Preset, package_bytes
from quizgen.exporters.anki.releases import note_dates, type_date
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.job import CardsJob
from quizgen.rendering.citations import citation


class AnkiDeck(CardsExporter):
    """Exports the cards as an Anki package."""

    name = "deck"
    summary = "an Anki deck with everything that belongs to its cards"
    file_names = ("deck.apkg",)
    loses = "nothing"

    def export(self, job: CardsJob) -> Exported:
        """Return the package, with its notes in the facts' order."""
        notes = deck_notes(job)
        types = deck_types(job, notes)
        dates = note_dates(notes, job.lock) if job.lock else {}
        preset = _preset(job)
        in_decks: dict[str, list[Note]] = {"": []}  # by subdeck; the deck itself comes first
        media: dict[str, bytes] = {}
        for due, content in enumerate(notes, 1):
            media |= content.media
            note = _note(job, content, types[content.type], due, dates.get(content.id))
            in_decks.setdefault(content.subdeck, []).append(note)
        decks = [_deck(job, subdeck, in_deck, preset) for subdeck, in_deck in in_decks.items()]
        return Exported({"deck.apkg": package_bytes(decks, job.released, media, [preset] if preset else [])})


def deck_types(job: CardsJob, notes: Iterable[Content]) -> dict[str, NoteType]:
    """Return the note types of ``notes`` by key, each with the time of its last change."""
    types = {key: note_type(key, job.templates) for key in dict.fromkeys(note.type for note in notes)}
    for type in types.values():
        type.mod = type_date(type, job.lock) if job.lock else None
    return types


def _deck(job: CardsJob, subdeck: str, notes: Sequence[Note], preset: Preset | None) -> Deck:
    return Deck(
        anki_id("deck", f"{job.name}/{subdeck}" if subdeck else job.name),
        deck_name(job, subdeck),
        "" if subdeck else description(job),
        notes,
        preset=preset.id if preset else 1,
    )


def _preset(job: CardsJob) -> Preset | None:
    """The options that the recipe proposes, as a preset for this deck."""
    if not (job.new_per_day or job.retention):
        return None
    proposed = Preset(anki_id("preset", job.name), job.title)
    return replace(
        proposed,
        new_per_day=job.new_per_day or proposed.new_per_day,
        desired_retention=job.retention or proposed.desired_retention,
    )


def _note(job: CardsJob, content: Content, type: NoteType, due: int, mod: int | None) -> Note:
    return Note(content.id, note_guid(job, content), type, content.values, content.sort, content.tags, due, mod)


def description(job: CardsJob) -> str:
    """Return the deck's description in Markdown: its sources, their licences, and how to import its next release."""
    lines = []
    for source in job.sources:
        licence = f" ({job.labelled('licence', source.licence)})" if source.licence else ""
        url = f" <{source.url}>" if source.url else ""
        lines.append(_markdown(job.labelled("source", f"{citation(source)}{licence}")) + url)
    return "\n\n".join([*lines, _markdown(job.words["next_release"])])


def _markdown(text: str) -> str:
    """``text`` escaped for Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
