"""``cards.h5p``: Dialog Cards of H5P, for platforms that have H5P's libraries; the package holds content alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, described, faces, lost
from quizgen.exporters.interchange.bank import MediaFile
from quizgen.exporters.interchange.h5p_package import image, package, plain
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.quiz_questions import file_name
from quizgen.exporters.job import CardsJob
from quizgen.model.loss import Loss
from quizgen.model.text import Text, parse_text


class H5pCards(CardsExporter):
    """Exports question and answer of every card."""

    name = "h5p-cards"
    summary = "question, options, answer, evidence, pictures and hints of the cards as H5P Dialog Cards"
    file_names = ("cards.h5p",)
    loses = "recordings, covered pictures"

    def export(self, job: CardsJob) -> Exported:
        """A dialog for each card, or for each of its gaps."""
        made = [(card, _picture(job, card)) for card in cards(job)]
        content = {
            "title": escape(job.title, quote=False),
            "mode": "normal",
            "dialogs": [_dialog(card, *sides, picture) for card, picture in made for sides in faces(card)],
            "behaviour": {"enableRetry": True, "disableBackwardsNavigation": False, "randomCards": False},
        }
        media = [picture for _, picture in made if picture]
        file = package(job.title, job.language, ["H5P.Dialogcards"], content, media)
        return Exported(
            {"cards.h5p": file},
            (*lost(job, pictures=True, sounds=False, tips=True), *_altered(card for card, _ in made)),
        )


def _dialog(card: Card, front: Text, back: Text, picture: MediaFile | None) -> dict[str, Any]:
    """The two sides: options below the question, what belongs to the answer below it; a picture is on both.

    The hint is a tip; that of a gap stands beside it.
    """
    options = [(option.letter, html(option.text), option.correct) for option in card.options]
    asked = "".join(f"<p>{letter}) {shown}</p>" for letter, shown, _ in options)
    right = "".join(f"<p>{letter}) {shown}</p>" for letter, shown, correct in options if correct)
    more = "".join(f"<p>{html(text)}</p>" for text in (*card.more, *card.evidence))
    shown = {
        side: "".join(f"<p>[{html(text)}]</p>" for text in _described(card, side)) for side in ("question", "answer")
    }
    dialog: dict[str, Any] = {"text": f"<p>{html(front)}</p>{asked}{shown['question']}"}
    dialog["answer"] = f"{right or f'<p><strong>{html(back)}</strong></p>'}{shown['answer']}{more}"
    if card.answers and card.question.hint:
        dialog["tips"] = {"front": plain(parse_text(card.question.hint))}
    return dialog | ({"image": image(picture), "imageAltText": picture.words} if picture else {})


def _picture(job: CardsJob, card: Card) -> MediaFile | None:
    fact = card.question.fact
    if fact.image is None or fact.image.show != "question" or _drawn(card):
        return None
    return MediaFile(file_name(fact.source.id, fact.image.file), job.picture(fact, fact.image), fact.image.alt)


def _drawn(card: Card) -> bool:
    image = card.question.fact.image
    return image is not None and image.file.lower().endswith(".svg")


def _described(card: Card, side: str) -> Iterator[Text]:
    """A picture in words, where it is no file that H5P takes, or belongs to the answer, which has none."""
    return described(card, side) if _drawn(card) or side == "answer" else iter(())


def _altered(made: Iterable[Card]) -> Iterator[Loss]:
    for card in made:
        hint = card.question.hint
        if card.answers and ("\n" in hint or "\t" in hint):
            why = "a hint has one line: its lines are parted by strokes and its tabs are spaces"
            yield Loss(card.question.id, "line break", why)
        image = card.question.fact.image
        if image and (_drawn(card) or image.show == "answer"):
            why = "it takes no SVG, and none with the answer: the picture's description stands in its place"
            yield Loss(card.question.id, "picture", why)
