"""``deck.apkg``: an Anki deck whose every card shows its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Literal

import genanki

from quizgen.exporters.anki import note_types
from quizgen.exporters.anki.package import Note, Package
from quizgen.exporters.job import Job
from quizgen.model.fact import Fact
from quizgen.model.identity import anki_id
from quizgen.model.question import Question
from quizgen.rendering.html import anki_html


class Deck:
    """Exports the cards."""

    name = "deck"
    summary = "an Anki deck (deck.apkg)"
    needs: Literal["cards", "quiz"] = "cards"

    def export(self, job: Job) -> Mapping[str, bytes]:
        """The package, its notes in the facts' order."""
        deck = genanki.Deck(anki_id("deck", job.name), job.title, _description(job))
        basic, cloze = note_types.basic(job.templates), note_types.cloze(job.templates)
        media: dict[str, bytes] = {}
        for due, (id, first) in enumerate(_notes(job.cards).items(), 1):
            shared, picture = _shared_fields(job, first)
            media |= picture
            if first.kind == "cloze":
                model, asked = cloze, [anki_html(first.stem, cloze=True)]
            else:
                model, asked = basic, [anki_html(first.stem), anki_html(first.slot.answer)]
            fields = [*asked, *shared]
            deck.add_note(Note(id, model, fields, sort=str(first.stem), tags=_tags(first.fact), due=due))
        return {"deck.apkg": Package(deck).content(job.released, media)}


def _notes(cards: Iterable[Question]) -> dict[str, Question]:
    """The first question of each note, by the note's id: a fact's clozes are one, any other question is a note."""
    notes: dict[str, Question] = {}
    for question in cards:
        notes.setdefault(f"{question.fact.key}/cloze" if question.kind == "cloze" else question.id, question)
    return notes


def _shared_fields(job: Job, question: Question) -> tuple[list[str], dict[str, bytes]]:
    fact = question.fact
    front, back, media = "", "", {}
    if fact.image:
        content = job.picture(fact, fact.image)
        name = _media_name(fact.image.file, content)
        media[name] = content
        image = f'<img src="{name}" alt="{escape(fact.image.alt)}">'
        credit = ", ".join(part for part in (fact.image.credit, fact.image.licence) if part)
        image += f"<figcaption>{escape(credit)}</figcaption>" if credit else ""
        front, back = (image, "") if fact.image.show == "question" else ("", image)
    sound = ""
    if fact.audio:
        content = job.pictures[fact.source.id, fact.audio.file]
        name = _media_name(fact.audio.file, content)
        media[name] = content
        sound = f"[sound:{name}]"
    values = (
        fact.feedback,
        " … ".join(f"{job.words['open_quote']}{each.quote}{job.words['close_quote']}" for each in fact.evidence),
        job.locator(fact),
        fact.source.citation,
        fact.source.url,
        fact.source.licence,
        job.as_of(fact),
        fact.key,
        fact.source.language,
    )
    hint = question.slot.hint if question.kind != "cloze" else ""  # a note of several clozes has no one hint
    transcript = fact.audio.transcript if fact.audio else ""
    texts = [anki_html(value) for value in values]
    return [front, back, *texts, anki_html(hint), sound, anki_html(transcript)], media


def _media_name(file: str, content: bytes) -> str:
    """Named by content: a corrected file gets a new name, so Anki never keeps the old one."""
    return f"quizgen-{hashlib.sha256(content).hexdigest()[:16]}{PurePosixPath(file).suffix.lower()}"


def _tags(fact: Fact) -> list[str]:
    root = fact.source.id
    tags = [f"{root}::{'::'.join(_tag(part) for part in tag.split('/'))}" for tag in fact.tags]
    tags.append(f"stance::{fact.stance}")
    if fact.difficulty:
        tags.append(f"difficulty::{fact.difficulty}")
    return sorted(dict.fromkeys(tags))


def _tag(text: str) -> str:
    """A tag's part: Anki parts tags at white space and ranks them by ``::``."""
    return "-".join(text.replace(":", "-").replace('"', "").split()) or "-"


def _description(job: Job) -> str:
    lines = []
    for source in job.sources:
        licence = f" ({job.labelled('licence', source.licence)})" if source.licence else ""
        lines.append(job.labelled("source", f"{source.citation}{licence} {source.url}".strip()))
    return "<br>".join(escape(line) for line in lines)
