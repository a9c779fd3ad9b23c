"""A job's quiz → the lesson that a class is asked, with the pictures that its screens show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from quizgen.classroom.drawing import nodes
from quizgen.classroom.lesson import Asked, Choice, Lesson, Picture, Proof, Rules
from quizgen.errors import UsageError
from quizgen.exporters.job import Job
from quizgen.exporters.tasks import task
from quizgen.model.fact import Fact, Image, Label
from quizgen.model.quiz import Item
from quizgen.model.text import Text, Words, parse_text
from quizgen.rendering.citations import citation
from quizgen.words.catalogues import unwanted, words_for

TRUTHS = ("true", "false")


def prepared(job: Job, rules: Rules, cards: tuple[str, ...] = ()) -> tuple[Lesson, dict[str, bytes]]:
    """The lesson of the first form, and its pictures by the names under which they are served.

    ``cards`` are the names of those who hold up cards.
    """
    form = job.quiz.forms[0]
    media: dict[str, bytes] = {}
    asked = tuple(_asked(job, item, media) for item in form.items)
    direction = job.sources[0].direction
    words = tuple(word.casefold() for word in unwanted(job.quiz.language, names=False))
    lesson = Lesson(job.name, job.quiz.title, job.quiz.language, direction, form.letter, asked, rules, words, cards)
    return lesson, media


def card_holders(job: Job, group: str) -> tuple[str, ...]:
    """The names of those who have the job's response cards, in the class ``group`` of its roster; card 1 comes first.

    Raises UsageError where that class is not there, or where there are several and none is named.
    """
    cards = job.marking.cards
    groups = dict.fromkeys(card.student.group if card.student else "" for card in cards)
    if not group and len(groups) == 1:
        (group,) = groups
    if group not in groups:
        known = ", ".join(filter(None, groups))
        if not known:
            raise UsageError(
                f"there is no class {group!r}: the recipe's quiz has no roster that names one; leave --class out"
            )
        asked = f"there is no class {group!r}" if group else "whose cards?"
        raise UsageError(f"{asked}: say --class and one of {known}")
    words = words_for(job.quiz.language)
    return tuple(
        card.student.name if card.student else words["card"].format(number=card.number)
        for card in cards
        if (card.student.group if card.student else "") == group
    )


def _asked(job: Job, item: Item, media: dict[str, bytes]) -> Asked:
    question, image = item.question, item.image
    shown = _picture(job, question.fact, image, item.labels, media) if image else None
    with_question = image is not None and image.show == "question"
    return Asked(
        id=question.id,
        item=item.number,
        facts=tuple(fact.key for fact in item.facts),
        slot=question.slot.name,
        kind=question.kind,
        prompt=nodes(item.prompt),
        task=task(item),
        choices=tuple(_choices(job, item)),
        rows=tuple(nodes(row.prompt) for row in item.rows),
        picture=shown if with_question else None,
        answer=tuple(nodes(text) for text in _answers(job, item)),
        why=(nodes(parse_text(question.feedback)),) if question.feedback else (),
        feedback={option.letter: nodes(option.feedback) for option in item.offered if option.feedback},
        proofs=tuple(_proof(job, fact) for fact in item.facts),
        shown_after=None if with_question else shown,
    )


def _choices(job: Job, item: Item) -> Iterator[Choice]:
    if item.truth is not None:
        for letter, truth in zip("AB", TRUTHS, strict=True):
            yield Choice(truth, letter, (job.words[truth],))
    for place, (text, _) in enumerate(item.steps):
        yield Choice(str(place), "", nodes(text))
    for option in (*item.offered, *item.bank):
        yield Choice(option.letter or str(option.text), option.letter, nodes(option.text))


def _answers(job: Job, item: Item) -> Iterator[Text]:
    """The right answer in the lines in which it is told."""
    slot, question = item.question.slot, item.question
    if item.truth is not None:
        yield Text((Words(job.words["true" if item.truth else "false"]),))
        if not item.truth:
            yield job.corrected(question)
    elif item.options:
        yield from (option.text for option in item.options if option.correct)
    elif item.parts:
        for part in item.parts:
            if question.kind in ("word-bank", "timeline"):
                yield part.fact.marked(part.slot.name)
            else:
                yield part.prompt + Text((Words(": "),)) + part.answer
    elif item.labels:
        yield from (parse_text(f"{place}. {label.text}") for place, label in enumerate(item.labels, 1))
    elif slot.listing:
        yield from (parse_text(member.shown) for member in slot.listing.members)
    else:
        yield (
            parse_text(f"{slot.shown} ± {slot.tolerance}")
            if question.kind == "numeric" and slot.tolerance
            else (slot.answer)
        )


def _proof(job: Job, fact: Fact) -> Proof:
    words = words_for(job.quiz.language)
    quotes = tuple(f"{words['open_quote']}{each.quote}{words['close_quote']}" for each in fact.evidence)
    place = ", ".join((citation(fact.source), job.locator(fact)))
    as_of = job.as_of(fact)
    return Proof(quotes, f"{place} · {as_of}" if as_of else place)


def _picture(job: Job, fact: Fact, image: Image, labels: tuple[Label, ...], media: dict[str, bytes]) -> Picture:
    content = job.picture(fact, image)
    name = hashlib.sha256(content).hexdigest()[:32] + PurePosixPath(image.file).suffix.lower()
    media[name] = content
    credit = ", ".join(part for part in (image.credit, image.licence) if part)
    return Picture(name, image.alt, credit, tuple(label.box for label in labels))
