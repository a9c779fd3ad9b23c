"""``cards.pdf``: flashcards on paper, to be cut; their backs behind them or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field, model_validator

from quizgen.errors import quoted
from quizgen.errors.problem_kinds import DISTANCE, NO_BACKS
from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, faces
from quizgen.exporters.job import CardsJob
from quizgen.exporters.printing import fact_picture, flat_drawing, typeset
from quizgen.model.body import Label, Ordering, PictureLabels
from quizgen.model.paper import CardFlip, CardLayout, CardsPerSheet
from quizgen.model.question import Question
from quizgen.model.text import Text, parse_text
from quizgen.reading.yaml.validation import Record, fault
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.typst import TypstMarkup


def _read_millimetres(value: object) -> object:
    """A distance as people write it, ``-0.5mm``, ``-0.5 mm`` or ``-0.5``."""
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*(?:mm)?", str(value).strip())
    if found is None:
        raise fault(DISTANCE, f"{quoted(str(value))} is not a distance in millimetres", "write it as 1mm or -0.5mm")
    return float(found[1])


def _read_count(value: object) -> object:
    return int(str(value)) if str(value).isdecimal() else value


Millimetres = Annotated[
    float, BeforeValidator(_read_millimetres, json_schema_input_type=str | float), Field(ge=-10, le=10)
]


class OffsetRecipe(Record):
    """How far the backs are moved, seen with their text upright."""

    x: Millimetres = 0.0
    """To the right, in millimetres; to the left, where it is negative: `-0.5mm`."""
    y: Millimetres = 0.0
    """Down, in millimetres; up, where it is negative."""


class CardsRecipe(Record):
    """The cards on paper."""

    layout: CardLayout = "duplex"
    """duplex (printed on both sides of the paper) or fold (on one side: fronts beside their backs, a line to fold)."""
    per_sheet: Annotated[CardsPerSheet, BeforeValidator(_read_count), Field(alias="per-sheet")] = 8
    """How many cards are cut from a sheet: 2, 4, 6, 8, 9, 10 or 12."""
    flip: CardFlip = "long"
    """Over which edge of the paper the printer turns it: long or short."""
    offset: OffsetRecipe = OffsetRecipe()
    """Moves the backs, where the printer does not meet the fronts."""

    @model_validator(mode="after")
    def _turned_where_there_are_backs(self) -> CardsRecipe:
        if self.layout == "fold" and (self.flip != "long" or self.offset != OffsetRecipe()):
            hint = "delete flip and offset, or write  layout: duplex"
            raise fault(NO_BACKS, "cards to fold are printed on one side, so nothing is turned or moved", hint)
        return self


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card with both sides.

    Each of the ``answers`` has the letter or number that it bears on the front, or "". ``labels`` are the parts of the
    picture to be covered; ``more`` belongs to the answer.
    """

    question: Question
    front: Text
    options: tuple[tuple[str, Text], ...]
    labels: tuple[Label, ...]
    answers: tuple[tuple[str, Text], ...]
    more: tuple[Text, ...]


class CardSheets(CardsExporter):
    """Exports the sheets."""

    name = "cards"
    summary = "flashcards on paper, to be cut: printed on both sides or to be folded"
    file_names = ("cards.pdf", "…")
    loses = "recordings; hints that are shown on demand"
    recipe = CardsRecipe

    def drawings(self, job: CardsJob) -> Iterator[Drawing]:
        """The pictures with labels to be named."""
        return filter(None, (flat_drawing(job, card.question.fact) for card in _covered(job)))

    def export(self, job: CardsJob) -> Exported:
        """A PDF for each style."""
        made = paper_cards(job)
        pictures, needed = _pictures(job, made)
        more = {
            "cards": made,
            "sheet": job.card_sheet,
            "remedy": _remedy(job.card_sheet.per_sheet),
            "pictures": pictures,
            "locators": {card.question.fact.key: job.locator(card.question.fact) for card in made},
            "licences": {each.id: job.labelled("licence", each.licence) for each in job.sources if each.licence},
        }
        files = {}
        for place, style in enumerate(job.paper.styles):
            name = f"cards-{style}.pdf" if place else "cards.pdf"
            files[name] = typeset(job, style, "print/cards.typ.j2", job.title, name, more, needed)
        return Exported(files, tuple(_lost(job)))


def _remedy(count: CardsPerSheet) -> str:
    """What to do about a card that does not fit with so many on a sheet."""
    fewer = [each for each in get_args(CardsPerSheet) if each < count]
    return f"write  cards: {{per-sheet: {fewer[-1]}}}  or shorten its words" if fewer else "shorten its words"


def paper_cards(job: CardsJob) -> tuple[PaperCard, ...]:
    """The cards of the deck, those with a gap each apart, and after them those with a covered picture."""
    plain = (
        PaperCard(card.question, front, _options(card), (), _answers(card, back), card.more)
        for card in cards(job)
        for front, back in faces(card)
    )
    return (*plain, *_covered(job))


def _options(card: Card, *, right: bool = False) -> tuple[tuple[str, Text], ...]:
    """The options with their letters, or only those that are right."""
    return tuple((option.letter, option.text) for option in card.options if option.correct or not right)


def _answers(card: Card, back: Text) -> tuple[tuple[str, Text], ...]:
    if card.options:
        return _options(card, right=True)
    if len(card.answers) < 2:  # or gaps
        return (("", back),)
    numbered = isinstance(card.body, Ordering)
    return tuple((str(place) if numbered else "", text) for place, text in enumerate(card.answers, 1))


def _covered(job: CardsJob) -> Iterator[PaperCard]:
    for question in job.cards:
        if isinstance(question.body, PictureLabels):
            labels = question.body.labels
            named = tuple((str(place), parse_text(label.text)) for place, label in enumerate(labels, 1))
            yield PaperCard(question, question.stem, (), labels, named, ())


def _pictures(job: CardsJob, made: tuple[PaperCard, ...]) -> tuple[dict[str, TypstMarkup], dict[str, bytes]]:
    """For each question with a picture, what stands for it in a template; and the files that these need."""
    sources: dict[tuple[str, bool], TypstMarkup] = {}
    pictures: dict[str, TypstMarkup] = {}
    files: dict[str, bytes] = {}
    for card in made:
        fact = card.question.fact
        image = fact.image
        if image is None:
            continue
        same = (f"{fact.source.id}/{image.file}", bool(card.labels))
        if same not in sources:
            sources[same], needed = fact_picture(job, fact, covered=bool(card.labels))
            files |= needed
        pictures[card.question.id] = sources[same]
    return pictures, files


def _lost(job: CardsJob) -> Iterator[Loss]:
    for question in job.cards:
        if question.fact.audio:
            yield Loss(question.id, "recording", "paper is silent: the words of the recording stand on the back")
        if question.hint and question.kind not in ("cloze", "quote-cloze"):
            yield Loss(question.id, "hint", "paper cannot show it on demand")
