"""The rows of notes and cards, in one pass over the notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizgen.errors import TemplateError
from quizgen.exporters.anki.empty_cards import Fronts
from quizgen.exporters.anki.fields import SEPARATOR, stored_text
from quizgen.exporters.anki.media import missing, missing_in_style
from quizgen.exporters.anki.note import RETIRED, Note
from quizgen.exporters.anki.note_types import NoteType

# id, guid, note type, mod, tags, fields; -1: not yet synchronised. Anki's importer computes the sort field and the
# checksum of the first field.
NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')"
# id, note, deck, mod, position in the queue of new cards
CARD = "insert into cards values (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


class CollectionRows:
    """Turns the notes of one package into rows, and collects what is wrong with them.

    ``changed`` is the package's date in seconds since 1970; ``media`` has the names of its files.
    """

    def __init__(self, changed: int, media: Collection[str]) -> None:
        self.faults: list[str] = []
        self._media = media
        # Ids of notes and cards are times in milliseconds to Anki; a count from the date keeps them apart.
        self._id = changed * 1000
        self._guids: set[str] = set()
        self._known_tags: dict[tuple[str, ...], str] = {}  # as Anki stores them: thousands of notes have the same
        self._types: dict[int, tuple[NoteType, Fronts]] = {}

    def rows(self, notes: Sequence[Note], deck: int) -> tuple[list[tuple[object, ...]], list[tuple[int, ...]]]:
        """Return a row for each note, and one for each card."""
        note_rows: list[tuple[object, ...]] = []
        cards: list[tuple[int, ...]] = []
        id = self._id
        for id, note in enumerate(notes, self._id + 1):
            model, stored, tags, mod = note.model, note.stored, note.tags, note.mod
            if (written := self._known_tags.get(tags)) is None:
                written = self._known_tags[tags] = _written(tags)
            self._check(note, self._front(model), stored, tags)
            note_rows.append((id, note.guid, model.model_id, mod, written, stored))
            cards.append((id, id, deck, mod, note.due))
        self._id = id
        return note_rows, cards

    def models(self) -> dict[str, object]:
        """Return the note types of the notes, as schema 11 stores them."""
        return {str(id): model.to_json() for id, (model, _) in self._types.items()}

    def _check(self, note: Note, front: Fronts, stored: str, tags: tuple[str, ...]) -> None:
        if stored.count(SEPARATOR) + 1 != front.count:
            raise ValueError(
                f"{note.id!r} has {stored.count(SEPARATOR) + 1} fields, not {front.count} as its note type"
            )
        if note.guid in self._guids:
            raise ValueError(f"two notes have the id {note.id!r}")
        self._guids.add(note.guid)
        if front.is_empty(stored, bool(tags)):
            self.faults.append(f"{note.id}: the front of its card is empty")
        # Learners have the files of a note that is no longer made.
        if ("<" in stored or "[sound:" in stored) and RETIRED not in tags:
            self.faults += (f"{note.id}: the file {name!r} is missing" for name in missing(stored, self._media))

    def _front(self, model: NoteType) -> Fronts:
        """The front of a note type, which is registered if it is new, or another object with the same content."""
        if (known := self._types.get(model.model_id)) is None:
            self._check_files(model)
            known = self._types[model.model_id] = model, Fronts(model)
        elif known[0] is not model and known[0].to_json() != model.to_json():
            raise ValueError(f"two different note types have the id {model.model_id}: {known[0].name}, {model.name}")
        return known[1]

    def _check_files(self, model: NoteType) -> None:
        sides = "".join(template[side] for template in model.templates for side in ("qfmt", "afmt"))
        if absent := [*missing(sides, self._media), *missing_in_style(model.css, self._media)]:
            raise TemplateError(f"{model.name}: its templates refer to files that are missing: {', '.join(absent)}")


def _written(tags: tuple[str, ...]) -> str:
    """The tags as Anki stores them, between spaces."""
    if any(len(tag.split()) != 1 for tag in tags):
        raise ValueError(f"a tag is one word without spaces: {tags}")
    return stored_text(f" {' '.join(tags)} ") if tags else ""
