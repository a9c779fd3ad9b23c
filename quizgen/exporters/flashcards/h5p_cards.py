"""``cards.h5p``: H5P Dialog Cards, for platforms that have H5P's libraries; the package has only content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, losses_of, picture_in_words, sides
from quizgen.exporters.interchange.bank import MediaFile
from quizgen.exporters.interchange.h5p_package import image, package, plain
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.quiz_questions import file_name
from quizgen.exporters.job import CardsJob
from quizgen.model.loss import Loss
from quizgen.model.text import Text, parse_text


class H5pCards(CardsExporter):
    """Exports the question and answer of every card."""

    name = "h5p-cards"
    summary = "question, options, answer, evidence, pictures and hints of the cards as H5P Dialog Cards"
    file_names = ("cards.h5p",)
    loses = "recordings, covered pictures"

    def export(self, job: CardsJob) -> Exported:
        """Return a dialog for each card."""
        with_pictures = [(card, _picture(job, card)) for card in cards(job)]
        content = {
            "title": escape(job.title, quote=False),
            "mode": "normal",
            "dialogs": [_dialog(card, *sides(card), picture) for card, picture in with_pictures],
            "behaviour": {"enableRetry": True, "disableBackwardsNavigation": False, "randomCards": False},
        }
        media = [picture for _, picture in with_pictures if picture]
        file = package(job.title, job.language, ["H5P.Dialogcards"], content, media)
        return Exported(
            {"cards.h5p": file},
            (*losses_of(job, pictures=True, sounds=False, tips=True), *_alterations(card for card, _ in with_pictures)),
        )


def _dialog(card: Card, front: Text, back: Text, picture: MediaFile | None) -> dict[str, Any]:
    """The two sides: options below the question, and more below the answer; a picture is on both.

    The hint is a tip; a gap's hint is beside the gap.
    """
    options = [(option.letter, html(option.text), option.correct) for option in card.options]
    choices = "".join(f"<p>{letter}) {text}</p>" for letter, text, _ in options)
    right = "".join(f"<p>{letter}) {text}</p>" for letter, text, correct in options if correct)
    more = "".join(f"<p>{html(text)}</p>" for text in (*card.more, *card.evidence))
    descriptions = {
        side: "".join(f"<p>[{html(text)}]</p>" for text in _description(card, side)) for side in ("question", "answer")
    }
    dialog: dict[str, Any] = {"text": f"<p>{html(front)}</p>{choices}{descriptions['question']}"}
    dialog["answer"] = f"{right or f'<p><strong>{html(back)}</strong></p>'}{descriptions['answer']}{more}"
    if card.answers and card.question.hint:
        dialog["tips"] = {"front": plain(parse_text(card.question.hint))}
    if picture:
        dialog |= {"image": image(picture), "imageAltText": picture.words}
    return dialog


def _picture(job: CardsJob, card: Card) -> MediaFile | None:
    fact = card.question.fact
    if fact.image is None or fact.image.show != "question" or _is_svg(card):
        return None
    return MediaFile(file_name(fact.source.id, fact.image.file), job.picture(fact, fact.image), fact.image.alt)


def _is_svg(card: Card) -> bool:
    image = card.question.fact.image
    return image is not None and image.file.lower().endswith(".svg")


def _description(card: Card, side: str) -> Iterator[Text]:
    """The description of a picture that H5P does not accept or that belongs to the answer, which can have none."""
    return picture_in_words(card, side) if _is_svg(card) or side == "answer" else iter(())


def _alterations(cards: Iterable[Card]) -> Iterator[Loss]:
    for card in cards:
        hint = card.question.hint
        if card.answers and ("\n" in hint or "\t" in hint):
            why = "a hint has one line: its lines are separated by slashes and its tabs are spaces"
            yield Loss(card.question.id, "line break", why)
        image = card.question.fact.image
        if image and (_is_svg(card) or image.show == "answer"):
            why = "it takes no SVG, and no picture with the answer: the picture is replaced by its description"
            yield Loss(card.question.id, "picture", why)
