"""The two sides of a fact's card, from the templates and the rules by which the Anki deck is made."""

from __future__ import annotations

from quizgen.exporters.anki.card_keys import CardKey, form_of
from quizgen.exporters.anki.card_rendering import Face, face
from quizgen.exporters.anki.contact_sheet import as_shown
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import CardOptions, content
from quizgen.exporters.job import Job
from quizgen.model.paper import Paper
from quizgen.model.question import Question
from quizgen.project import inside, read_bytes
from quizgen.rendering.environments import Templates
from quizgen.studio.snapshot import Snapshot


def card_face(question: Question, snapshot: Snapshot, templates: Templates, type: NoteType, picture: str) -> Face:
    """The sides of the card that asks a question about one answer; ``picture`` is the address of the fact's picture."""
    fact, form, source = question.fact, form_of(question), snapshot.source
    job = Job(
        name=snapshot.name,
        title=source.title,
        language=source.language,
        released=0,
        sources=(source,),
        paper=Paper(),
        pictures=_pictures(question, snapshot),
        templates=templates,
        school=None,
    )
    key = CardKey((source.id, fact.id, question.name, form.name))
    note = content(key, form.type, question, job, None, snapshot.proofs, CardOptions(), retired=False)
    sides = face(type, note.fields, note.tags, source.title)
    return Face(*(_as_part(as_shown(side), note.media, picture) for side in (sides.question, sides.answer)))


def _pictures(question: Question, snapshot: Snapshot) -> dict[tuple[str, str], bytes]:
    image = question.fact.image
    path = inside(snapshot.path.parent, image.file) if image else None
    if image is None or path is None or not path.is_file():
        return {}
    return {(snapshot.source.id, image.file): read_bytes(path)}


def _as_part(side: str, media: object, address: str) -> str:
    """A side as a part of a page, which has a main part of its own."""
    side = side.replace("<main ", "<div ").replace("</main>", "</div>")
    if isinstance(media, dict):
        for name in media:
            side = side.replace(f'src="{name}"', f'src="{address}"')
    return side
