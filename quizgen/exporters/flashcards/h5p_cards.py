"""``cards.h5p``: Dialog Cards of H5P, for platforms that have H5P's libraries; the package holds content alone."""

from __future__ import annotations

from html import escape
from typing import Any, Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.flashcards.cards import Card, cards, faces, lost
from quizgen.exporters.interchange.exercise import Media
from quizgen.exporters.interchange.exercises import file_name
from quizgen.exporters.interchange.h5p import image, package
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.job import Job
from quizgen.model.text import Text


class H5pCards:
    """Exports question and answer of every card."""

    name = "h5p-cards"
    summary = "the cards as H5P Dialog Cards (cards.h5p)"
    needs: Literal["cards", "quiz", "worksheets"] = "cards"

    def export(self, job: Job) -> Exported:
        """A dialog for each card, or for each of its gaps."""
        made = [(card, _picture(job, card)) for card in cards(job)]
        content = {
            "title": escape(job.title, quote=False),
            "mode": "normal",
            "dialogs": [_dialog(card, *sides, picture) for card, picture in made for sides in faces(card)],
            "behaviour": {"enableRetry": True, "disableBackwardsNavigation": False, "randomCards": False},
        }
        media = [picture for _, picture in made if picture]
        file = package(job.title, job.quiz.language, ["H5P.Dialogcards"], content, media)
        return Exported({"cards.h5p": file}, tuple(lost(job, pictures=True, sounds=False)))


def _dialog(card: Card, front: Text, back: Text, picture: Media | None) -> dict[str, Any]:
    """The two sides: options below the question, what belongs to the answer below it; a picture is on both."""
    options = [(option.letter, html(option.text), option.correct) for option in card.options]
    asked = "".join(f"<p>{letter}) {shown}</p>" for letter, shown, _ in options)
    right = "".join(f"<p>{letter}) {shown}</p>" for letter, shown, correct in options if correct)
    more = "".join(f"<p>{html(text)}</p>" for text in (*card.more, *card.evidence))
    dialog: dict[str, Any] = {"text": f"<p>{html(front)}</p>{asked}"}
    dialog["answer"] = f"{right or f'<p><strong>{html(back)}</strong></p>'}{more}"
    return dialog | ({"image": image(picture), "imageAltText": picture.words} if picture else {})


def _picture(job: Job, card: Card) -> Media | None:
    fact = card.question.fact
    if fact.image is None or fact.image.show != "question":
        return None
    return Media(file_name(fact.source.id, fact.image.file), job.picture(fact, fact.image), fact.image.alt)
