"""``deck.apkg``, an Anki deck whose cards show their evidence, and ``corrections.txt`` for notes with own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from quizgen.exporters.anki.anki_ids import anki_id, guid
from quizgen.exporters.anki.note import Content, Note
from quizgen.exporters.anki.note_types import FIELDS, SPARES
from quizgen.exporters.anki.package import Deck, Package, Preset
from quizgen.exporters.anki.text_import import text_import
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import NotesExporter
from quizgen.exporters.job import NotesJob
from quizgen.rendering.citations import citation
from quizgen.rendering.printout import Printout

DECK, CORRECTIONS = "deck.apkg", "corrections.txt"
LOCK_COPY = "quizgen.lock"  # in the package, by which a lost lock is recovered


class AnkiDeck(NotesExporter):
    """Exports the cards as an Anki package."""

    name = "deck"
    summary = "an Anki deck with everything that belongs to its cards, and its corrections as text"
    file_names = (DECK, CORRECTIONS)
    loses = "nothing"

    def export(self, job: NotesJob) -> Exported:
        """Return the package, its notes in the order in which they are learned, and its corrections, if any."""
        preset = _preset(job)
        learned = [content for content in job.notes if not content.is_retired]
        parts = dict.fromkeys(["", *(content.part for content in learned)])  # the deck itself comes first
        decks = [_deck(job, part, preset) for part in parts]
        if len(learned) < len(job.notes):
            decks.append(_retired_deck(job))
        media = {name: file for content in job.notes for name, file in content.media.items()}
        copy = job.lock_copy({content.key for content in job.notes})
        package = Package(decks, job.lock.last_change, media, [preset] if preset else [], {LOCK_COPY: copy})
        corrected = [content for content in job.notes if _is_corrected(job, content)]
        files: dict[str, bytes | Printout | Package] = {DECK: package}
        if corrected:
            files[CORRECTIONS] = corrections(job, corrected)
        return Exported(files)


def corrections(job: NotesJob, contents: list[Content]) -> bytes:
    """Return the notes for Anki's text import, which corrects those too that learners have tagged or edited.

    It leaves the learners' tags and what they wrote into spare fields alone.
    """
    fields = FIELDS[: -len(SPARES)]
    rows = [
        [guid(job.lock.uid, content.key), job.types[content.type].name, *content.values[: len(fields)]]
        for content in contents
    ]
    # A column of tags would replace the learner's own; without the header Anki would take the last field for tags.
    headers = [f"deck:{job.decks['']}", "tags:"]
    return text_import(["guid", "notetype", *fields], ("guid", "notetype"), headers, rows)


def _is_corrected(job: NotesJob, content: Content) -> bool:
    note = job.lock.notes[content.key]
    return note.mod > note.created


def _deck(job: NotesJob, part: str, preset: Preset | None) -> Deck:
    return Deck(
        anki_id(job.lock.uid, "deck", f"{job.name}/{part}" if part else job.name),
        job.decks[part],
        "" if part else description(job),
        _notes(job, lambda content: content.part == part and not content.is_retired),
        preset.id if preset else 1,
    )


def _retired_deck(job: NotesJob) -> Deck:
    """A deck beside the others, so that newcomers do not learn what is retired.

    Learners who have a retired card keep it where it is. Without a card, Anki's Check Database would make one.
    """
    return Deck(
        anki_id(job.lock.uid, "retired", job.name),
        job.words["retired_deck"].format(name=job.decks[""]),
        _markdown(job.words["about_retired"]),
        _notes(job, lambda content: content.is_retired),
    )


def _notes(job: NotesJob, is_wanted: Callable[[Content], bool]) -> Iterator[Note]:
    """The rows of the notes that are wanted, whose cards are new in the order of all."""
    for due, content in enumerate(job.notes, 1):
        if is_wanted(content):
            yield Note(
                content.id,
                guid(job.lock.uid, content.key),
                job.types[content.type],
                content.stored,
                content.tags,
                due,
                job.lock.notes[content.key].mod,
            )


def _preset(job: NotesJob) -> Preset | None:
    """The options that the recipe proposes, as a preset for this deck."""
    if not (job.new_per_day or job.retention):
        return None
    proposed = Preset(anki_id(job.lock.uid, "preset", job.name), job.decks[""])
    return replace(
        proposed,
        new_per_day=job.new_per_day or proposed.new_per_day,
        desired_retention=job.retention or proposed.desired_retention,
    )


def description(job: NotesJob) -> str:
    """Return the deck's description in Markdown: its sources, their licences, its release, and how to get the next."""
    lines = []
    for source in job.sources:
        licence = f" ({job.labelled_text('licence', source.licence)})" if source.licence else ""
        url = f" <{source.url}>" if source.url else ""
        lines.append(_markdown(job.labelled_text("source", f"{citation(source)}{licence}")) + url)
    if job.release.name:
        lines.append(_markdown(f"{job.words['release']} {job.release.name}"))
    address = f" <{job.release.next}>" if job.release.next else ""
    return "\n\n".join([*lines, _markdown(job.words["next_release"]) + address])


def _markdown(text: str) -> str:
    """``text`` escaped for Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
