"""``deck.csv``: the deck's notes for Anki's text import, which updates the notes that a learner has.

Anki creates no note types from such a file, so the deck itself must have been imported before.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note import Content
from quizgen.exporters.anki.note_types import FIELDS
from quizgen.exporters.anki.text_import import text_import
from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import NotesExporter
from quizgen.exporters.job import NotesJob

_COLUMNS = ("guid", "notetype", "deck", "tags")


class AnkiCsv(NotesExporter):
    """Exports the notes as rows."""

    name = "anki-csv"
    summary = "the deck's notes for Anki's text import: every field, tags, subdecks"
    file_names = ("deck.csv",)
    loses = "pictures and recordings; retired notes"

    def export(self, job: NotesJob) -> Exported:
        """Return one row per note."""
        notes = [note for note in job.notes if not note.is_retired]
        rows = [
            [
                guid(job.lock.uid, note.key),
                job.types[note.type].name,
                job.decks[note.part],
                " ".join(note.tags),
                *note.values,
            ]
            for note in notes
        ]
        return Exported({"deck.csv": text_import([*_COLUMNS, *FIELDS], _COLUMNS, [], rows)}, tuple(_losses(notes)))


def _losses(notes: list[Content]) -> Iterator[Loss]:
    why = "Anki's text import takes no files: learners get it by importing deck.apkg"
    for note in notes:
        if "Picture" in note.fields or "BackPicture" in note.fields:
            yield Loss(note.id, "picture", why)
        if "Audio" in note.fields or "BackAudio" in note.fields:
            yield Loss(note.id, "recording", why)
