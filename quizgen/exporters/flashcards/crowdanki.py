"""``crowdanki/``: the deck as JSON with its files, for the add-on CrowdAnki and for decks in git.

CrowdAnki identifies decks, note types and options by ``crowdanki_uuid`` and notes by their guid; its files do not have
Anki's own ids and times. Options have only a name, so that every learner keeps their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.deck import description
from quizgen.exporters.anki.note import Content
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import NotesExporter
from quizgen.exporters.job import NotesJob

_NAMESPACE = uuid5(NAMESPACE_URL, "quizgen")
_OF_ONE_COLLECTION = ("id", "mod", "usn", "did")  # what CrowdAnki leaves out of a note type
_Deck = dict[str, Any]


class CrowdAnki(NotesExporter):
    """Exports the deck with its subdecks, note types and files."""

    name = "crowdanki"
    summary = "the deck with its note types and files for Anki's add-on CrowdAnki, and for git"
    file_names = ("crowdanki/deck.json", "…")
    loses = "retired notes"

    def export(self, job: NotesJob) -> Exported:
        """Return the description of the deck, and every file of its notes."""
        notes = [note for note in job.notes if not note.is_retired]
        used = dict.fromkeys(note.type for note in notes)
        root = _deck(job, job.decks[""], "", description(job))
        for note in notes:
            deck = _part(job, root, note.part)
            deck["notes"].append(_note(job, note))
            deck["media_files"] = sorted({*deck["media_files"], *note.media})
        models = [_model(job, job.types[key]) for key in used]
        root |= {"note_models": models, "deck_configurations": [_options(job)]}
        text = json.dumps(root, ensure_ascii=False, indent=4, sort_keys=True) + "\n"
        media = {f"crowdanki/media/{name}": content for note in notes for name, content in note.media.items()}
        return Exported({"crowdanki/deck.json": text.encode(), **media})


def _uuid(job: NotesJob, kind: str, name: str) -> str:
    return str(uuid5(_NAMESPACE, f"{job.lock.uid}/{kind}/{name}"))


def _deck(job: NotesJob, name: str, subdeck: str, text: str) -> _Deck:
    return {
        "__type__": "Deck",
        "crowdanki_uuid": _uuid(job, "deck", f"{job.name}/{subdeck}"),
        "deck_config_uuid": _uuid(job, "options", job.name),
        "name": name,
        "desc": text,
        "dyn": 0,
        "extendNew": 0,
        "extendRev": 0,
        "children": [],
        "notes": [],
        "media_files": [],
    }


def _part(job: NotesJob, root: _Deck, part: str) -> _Deck:
    """The deck of the notes in ``part``, created if needed; a child deck has only the last part of the name."""
    deck, path = root, ""
    for name in job.decks[part].removeprefix(job.decks[""]).removeprefix("::").split("::"):
        if not name:
            continue
        path = f"{path}::{name}" if path else name
        child = next((child for child in deck["children"] if child["name"] == name), None)
        if child is None:
            child = _deck(job, name, path, "")
            deck["children"].append(child)
        deck = child
    return deck


def _note(job: NotesJob, note: Content) -> Mapping[str, object]:
    return {
        "__type__": "Note",
        "guid": guid(job.lock.uid, note.key),
        "note_model_uuid": _uuid(job, "note type", job.types[note.type].name),
        "fields": note.values,
        "tags": list(note.tags),
    }


def _model(job: NotesJob, type: NoteType) -> Mapping[str, object]:
    entry = {key: value for key, value in type.to_json().items() if key not in _OF_ONE_COLLECTION}
    return entry | {"__type__": "NoteModel", "crowdanki_uuid": _uuid(job, "note type", type.name)}


def _options(job: NotesJob) -> Mapping[str, object]:
    return {"__type__": "DeckConfig", "crowdanki_uuid": _uuid(job, "options", job.name), "name": job.title}
