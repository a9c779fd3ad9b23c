"""The rows of notes and cards, in one pass over the notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

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
        self._known_tags: dict[tuple[str, ...], str] = {}
        self._types: dict[int, tuple[NoteType, Fronts]] = {}

    def note_rows(self, notes: Iterable[Note], deck: int, cards: list[tuple[int, ...]]) -> Iterator[tuple[object, ...]]:
        """Yield a row for each note, and add the rows of the cards to ``cards``."""
        for note in notes:
            self._id += 1
            self._check(note)
            cards.append((self._id, self._id, deck, note.mod, note.due))
            yield self._id, note.guid, note.model.model_id, note.mod, self._tags(tuple(note.tags)), note.stored

    def models(self) -> dict[str, object]:
        """Return the note types of the notes, as schema 11 stores them."""
        return {str(id): model.to_json() for id, (model, _) in self._types.items()}

    def _tags(self, tags: tuple[str, ...]) -> str:
        """The tags as Anki stores them, between spaces; cached, because thousands of notes have the same."""
        if (known := self._known_tags.get(tags)) is None:
            if any(len(tag.split()) != 1 for tag in tags):
                raise ValueError(f"a tag is one word without spaces: {tags}")
            known = self._known_tags[tags] = stored_text(f" {' '.join(tags)} ") if tags else ""
        return known

    def _check(self, note: Note) -> None:
        stored, count = note.stored, note.stored.count(SEPARATOR) + 1
        if count != len(note.model.fields):
            raise ValueError(f"{note.id!r} has {count} fields, but its note type has {len(note.model.fields)}")
        if note.guid in self._guids:
            raise ValueError(f"two notes have the id {note.id!r}")
        self._guids.add(note.guid)
        if self._front(note.model).is_empty(stored, bool(note.tags)):
            self.faults.append(f"{note.id}: the front of its card is empty")
        # Learners have the files of a note that is no longer made.
        if ("<" in stored or "[sound:" in stored) and RETIRED not in note.tags:
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
