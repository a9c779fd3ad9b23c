"""Imports a package with Anki's own importer and reads its cards as a learner would see them."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


@dataclass(frozen=True)
class Seen:
    """One card, rendered."""

    notetype: str
    guid: str
    ord: int
    deck: str
    tags: tuple[str, ...]
    fields: dict[str, str]
    question: str
    answer: str
    sounds: int

    @property
    def answer_text(self) -> str:
        return text_of(self.answer)

    @property
    def question_text(self) -> str:
        return text_of(self.question)

    @property
    def fronts_differ(self) -> bool:
        return self.question_text != self.answer_text and bool(self.question_text)


def text_of(markup: str) -> str:
    """The words that a reader sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<style.*?</style>", "", markup)))


@contextmanager
def collection_with(
    *packages: Path, options: ImportAnkiPackageOptions | None = None
) -> Iterator[tuple[Collection, list[object]]]:
    """An empty collection into which the packages were imported one after the other, by default with Anki's options."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            yield collection, [import_into(collection, package, options) for package in packages]
        finally:
            collection.close()


def import_into(collection: Collection, package: Path, options: ImportAnkiPackageOptions | None = None) -> Any:
    """Imports one more package, by default with Anki's default options, and gives Anki's log of it."""
    request = ImportAnkiPackageRequest(package_path=str(package), options=options or ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    collection.models._clear_cache()  # which an import does not do
    return log


def is_sound(collection: Collection) -> bool:
    """Whether Anki finds its database in order; now and then it adds the time of an answer given moments ago."""
    told, fine = collection.fix_integrity()
    return fine or all(line.startswith(("Added last review time", "Database rebuilt")) for line in told.splitlines())


@contextmanager
def imported(package: Path) -> Iterator[list[Seen]]:
    """The cards of a package, rendered by Anki; a template error raises."""
    with collection_with(package) as (collection, _):
        yield [see(collection, card_id) for card_id in collection.db.list("select id from cards order by due, ord")]


def see(collection: Collection, card_id: int) -> Seen:
    """Renders one card."""
    # Card.render_output() turns a template's error into the card's text; the backend raises it.
    collection._backend.render_existing_card(card_id=card_id, browser=False, partial_render=True)
    card = collection.get_card(card_id)
    note, output = card.note(), card.render_output(reload=True)
    notetype = card.note_type()
    assert notetype is not None
    return Seen(
        notetype["name"],
        note.guid,
        card.ord,
        collection.decks.name(card.did),
        tuple(note.tags),
        dict(note.items()),
        output.question_text,
        output.answer_text,
        len(output.question_av_tags) + len(output.answer_av_tags),
    )
