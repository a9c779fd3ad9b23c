"""``deck.csv``: the deck's notes for Anki's text import, which updates the notes that a learner has.

The lines at the top are Anki's file headers (docs.ankiweb.net/importing/text-files.html#file-headers). Anki creates no
note types from such a file, so the deck itself must have been imported before.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from quizgen.exporters.anki.note_types import KINDS
from quizgen.exporters.anki.notes import contents, deck_name, note_guid
from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.job import CardsJob

_COLUMNS = ("guid", "notetype", "deck", "tags")


class AnkiCsv(CardsExporter):
    """Exports the notes as rows."""

    name = "anki-csv"
    summary = "the deck's notes for Anki's text import: every field, tags, subdecks"
    file_names = ("deck.csv",)
    loses = "pictures and recordings; retired notes"

    def export(self, job: CardsJob) -> Exported:
        """Return one row per note with its fields in order; types with fewer fields leave the last columns empty."""
        notes = list(contents(job, job.cards))
        width = max((len(KINDS[note.type].fields) for note in notes), default=0)
        columns = [*_COLUMNS, *(f"field {number}" for number in range(1, width + 1))]
        headers = ["separator:Comma", "html:true", f"columns:{','.join(columns)}"]
        headers += [f"{name} column:{number}" for number, name in enumerate(_COLUMNS, 1)]
        text = io.StringIO()
        text.write("".join(f"#{header}\n" for header in headers))
        # Anki takes a row that begins with # for a comment, and a guid may: so every cell is quoted.
        rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for note in notes:
            kind = KINDS[note.type]
            first = [note_guid(job, note), kind.name, deck_name(job, note.subdeck), " ".join(note.tags)]
            rows.writerow([*first, *note.values, *[""] * (width - len(kind.fields))])
        return Exported({"deck.csv": text.getvalue().encode()}, tuple(_lost(job)))


def _lost(job: CardsJob) -> Iterator[Loss]:
    why = "Anki's text import takes no files: learners get it by importing deck.apkg"
    for question in job.cards:
        if question.fact.image:
            yield Loss(question.id, "picture", why)
        if question.fact.audio:
            yield Loss(question.id, "recording", why)
