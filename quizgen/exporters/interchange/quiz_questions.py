"""A job's quiz → a bank with every question that is on any of its forms, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from quizgen.exporters.answers import answer_text, marking_guide
from quizgen.exporters.interchange.bank import BankQuestion, MediaFile, QuestionBank
from quizgen.exporters.interchange.covered_pictures import covered_picture
from quizgen.exporters.job import QuizJob
from quizgen.exporters.quotes import quotes_line
from quizgen.model.body import OpenAnswer, PictureLabels, TrueFalse
from quizgen.model.characters import UNWRITABLE
from quizgen.model.identity import digest
from quizgen.model.loss import Loss
from quizgen.model.quiz import Item
from quizgen.model.text import Marked, Span, Text, parse_text
from quizgen.rendering.citations import attribution


def question_bank(job: QuizJob, *, covered: bool = False) -> tuple[QuestionBank, tuple[Loss, ...]]:
    """Return the questions of all forms, in the order of the first, and the characters that no program would take.

    With ``covered``, each question about labels has a picture in which they are covered.
    """
    items: dict[str, Item] = {}
    for form in job.quiz.forms:
        for item in form.items:
            items.setdefault(item.question.id, item)
    questions, losses = [], list[Loss]()
    for item in items.values():
        question, altered = _clean_question(_question(job, item))
        if covered and isinstance(item.body, PictureLabels):
            question = replace(question, covered=_covered_picture(job, question, item.body))
        questions.append(question)
        if altered:
            why = "no file format can hold it: it is replaced by �"
            losses.append(Loss(question.id, "control character", why))
    true, false = job.words["true"], job.words["false"]
    bank = QuestionBank(job.name, job.quiz.title, job.quiz.language, true, false, tuple(questions), tuple(job.sources))
    return bank, tuple(losses)


def _question(job: QuizJob, item: Item) -> BankQuestion:
    question = item.question
    feedback = [parse_text(question.feedback)] if question.feedback and not item.parts else []
    if item.body == TrueFalse(False):
        feedback.insert(0, _plain_text(job.true_statement(question)))
    return BankQuestion(
        id=question.id,
        prompt=_plain_text(item.prompt),
        body=OpenAnswer(marking_guide(job, item.body)) if isinstance(item.body, OpenAnswer) else item.body,
        points=item.points,
        feedback=tuple(feedback),
        evidence=tuple(_evidence(job, item)),
        solution=_plain_text(answer_text(job, item)),
        tags=tuple(dict.fromkeys(tag for fact in item.facts for tag in fact.tags)),
        difficulty=max((fact.difficulty for fact in item.facts), default=0),
        quotes=item.facts[0].evidence if len(item.facts) == 1 else (),
        picture=_picture(job, item),
        recording=_recording(job, item),
    )


def _evidence(job: QuizJob, item: Item) -> Iterator[Text]:
    """For each fact with evidence: its quotes, where they are in the source, and the source."""
    for fact in item.facts:
        quotes = quotes_line(fact, job.words)
        if quotes or fact.stance == "background":
            parts = (quotes, job.locator(fact), job.as_of(fact), attribution(fact.source))
            yield parse_text(", ".join(part for part in parts if part))
    yield from (parse_text(credit) for credit in _credits(item))


def _credits(item: Item) -> Iterator[str]:
    """Who made the picture and the recording, and under which licences."""
    if item.image is not None and item.image.show == "question" and item.image.credit_line:
        yield item.image.credit_line
    audio = item.question.fact.audio
    if audio is not None and not item.parts and (audio.credit or audio.licence):
        yield ", ".join(filter(None, (audio.credit, audio.licence)))


def _picture(job: QuizJob, item: Item) -> MediaFile | None:
    image, source = item.image, item.question.fact.source.id
    if image is None or image.show != "question":
        return None
    content = job.pictures[source, image.file]
    return MediaFile(file_name(source, image.file), content, image.alt, image.credit, image.licence)


def _covered_picture(job: QuizJob, question: BankQuestion, body: PictureLabels) -> MediaFile | None:
    """The picture with white boxes over its labels, under another name."""
    picture = question.picture
    if picture is None:
        return None
    path = PurePosixPath(picture.name)
    boxes = tuple(label.box for label in body.labels)
    content = job.drawings[covered_picture(picture.content, path.suffix, boxes)]
    name = f"{path.stem}-{digest(question.id):064x}"[: len(path.stem) + 9]
    return replace(picture, name=f"{name}.png", content=content)


def _recording(job: QuizJob, item: Item) -> MediaFile | None:
    audio, source = item.question.fact.audio, item.question.fact.source.id
    if audio is None or item.parts:
        return None
    content = job.pictures[source, audio.file]
    return MediaFile(file_name(source, audio.file), content, audio.transcript, audio.credit, audio.licence)


def file_name(source: str, file: str) -> str:
    """Return a name that every system accepts and that no other file of any collection has."""
    path = PurePosixPath(file)
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", path.stem).strip("-") or "file"
    return f"{stem}-{digest(source, file):064x}"[: len(stem) + 9] + path.suffix.lower()


# Carriage return and NEL are line ends; what no file can hold becomes U+FFFD.
_RETURN = re.compile("\r\n?|\x85")


def _clean_question(question: BankQuestion) -> tuple[BankQuestion, bool]:
    """The question without characters that files cannot hold, and whether it had any."""
    characters = "".join(_strings(question))
    altered = bool(UNWRITABLE.search(characters))
    if not altered and not _RETURN.search(characters):
        return question, False
    return _clean(question), altered


def _strings(value: object) -> Iterator[str]:
    """Every string in the fields of a dataclass, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _clean(value: Any) -> Any:
    """The value with each string in it cleaned, at any depth."""
    if isinstance(value, str):
        return UNWRITABLE.sub("\ufffd", _RETURN.sub("\n", value))
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value


def _plain_text(text: Text) -> Text:
    """The text without its highlighting."""
    spans: list[Span] = []
    for span in text.spans:
        spans += span.text.spans if isinstance(span, Marked) else (span,)
    return Text(tuple(spans))
