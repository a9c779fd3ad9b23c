"""A job's quiz → the lesson for a class, with the pictures that its screens show."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import assert_never

from quizgen.classroom.drawing import nodes
from quizgen.classroom.lesson import Lesson, LessonRules, LiveQuestion, ShownEvidence, ShownPicture
from quizgen.errors import UsageError
from quizgen.exporters.interchange.covered_pictures import covered_picture
from quizgen.exporters.job import QuizJob, StudentsJob
from quizgen.exporters.quotes import quotes
from quizgen.exporters.script_key import near_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Label,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    labels_of,
    right_options,
)
from quizgen.model.fact import Fact, Image
from quizgen.model.peer_instruction import ROUNDS
from quizgen.model.quiz import Item
from quizgen.model.text import Text, Words, parse_text
from quizgen.rendering.citations import attribution
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.words.catalogues import unwanted_words

Draw = Callable[[Drawing], bytes]
_MOST_ALTERNATIVES = ROUNDS - 1  # of a question, which comes back so often at most


def lesson_of(
    job: QuizJob, rules: LessonRules, draw: Draw, cards: tuple[str, ...] = (), bank: Sequence[Item] = ()
) -> tuple[Lesson, dict[str, bytes]]:
    """Return the lesson of the first form, and its pictures by the names under which they are served.

    ``draw`` makes a picture's pixels. ``cards`` are the names of the students with response cards. What is missed
    comes back as another question of the ``bank``.
    """
    form = job.quiz.forms[0].on_screens
    media: dict[str, bytes] = {}
    questions = tuple(_question(job, item, draw, media) for item in form.items)
    asked_ids = {question.id for question in questions}
    spare = [item for item in bank if item.question.id not in asked_ids and not isinstance(item.body, OpenAnswer)]
    alternatives = {
        item.question.id: tuple(
            _question(job, replace(other, number=item.number), draw, media) for other in _alternatives(item, spare)
        )
        for item in form.items
    }
    direction = job.sources[0].direction
    words = tuple(word.casefold() for word in unwanted_words(job.quiz.language, names=False))
    lesson = Lesson(
        job.name,
        job.quiz.title,
        job.quiz.language,
        direction,
        form.letter,
        questions,
        rules,
        words,
        cards,
        alternatives,
    )
    return lesson, media


def _alternatives(item: Item, bank: Sequence[Item]) -> list[Item]:
    """Other questions about the facts of an item, of one kind each.

    What was asked for comes before other slots, and true or false, which is easily guessed, after all other kinds.
    """
    facts = {fact.key for fact in item.facts}
    about = [other for other in bank if {fact.key for fact in other.facts} <= facts]
    question = item.question
    about.sort(
        key=lambda other: (
            other.question.name != question.name,
            other.question.kind == question.kind,
            isinstance(other.body, TrueFalse),
        )
    )
    kinds = {other.question.kind: other for other in reversed(about)}
    return [other for other in about if kinds[other.question.kind] is other][:_MOST_ALTERNATIVES]


def card_holders(job: StudentsJob, group: str) -> tuple[str, ...]:
    """The names of those who have the job's response cards, in the class ``group`` of its roster; card 1 comes first.

    Raises UsageError where there is no such class, or where there are several and none is named.
    """
    cards = job.cards
    groups = dict.fromkeys(card.student.group if card.student else "" for card in cards)
    if not group and len(groups) == 1:
        (group,) = groups
    if group not in groups:
        names = ", ".join(filter(None, groups))
        if not names:
            raise UsageError(
                f"there is no class {group!r}: the recipe's quiz has no roster that names one; leave --class out"
            )
        problem = f"there is no class {group!r}" if group else "whose cards?"
        raise UsageError(f"{problem}: say --class and one of {names}")
    return tuple(
        card.student.name if card.student else job.words["card"].format(number=card.number)
        for card in cards
        if (card.student.group if card.student else "") == group
    )


def _question(job: QuizJob, item: Item, draw: Draw, media: dict[str, bytes]) -> LiveQuestion:
    question, image = item.question, item.image
    picture = _picture(job, question.fact, image, labels_of(item.body), media) if image else None
    with_question = image is not None and image.show == "question"
    covered = None
    if picture and with_question:
        covered = _covered_picture(job, question.fact, image, picture, draw, media)
    return LiveQuestion(
        id=question.id,
        item=item.number,
        facts=tuple(fact.key for fact in item.facts),
        slot=question.name,
        kind=question.kind,
        prompt=nodes(item.prompt),
        body=item.body,
        picture=picture if with_question else None,
        covered=covered,
        answer=tuple(nodes(text) for text in _answers(job, item)),
        why=(nodes(parse_text(question.feedback)),) if question.feedback else (),
        evidence=tuple(_evidence(job, fact) for fact in item.facts),
        shown_after=None if with_question else picture,
        others=near_answers(item.body, job.known, job.quiz.language),
    )


def _answers(job: QuizJob, item: Item) -> Iterator[Text]:
    """The right answer, one line per part."""
    match item.body:
        case TrueFalse(true) as body:
            yield Text((Words(job.words[body.key]),))
            if not true:
                yield job.true_statement(item.question)
        case ChooseOne() | ChooseSeveral():
            yield from (option.text for option in right_options(item.body))
        case Gaps():
            yield from (part.fact.marked_statement(part.slot.name) for part in item.parts)
        case Matching():
            yield from (part.prompt + Text((Words(": "),)) + part.answer for part in item.parts)
        case Ordering() as body if not item.parts:
            yield from body.in_order
        case Ordering() if item.question.kind == "timeline":
            yield from (part.fact.marked_statement(part.slot.name) for part in item.parts)
        case Ordering():
            yield from (part.prompt + Text((Words(": "),)) + part.answer for part in item.parts)
        case PictureLabels(labels):
            yield from (parse_text(f"{index}. {label.text}") for index, label in enumerate(labels, 1))
        case ListAnswer(members):
            yield from (parse_text(member.shown) for member in members)
        case Number(shown, tolerance=tolerance) if tolerance:
            yield parse_text(f"{shown} ± {tolerance}")
        case Number(shown) | ShortText(shown):
            yield parse_text(shown)
        case OpenAnswer(sample):
            yield sample
        case _:
            assert_never(item.body)


def _evidence(job: QuizJob, fact: Fact) -> ShownEvidence:
    source = ", ".join(filter(None, (attribution(fact.source), job.locator(fact))))
    as_of = job.as_of(fact)
    return ShownEvidence(quotes(fact, job.words), f"{source} · {as_of}" if as_of else source)


def _picture(
    job: QuizJob, fact: Fact, image: Image, labels: tuple[Label, ...], media: dict[str, bytes]
) -> ShownPicture:
    name = _served_name(job.picture(fact, image), PurePosixPath(image.file).suffix.lower(), media)
    return ShownPicture(name, image.alt, image.credit_line, tuple(label.box for label in labels))


def _covered_picture(
    job: QuizJob, fact: Fact, image: Image | None, picture: ShownPicture, draw: Draw, media: dict[str, bytes]
) -> ShownPicture | None:
    """The picture with numbers over its labels, which nobody takes away; None where nothing is covered."""
    if not picture.covers or image is None:
        return None
    drawing = covered_picture(job.picture(fact, image), PurePosixPath(image.file).suffix.lower(), picture.covers)
    return replace(picture, name=_served_name(draw(drawing), ".png", media))


def _served_name(content: bytes, suffix: str, media: dict[str, bytes]) -> str:
    """The name under which a picture is served."""
    name = hashlib.sha256(content).hexdigest()[:32] + suffix
    media[name] = content
    return name
