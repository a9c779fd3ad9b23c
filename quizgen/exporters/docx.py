"""``quiz-A.docx``, ``key-A.docx``, …: the quiz and its key as Word documents, two per form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import assert_never

from markupsafe import Markup

from quizgen.exporters.answers import answer_text, key_text, proof_text
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)
from quizgen.model.fact import Image
from quizgen.model.quiz import Form, Item, Section
from quizgen.model.text import Text, Words, joined, parse_text
from quizgen.rendering.citations import attribution
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.word import WordTemplate, fields, runs

_WIDTH, _HEIGHT = 150.0, 75.0  # of a picture in millimetres, at most
_OPEN_LINES = 5  # for an open answer


class Docx(QuizExporter):
    """Exports documents for Word, made from Word documents that contain Jinja2."""

    name = "docx"
    summary = "the quiz and its key to be edited in Word, two documents a form"
    file_names = ("quiz-A.docx", "key-A.docx", "…")
    loses = "recordings"

    def drawings(self, job: QuizJob) -> Iterator[Drawing]:
        """Yield the pictures with labels to be named, and those that older versions of Word cannot show."""
        items = (item for form in job.quiz.forms for item in form.items)
        return filter(None, (_drawing(job, item, image) for item in items if (image := _image(item))))

    def export(self, job: QuizJob) -> Exported:
        """Return two documents per form."""
        files = {}
        for form in job.quiz.forms:
            for document, content_of in (("quiz", _quiz), ("key", _key)):
                name = f"docx/{document}.docx"
                template = WordTemplate(name, job.templates.binary(name))
                context = {**_head(job, form, document), **content_of(job, form, template)}
                rtl = job.sources[0].direction == "rtl"
                files[f"{document}-{form.letter}.docx"] = template.render(
                    context, language=job.quiz.language, rtl=rtl, released=job.released
                )
        return Exported(files)


def _runs(job: QuizJob, text: Text | str) -> Markup:
    return runs(parse_text(text) if isinstance(text, str) else text, rtl=job.sources[0].direction == "rtl")


def _head(job: QuizJob, form: Form, document: str) -> dict[str, object]:
    form_name, student = job.words["form"].format(letter=form.letter), form.student
    names = [job.quiz.title, form_name]
    if document == "key":
        names.insert(1, job.words["answer_key"])
    return {
        "title": job.quiz.title,
        "heading": ", ".join(names),
        "form": f"{student.name}, {form_name}" if student else form_name,
        "group": student.group if student else "",
        "accommodations": student.accommodations if student else "",
        "points": form.points,
        "words": job.words,
        "page_of": fields(job.words["page_of"], rtl=job.sources[0].direction == "rtl"),
        "sources": "; ".join(map(attribution, job.sources)),
        "licensed": any(source.licence for source in job.sources),
    }


def _quiz(job: QuizJob, form: Form, template: WordTemplate) -> dict[str, object]:
    return {"sections": [_section(job, form, section, template) for section in form.sections]}


def _section(job: QuizJob, form: Form, section: Section, template: WordTemplate) -> dict[str, object]:
    usual = job.words[f"do_{section.kind.replace('-', '_')}"] if section.kind else ""
    instructions = section.instructions or usual
    return {
        "title": section.title or (job.words[section.kind] if section.kind else ""),
        "instructions": "" if str(section.items[0].prompt) == instructions else instructions,
        "points": job.counted("point_count", section.points) if form.weighted else "",
        "questions": [_question(job, form, item, template) for item in section.items],
    }


def _question(job: QuizJob, form: Form, item: Item, template: WordTemplate) -> dict[str, object]:
    points = job.counted("point_count", item.points).replace(" ", "\u00a0")
    worth = f" ({points})" if form.weighted else ""
    return {
        "prompt": _runs(job, item.prompt + Text((Words(worth),) if worth else ())),
        "picture": _picture(job, item, template),
        **dict.fromkeys(("options", "matched", "entries", "sentences", "steps", "labels", "gaps"), ()),
        "judged": False,
        "bank": "",
        **_answer(job, item.body),
    }


def _answer(job: QuizJob, body: ItemBody) -> dict[str, object]:
    """Where the answer is given."""

    def all_runs(texts: Iterable[Text]) -> list[Markup]:
        return [_runs(job, text) for text in texts]

    match body:
        case ChooseOne() | ChooseSeveral():
            return {"options": all_runs(option.text for option in body.choices)}
        case TrueFalse():
            return {"judged": True}
        case Matching(rows, bank):
            return {
                "matched": all_runs(row.prompt for row in rows),
                "entries": all_runs(option.text for option in bank),
            }
        case Gaps(rows, bank):
            words = _runs(job, joined((option.text for option in bank), " \u2003 "))
            return {"sentences": all_runs(row.prompt for row in rows), "bank": words}
        case Ordering(steps):
            return {"steps": all_runs(step.text for step in steps)}
        case PictureLabels(labels):
            return {"labels": [str(number) for number in range(1, len(labels) + 1)]}
        case ListAnswer(wanted=wanted):
            return {"gaps": list(range(1, wanted + 1))}
        case Number() | ShortText():
            return {"gaps": [1]}
        case OpenAnswer():
            return {"gaps": list(range(1, _OPEN_LINES + 1))}
        case _:
            assert_never(body)


def _picture(job: QuizJob, item: Item, template: WordTemplate) -> Markup | str:
    image = _image(item)
    if image is None:
        return ""
    drawing = _drawing(job, item, image)
    content = job.drawings[drawing] if drawing else job.picture(item.question.fact, image)
    drawn = template.picture(content, image.alt, _WIDTH, _HEIGHT)
    return drawn + runs(parse_text(f"\n{image.credit_line}")) if image.credit_line else drawn


def _image(item: Item) -> Image | None:
    """The picture that is shown with the question, or None."""
    image = item.image
    if image and (image.show == "question" or isinstance(item.body, PictureLabels)):
        return image
    return None


def _drawing(job: QuizJob, item: Item, image: Image) -> Drawing | None:
    """The picture as pixels, if its labels are covered or it is an SVG, which older versions of Word cannot show."""
    suffix, content = PurePosixPath(image.file).suffix.lower(), job.picture(item.question.fact, image)
    if isinstance(item.body, PictureLabels):
        return Drawing(content, suffix, tuple(label.box for label in item.body.labels))
    return Drawing(content, suffix) if suffix == ".svg" else None


def _key(job: QuizJob, form: Form, template: WordTemplate) -> dict[str, object]:
    never = job.labelled("never_right", str(form.last_option)) if form.last_option else ""
    rows = [
        {
            "number": item.number,
            "key": key_text(job, item),
            "answer": _runs(job, answer_text(job, item)),
            "proof": _runs(job, proof_text(job, item)),
            "points": job.counted("point_count", item.points) if form.weighted else "",
        }
        for item in form.items
    ]
    return {"rows": rows, "never_right": never}
