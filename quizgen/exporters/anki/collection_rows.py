"""The rows of notes and cards, in one pass over the notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from quizgen.errors import TemplateError
from quizgen.exporters.anki.card_numbers import CardError, Cards
from quizgen.exporters.anki.fields import checksum, stored_fields, stored_text
from quizgen.exporters.anki.media import missing, missing_in_style
from quizgen.exporters.anki.note import Note
from quizgen.exporters.anki.note_types import NoteType
from quizgen.rendering.anki_text import plain_text_and_media

# id, guid, note type, mod, tags, fields, sort field, checksum; -1: not yet synchronised
NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
# id, note, deck, index among the note type's templates, mod, position in the queue of new cards
CARD = "insert into cards values (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


class CollectionRows:
    """Turns the notes of one package into rows, and collects what is wrong with them."""

    def __init__(self, released: int, media: Collection[str]) -> None:
        self.faults: list[str] = []
        self._released, self._media = released, media
        # Ids of notes and cards are times in milliseconds to Anki; a count from the release keeps them apart.
        self._id = released * 1000
        self._guids: set[str] = set()
        self._known_tags: dict[tuple[str, ...], str] = {}
        self._types: dict[int, tuple[NoteType, Cards]] = {}

    def note_rows(self, notes: Iterable[Note], deck: int, cards: list[tuple[int, ...]]) -> Iterator[tuple[object, ...]]:
        """Yield a row for each note, and add the rows of its cards to ``cards``."""
        for note in notes:
            id, mod = self._id, self._released if note.mod is None else note.mod
            fields, flds = stored_fields(note.fields)
            self._check(note, flds)
            for ord in self._cards(note, fields):
                self._id += 1
                cards.append((self._id, id, deck, ord, mod, note.due))
            self._id += 1
            tags, sort = self._tags(tuple(note.tags)), stored_text(note.sort)
            csum = checksum(plain_text_and_media(fields[0]))
            yield id, note.guid, note.model.model_id, mod, tags, flds, sort, csum

    def models(self) -> dict[str, object]:
        """Return the note types of the notes, as schema 11 stores them."""
        return {str(id): self._entry(model) for id, (model, _) in self._types.items()}

    def _entry(self, model: NoteType) -> dict[str, object]:
        return {**model.to_json(self._released, None), "mod": self._released if model.mod is None else model.mod}

    def _tags(self, tags: tuple[str, ...]) -> str:
        """The tags as Anki stores them, between spaces; cached, because thousands of notes have the same."""
        if (known := self._known_tags.get(tags)) is None:
            if any(len(tag.split()) != 1 for tag in tags):
                raise ValueError(f"a tag is one word without spaces: {tags}")
            known = self._known_tags[tags] = stored_text(f" {' '.join(tags)} ") if tags else ""
        return known

    def _check(self, note: Note, flds: str) -> None:
        if len(note.fields) != len(note.model.fields):
            raise ValueError(
                f"{note.id!r} has {len(note.fields)} fields, but its note type has {len(note.model.fields)}"
            )
        if note.guid in self._guids:
            raise ValueError(f"two notes have the id {note.id!r}")
        self._guids.add(note.guid)
        if "<" in flds or "[sound:" in flds:
            self.faults += (f"{note.id}: the file {name!r} is missing" for name in missing(flds, self._media))

    def _cards(self, note: Note, fields: list[str]) -> tuple[int, ...]:
        model = note.model
        known = self._types.get(model.model_id)
        if known is None or known[0] is not model:
            known = self._type(model)
        try:
            return known[1].of(fields, bool(note.tags))
        except CardError as error:
            self.faults.append(f"{note.id}: {error}")
            return ()

    def _type(self, model: NoteType) -> tuple[NoteType, Cards]:
        """Register a note type that is new, or another object with the same content."""
        if (known := self._types.get(model.model_id)) is None:
            self._check_files(model)
            known = self._types[model.model_id] = model, Cards(model)
        elif self._entry(known[0]) != self._entry(model):
            raise ValueError(f"two different note types have the id {model.model_id}: {known[0].name}, {model.name}")
        return known

    def _check_files(self, model: NoteType) -> None:
        sides = "".join(template[side] for template in model.templates for side in ("qfmt", "afmt"))
        if absent := [*missing(sides, self._media), *missing_in_style(model.css, self._media)]:
            raise TemplateError(f"{model.name}: its templates refer to files that are missing: {', '.join(absent)}")
