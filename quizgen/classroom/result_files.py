"""A session's results as files: a table, all data, a report, and a deck of what was missed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime

from quizgen.classroom import results, tallies
from quizgen.classroom.choices import shown_choices
from quizgen.classroom.drawing import html, plain
from quizgen.classroom.engine import Session
from quizgen.classroom.results import ResponseRow
from quizgen.errors import UsageError
from quizgen.exporters.anki.deck import AnkiDeck
from quizgen.exporters.anki.package import Package
from quizgen.exporters.job import NotesJob
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette
from quizgen.spreadsheet_csv import spreadsheet_csv
from quizgen.words.catalogues import words_for

CSV, JSON, REPORT, MISSED = "responses.csv", "results.json", "report.html", "missed.apkg"


def tables(session: Session, name: str, began: int, templates: Templates, *, names: bool) -> dict[str, bytes]:
    """Return the table, data and report of the session ``name``; with ``names`` the report lists every student."""
    rows = list(results.responses(session, name))
    return {
        CSV: csv_bytes(rows),
        JSON: json_bytes(session, name, began, rows),
        REPORT: report(session, began, templates, names=names),
    }


def csv_bytes(rows: Iterable[ResponseRow]) -> bytes:
    """Return a table with one row per response."""
    return spreadsheet_csv([field.name for field in fields(ResponseRow)], (asdict(row).values() for row in rows))


def json_bytes(session: Session, name: str, began: int, rows: Sequence[ResponseRow]) -> bytes:
    """Return everything as one JSON object."""
    content = {
        "schema": "quizgen-results/1",
        "session": name,
        "title": session.lesson.title,
        "began": began,
        "rules": asdict(session.lesson.rules),
        "questions": [
            {
                "item": question.item,
                "id": question.id,
                "facts": question.facts,
                "slot": question.slot,
                "kind": question.kind,
                "prompt": plain(question.prompt),
                "options": {
                    choice.id: plain(choice.text) for choice in shown_choices(question.body, session.lesson.language)
                },
                "answer": [plain(line) for line in question.answer],
            }
            for question in session.questions
        ],
        "responses": [asdict(row) for row in rows],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def report(session: Session, began: int, templates: Templates, *, names: bool) -> bytes:
    """Return one page that needs no network."""
    lesson = session.lesson
    moment = datetime.fromtimestamp(began / 1000).astimezone()
    prompts = {fact: question.prompt for question in reversed(session.questions) for fact in question.facts}
    context = {
        "title": lesson.title,
        "language": lesson.language,
        "direction": lesson.direction,
        "words": words_for(lesson.language),
        "date": f"{moment:%Y-%m-%d %H:%M}",
        "students": len(session.present),
        "outcomes": results.outcomes(session),
        "bars": lambda turn: tallies.bars(session, turn),
        "misconceptions": lambda turn: tallies.misconceptions(session, turn),
        "facts": results.by_fact(session),
        "prompts": prompts,
        "scores": results.by_student(session) if names else (),
        "drawn": html,
        "palette": read_palette(templates).for_light_pages(),
    }
    return templates.render("live/report.html.j2", context).encode()


def missed_deck(job: NotesJob, session: Session, student: str = "") -> bytes:
    """Return the cards of what the class, or one ``student``, missed; Anki merges them with those of the whole deck.

    Raises UsageError if there are none, or no such student.
    """
    player = ""
    if student:
        player = next((one.id for one in session.present if session.listed_name(one) == student), "")
    if student and not player:
        raise UsageError(f"there is no student {student!r} in this session")
    missed = set(results.missed_facts(session, player))
    notes = [note for note in job.notes if note.fact in missed and not note.is_retired]
    if not notes:
        raise UsageError("the deck has no cards about what was missed")
    deck = AnkiDeck().export(replace(job, notes=notes)).files["deck.apkg"]
    assert isinstance(deck, Package)
    return deck.content()
