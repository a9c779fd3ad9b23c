"""The deck's cards for programs that have questions, answers and gaps, but nothing else of Anki."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from quizgen.exporters.anki.card_keys import form_of
from quizgen.exporters.anki.notes import deck_name, subdeck, tags
from quizgen.exporters.exported import Loss
from quizgen.exporters.job import CardsJob
from quizgen.exporters.quotes import quotes_line
from quizgen.model.body import (
    Body,
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    TrueFalse,
    answer_in_words,
    options_of,
    right_options,
)
from quizgen.model.question import Question
from quizgen.model.text import Blank, Marked, Span, Text, join, parse_text
from quizgen.rendering.citations import citation


@dataclass(frozen=True, slots=True)
class Card:
    """A card; the options of its ``body`` have their letters.

    A gap is marked in the ``prompt``, and a card with a gap has no ``answers``. ``more`` belongs to the
    answer: other accepted answers, the sentence, feedback; ``evidence`` proves it.
    """

    id: str
    question: Question
    prompt: Text
    body: Body
    more: tuple[Text, ...]
    evidence: tuple[Text, ...]
    tags: tuple[str, ...]
    deck: str

    @property
    def options(self) -> tuple[Option, ...]:
        """The options, if the card has any."""
        return options_of(self.body)

    @property
    def answers(self) -> tuple[Text, ...]:
        """The right answer or answers."""
        if _gaps(self.prompt):
            return ()
        match self.body:
            case ChooseOne() | ChooseSeveral():
                return tuple(option.text for option in right_options(self.body))
            case ListAnswer(members):
                return tuple(parse_text(member.shown) for member in members)
            case Ordering() as body:
                return body.in_order
            case ShortText(shown) | Number(shown):
                return (parse_text(shown),)
            case PromptAndAnswer(answer):
                return (answer,)
            case TrueFalse() | Matching() | Gaps() | PictureLabels() | OpenAnswer():
                return (parse_text(answer_in_words(self.body)),)
            case _:
                assert_never(self.body)


def cards(job: CardsJob) -> list[Card]:
    """Return the cards of the deck in order, except covered pictures; typed answers are recalled."""
    questions: dict[tuple[str, str], Question] = {}
    for question in job.cards:
        if not _is_covered(question):
            key = (question.subject, form_of(question).name)
            is_list = isinstance(question.body, ListAnswer | Ordering)  # rather than the same list in a gap
            if is_list or key not in questions:
                questions[key] = question
    return [_card(job, question) for question in questions.values()]


def losses_of(job: CardsJob, *, pictures: bool, sounds: bool, hints: bool = True, tips: bool = False) -> Iterator[Loss]:
    """Yield what no such program can hold of the cards, and ``pictures``, ``sounds`` and ``hints`` if this one cannot.

    ``hints`` says whether gaps can show their hints; ``tips`` whether other hints can be shown on demand.
    """
    for question in job.cards:
        if _is_covered(question):
            yield Loss(question.id, "covered picture", "it cannot cover parts of a picture: the card is left out")
    for card in cards(job):
        question = card.question
        if question.fact.image and not pictures:
            yield Loss(question.id, "picture", "it takes no files: the picture is replaced by its description")
        if question.fact.audio and not sounds:
            yield Loss(question.id, "recording", "it takes no files: the words of the recording are on the back")
        is_hint_lost = question.hint and card.answers and not tips
        if is_hint_lost or (not hints and any(gap.hint for gap in _gaps(card.prompt))):
            yield Loss(question.id, "hint", "it cannot show a hint on demand")
        if isinstance(card.body, ListAnswer | Ordering):
            why = "it asks for the whole list at once; Anki's deck also asks for its items one by one"
            yield Loss(question.id, "steps of a list", why)


def sides(card: Card) -> tuple[Text, Text]:
    """Return the front and the back of the card; a gap is blank on the front, with its hint."""
    if card.answers:
        return card.prompt, join(card.answers, "; ")
    front: list[Span] = []
    answer = Text()
    for span in card.prompt.spans:
        if isinstance(span, Marked):
            answer = answer or span.text
            in_brackets = f" ({span.hint})" if span.hint else ""
            front += [Blank(), *parse_text(in_brackets).spans]
        else:
            front.append(span)
    return Text(tuple(front)), answer


def picture_in_words(card: Card, side: str) -> Iterator[Text]:
    """Yield the description of the picture on this side, if there is one."""
    image = card.question.fact.image
    if image and image.show == side:
        yield parse_text(image.alt)


def texts(card: Card) -> tuple[Text, ...]:
    """Return every text of the card."""
    pictures = (*picture_in_words(card, "question"), *picture_in_words(card, "answer"))
    options = tuple(option.text for option in card.options)
    return (card.prompt, *card.answers, *options, *card.more, *card.evidence, *pictures)


def _is_covered(question: Question) -> bool:
    """Whether the question covers parts of a picture, which no such program can do."""
    return isinstance(question.body, PictureLabels)


def _gaps(prompt: Text) -> list[Marked]:
    return [span for span in prompt.spans if isinstance(span, Marked)]


def _card(job: CardsJob, question: Question) -> Card:
    item = job.choices.get(question.id)
    return Card(
        id=question.id,
        question=question,
        prompt=question.stem,
        body=item.body if item else question.body,
        more=tuple(_more(job, question, gaps=bool(_gaps(question.stem)))),
        evidence=tuple(_evidence(job, question)),
        tags=tags(question.fact),
        deck=deck_name(job.title, subdeck(job, question)),
    )


def _more(job: CardsJob, question: Question, *, gaps: bool) -> Iterator[Text]:
    fact, body = question.fact, question.body
    if question.accept and not gaps:
        yield parse_text(job.words["also"].format(names="; ".join(question.accept)))
    if isinstance(body, Number) and body.tolerance:
        yield parse_text(f"± {body.tolerance}")
    if not gaps and not fact.is_attributed and question.slot:
        yield fact.text()
    if question.feedback:
        yield parse_text(question.feedback)
    if fact.audio:
        yield parse_text(fact.audio.transcript)


def _evidence(job: CardsJob, question: Question) -> Iterator[Text]:
    fact = question.fact
    licence = job.labelled_text("licence", fact.source.licence) if fact.source.licence else ""
    credit = fact.image.credit_line if fact.image else ""
    source = (citation(fact.source), fact.source.url, licence)
    parts = (quotes_line(fact, job.words), job.locator(fact), job.as_of(fact), *source, credit)
    return (parse_text(part) for part in parts if part)
