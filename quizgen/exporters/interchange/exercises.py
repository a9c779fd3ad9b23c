"""A job's quiz → exercises: every question that stands on any of its forms, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import assert_never

from quizgen.exporters.answers import answer_text
from quizgen.exporters.interchange.covered_pictures import covered_picture
from quizgen.exporters.interchange.exercise import Bank, Choice, Exercise, Media, Number, Sort
from quizgen.exporters.job import QuizJob
from quizgen.exporters.quotes import quotes_line
from quizgen.exporters.tasks import task
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    choices_of,
    labels_of,
)
from quizgen.model.body import Number as Written
from quizgen.model.characters import UNWRITABLE
from quizgen.model.identity import digest
from quizgen.model.loss import Loss
from quizgen.model.quiz import Item
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Blank, Marked, Maths, Span, Text, Words, folded, parse_text
from quizgen.rendering.citations import citation


def bank(job: QuizJob, *, covered: bool = False) -> tuple[Bank, tuple[Loss, ...]]:
    """The questions of all forms in the order of the first, and what of them no program would take.

    With ``covered`` there is a picture for each question about labels in which they are covered.
    """
    items: dict[str, Item] = {}
    for form in job.quiz.forms:
        for item in form.items:
            items.setdefault(item.question.id, item)
    made, losses = [], list[Loss]()
    for item in items.values():
        exercise, altered = _cleaned(_exercise(job, item))
        if covered and isinstance(item.body, PictureLabels):
            exercise = replace(exercise, covered=_covered(job, exercise))
        made.append(exercise)
        if altered:
            why = "no file format takes it: � stands in its place"
            losses.append(Loss(exercise.id, "control character", why))
    words = job.words
    return Bank(job.name, job.quiz.title, job.quiz.language, words["true"], words["false"], tuple(made)), tuple(losses)


def _exercise(job: QuizJob, item: Item) -> Exercise:
    question, body = item.question, item.body
    sort = _sort(body)
    typed = task(item).right if sort in ("text", "number", "list", "labels") else ()
    after = [parse_text(question.feedback)] if question.feedback and not item.parts else []
    if body == TrueFalse(False):
        after.insert(0, _unmarked(job.corrected(question)))
    return Exercise(
        id=question.id,
        sort=sort,
        prompt=_unmarked(item.prompt),
        points=item.points,
        choices=tuple(Choice(option.text, option.correct, option.feedback) for option in choices_of(body)),
        truth=body.true if isinstance(body, TrueFalse) else None,
        answers=typed,
        wanted=body.wanted if isinstance(body, ListAnswer) else 1,
        numbers=tuple(Number(n.value, n.margin) for n in right_numbers(body)) if isinstance(body, Written) else (),
        units=units_of(body).usual if isinstance(body, Written) else (),
        unit_before=isinstance(body, Written) and units_of(body).leading,
        boxes=tuple(label.box for label in labels_of(body)),
        pairs=tuple(_pairs(item)),
        spares=tuple(_spares(item)),
        steps=body.in_order if isinstance(body, Ordering) else (),
        shuffle=not (isinstance(body, ChooseOne | ChooseSeveral) and body.fixed),
        feedback=tuple(after),
        proof=tuple(_proof(job, item)),
        solution=_unmarked(answer_text(job, item)),
        tags=tuple(dict.fromkeys(tag for each in item.facts for tag in each.tags)),
        picture=_picture(job, item),
        recording=_recording(job, item),
    )


def _sort(body: ItemBody) -> Sort:
    match body:
        case ChooseOne():
            return "choice"
        case ChooseSeveral():
            return "response"
        case TrueFalse():
            return "truth"
        case PictureLabels():
            return "labels"
        case Ordering():
            return "order"
        case Matching() | Gaps():
            return "match"
        case ListAnswer():
            return "list"
        case Written():
            return "number"
        case ShortText():
            return "text"
        case _:
            assert_never(body)


def _pairs(item: Item) -> Iterator[tuple[Text, Text]]:
    if isinstance(item.body, Matching | Gaps):
        texts = {option.letter or folded(str(option.text)): option.text for option in item.body.bank}
        for row in item.body.rows:
            answer = texts.get(row.answer) or texts.get(folded(row.answer))
            yield row.prompt, answer or parse_text(row.answer)


def _spares(item: Item) -> Iterator[Text]:
    used = {folded(str(answer)) for _, answer in _pairs(item)}
    bank = item.body.bank if isinstance(item.body, Matching | Gaps) else ()
    return (option.text for option in bank if folded(str(option.text)) not in used)


def _proof(job: QuizJob, item: Item) -> Iterator[Text]:
    """Of each fact that has evidence, its quotes, where they stand, and the source."""
    for fact in item.facts:
        quotes = quotes_line(fact, job.words)
        if quotes or fact.stance == "background":
            parts = (quotes, job.locator(fact), job.as_of(fact), citation(fact.source))
            yield parse_text(", ".join(part for part in parts if part))


def _picture(job: QuizJob, item: Item) -> Media | None:
    image, source = item.image, item.question.fact.source.id
    if image is None or image.show != "question":
        return None
    return Media(file_name(source, image.file), job.pictures[source, image.file], image.alt)


def _covered(job: QuizJob, exercise: Exercise) -> Media | None:
    """The picture with white boxes over its labels, under a name of its own."""
    picture = exercise.picture
    if picture is None:
        return None
    path = PurePosixPath(picture.name)
    content = job.drawings[covered_picture(picture.content, path.suffix, exercise.boxes)]
    name = f"{path.stem}-{digest(exercise.id):064x}"[: len(path.stem) + 9]
    return Media(f"{name}.png", content, picture.words)


def _recording(job: QuizJob, item: Item) -> Media | None:
    audio, source = item.question.fact.audio, item.question.fact.source.id
    if audio is None or item.parts:
        return None
    return Media(file_name(source, audio.file), job.pictures[source, audio.file], audio.transcript)


def file_name(source: str, file: str) -> str:
    """A name that every system takes, and no other file of any collection has."""
    path = PurePosixPath(file)
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", path.stem).strip("-") or "file"
    return f"{stem}-{digest(source, file):064x}"[: len(stem) + 9] + path.suffix.lower()


# A return and NEL are line ends; what no file can hold becomes U+FFFD.
_RETURN = re.compile("\r\n?|\x85")


def _clean(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", _RETURN.sub("\n", text))


def _clean_text(text: Text) -> Text:
    if not UNWRITABLE.search(str(text)) and not _RETURN.search(str(text)):
        return text
    return Text(tuple(_clean_span(span) for span in text.spans))


def _clean_span(span: Span) -> Span:
    match span:
        case Words(text):
            return Words(_clean(text))
        case Maths(latex):
            return Maths(_clean(latex))
        case Marked(text, number, hint):
            return Marked(_clean_text(text), number, _clean(hint))
        case Blank():
            return span


def _cleaned(exercise: Exercise) -> tuple[Exercise, bool]:
    """The exercise with no character that files cannot hold, and whether it had any."""
    strings = [*(answer for row in exercise.answers for answer in row), *exercise.units, *exercise.tags]
    strings += [media.words for media in (exercise.picture, exercise.recording) if media]
    seen = "".join([*map(str, exercise.texts), *strings])
    altered = bool(UNWRITABLE.search(seen))
    if not altered and not _RETURN.search(seen):
        return exercise, False
    return replace(
        exercise,
        prompt=_clean_text(exercise.prompt),
        choices=tuple(Choice(_clean_text(c.text), c.right, _clean_text(c.feedback)) for c in exercise.choices),
        answers=tuple(tuple(map(_clean, row)) for row in exercise.answers),
        units=tuple(map(_clean, exercise.units)),
        pairs=tuple((_clean_text(prompt), _clean_text(answer)) for prompt, answer in exercise.pairs),
        spares=_clean_all(exercise.spares),
        steps=_clean_all(exercise.steps),
        feedback=_clean_all(exercise.feedback),
        proof=_clean_all(exercise.proof),
        solution=_clean_text(exercise.solution),
        tags=tuple(map(_clean, exercise.tags)),
        picture=_clean_media(exercise.picture),
        recording=_clean_media(exercise.recording),
    ), altered


def _clean_all(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(map(_clean_text, texts))


def _clean_media(media: Media | None) -> Media | None:
    return replace(media, words=_clean(media.words)) if media else None


def _unmarked(text: Text) -> Text:
    """The text without marks: what stands out in it stands in it."""
    spans: list[Span] = []
    for span in text.spans:
        spans += span.text.spans if isinstance(span, Marked) else (span,)
    return Text(tuple(spans))
