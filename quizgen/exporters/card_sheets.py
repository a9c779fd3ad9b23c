"""``cards.pdf``: flashcards on paper, to be cut out; their backs are behind them or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, get_args

from pydantic import BeforeValidator, Field, model_validator

from quizgen.errors import quote
from quizgen.errors.problem_kinds import DISTANCE, NO_BACKS
from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, sides
from quizgen.exporters.job import CardsJob
from quizgen.exporters.printing import fact_picture, flat_drawing, typeset
from quizgen.model.body import Label, Ordering, PictureLabels
from quizgen.model.paper import CardFlip, CardLayout, CardSheet, CardsPerSheet, Honour
from quizgen.model.question import Question
from quizgen.model.text import Text, parse_text
from quizgen.reading.yaml.validation import Record, fault
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.typst_markup import TypstMarkup


def _read_millimetres(value: object) -> object:
    """Read a distance as people write it: ``-0.5mm``, ``-0.5 mm`` or ``-0.5``."""
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*(?:mm)?", str(value).strip())
    if match is None:
        raise fault(DISTANCE, f"{quote(str(value))} is not a distance in millimetres", "write it as 1mm or -0.5mm")
    return float(match[1])


def _read_count(value: object) -> object:
    return int(str(value)) if str(value).isdecimal() else value


Millimetres = Annotated[
    float, BeforeValidator(_read_millimetres, json_schema_input_type=str | float), Field(ge=-10, le=10)
]


class OffsetRecipe(Record):
    """How far the backs are moved, seen with their text upright."""

    x: Millimetres = 0.0
    """To the right, in millimetres; to the left if negative: `-0.5mm`."""
    y: Millimetres = 0.0
    """Down, in millimetres; up if negative."""


class CardsRecipe(Record):
    """The cards on paper."""

    layout: CardLayout = "duplex"
    """Printed on both sides of the paper, or on one side to be folded, with fronts beside their backs."""
    per_sheet: Annotated[CardsPerSheet, BeforeValidator(_read_count), Field(alias="per-sheet")] = 8
    """How many cards are cut from a sheet."""
    flip: CardFlip = "long"
    """The edge over which the printer turns the paper."""
    offset: OffsetRecipe = OffsetRecipe()
    """Moves the backs, if the printer does not print them exactly behind the fronts."""

    @model_validator(mode="after")
    def _check_backs(self) -> CardsRecipe:
        if self.layout == "fold" and (self.flip != "long" or self.offset != OffsetRecipe()):
            hint = "delete flip and offset, or write  layout: duplex"
            raise fault(NO_BACKS, "cards to fold are printed on one side, so they need no flip and no offset", hint)
        return self


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card with both sides.

    Each of the ``answers`` has its letter or number on the front, or "". ``labels`` are the parts of the picture that
    are covered; ``more`` belongs to the answer.
    """

    question: Question
    front: Text
    options: tuple[tuple[str, Text], ...]
    labels: tuple[Label, ...]
    answers: tuple[tuple[str, Text], ...]
    more: tuple[Text, ...]


class CardSheets(CardsExporter):
    """Exports sheets of cards as PDFs."""

    name = "cards"
    summary = "flashcards on paper, to be cut: printed on both sides or to be folded"
    file_names = ("cards.pdf", "…")
    loses = "recordings; hints that are shown on demand"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "yes"}
    recipe = CardsRecipe

    def drawings(self, job: CardsJob) -> Iterator[Drawing]:
        """Yield the pictures with labels to be named."""
        return filter(None, (flat_drawing(job, card.question.fact) for card in _covered_cards(job)))

    def export(self, job: CardsJob) -> Exported:
        """Return a PDF for each style."""
        paper = paper_cards(job)
        pictures, needed = _pictures(job, paper)
        more = {
            "cards": paper,
            "sheet": job.card_sheet,
            "fewer": list(_fewer_cards(job.card_sheet)),
            "pictures": pictures,
            "locators": {card.question.fact.key: job.locator(card.question.fact) for card in paper},
            "licences": {
                source.id: job.labelled_text("licence", source.licence) for source in job.sources if source.licence
            },
        }
        files = {}
        for index, style in enumerate(job.paper.styles):
            name = f"cards-{style}.pdf" if index else "cards.pdf"
            files[name] = typeset(job, style, "print/cards.typ.j2", job.title, name, more, needed)
        return Exported(files, tuple(_losses(job)))


def _fewer_cards(sheet: CardSheet) -> Iterator[tuple[CardSheet, str]]:
    """The sheets with fewer and so larger cards, and what to write for them."""
    folded = ", layout: fold" if sheet.layout == "fold" else ""
    for count in reversed(get_args(CardsPerSheet)):
        if count < sheet.per_sheet:
            remedy = f"write  cards: {{per-sheet: {count}{folded}}}  or shorten its words"
            yield replace(sheet, per_sheet=count), remedy


def paper_cards(job: CardsJob) -> tuple[PaperCard, ...]:
    """Return the cards of the deck, followed by those with a covered picture."""
    return (*map(_plain_card, cards(job)), *_covered_cards(job))


def _plain_card(card: Card) -> PaperCard:
    front, back = sides(card)
    return PaperCard(card.question, front, _options(card), (), _answers(card, back), card.more)


def _options(card: Card, *, right: bool = False) -> tuple[tuple[str, Text], ...]:
    """The options with their letters, or only those that are right."""
    return tuple((option.letter, option.text) for option in card.options if option.correct or not right)


def _answers(card: Card, back: Text) -> tuple[tuple[str, Text], ...]:
    if card.options:
        return _options(card, right=True)
    if len(card.answers) < 2:  # or gaps
        return (("", back),)
    numbered = isinstance(card.body, Ordering)
    return tuple((str(number) if numbered else "", text) for number, text in enumerate(card.answers, 1))


def _covered_cards(job: CardsJob) -> Iterator[PaperCard]:
    for question in job.cards:
        if isinstance(question.body, PictureLabels):
            labels = question.body.labels
            names = tuple((str(number), parse_text(label.text)) for number, label in enumerate(labels, 1))
            yield PaperCard(question, question.stem, (), labels, names, ())


def _pictures(job: CardsJob, paper: tuple[PaperCard, ...]) -> tuple[dict[str, TypstMarkup], dict[str, bytes]]:
    """The markup of the picture of each question that has one, and the files that the markup needs."""
    sources: dict[tuple[str, bool], TypstMarkup] = {}
    pictures: dict[str, TypstMarkup] = {}
    files: dict[str, bytes] = {}
    for card in paper:
        fact = card.question.fact
        image = fact.image
        if image is None:
            continue
        picture_key = (f"{fact.source.id}/{image.file}", bool(card.labels))
        if picture_key not in sources:
            sources[picture_key], needed = fact_picture(job, fact, covered=bool(card.labels))
            files |= needed
        pictures[card.question.id] = sources[picture_key]
    return pictures, files


def _losses(job: CardsJob) -> Iterator[Loss]:
    for question in job.cards:
        if question.fact.audio:
            yield Loss(question.id, "recording", "paper cannot play it: the words of the recording are on the back")
        if question.hint and question.kind not in ("cloze", "quote-cloze"):
            yield Loss(question.id, "hint", "paper cannot show it on demand")
