"""``quiz-A.docx``, ``key-A.docx``, …: the quiz and its key as Word documents, two per form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import ClassVar, assert_never

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
from quizgen.model.paper import Honour, Style
from quizgen.model.quiz import Form, Item, Section
from quizgen.model.school import School
from quizgen.model.text import Text, Words, join, parse_text
from quizgen.rendering.citations import attribution
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.word import WordTemplate, fields, runs
from quizgen.rendering.word_looks import LOOKS, WordLook, squared_paper

_WIDTH, _HEIGHT = 150.0, 75.0  # of a picture in millimetres, at most
_LOGO = (45.0, 8.0)  # the same of the school's logo
_OPEN_LINES = 5  # for an open answer


class Docx(QuizExporter):
    """Exports documents for Word, made from Word documents that contain Jinja2."""

    name = "docx"
    summary = "the quiz and its key to be edited in Word, two documents a form"
    file_names = ("quiz-A.docx", "key-A.docx", "…")
    loses = "recordings"
    paper: ClassVar[Mapping[str, Honour]] = {
        "size": "yes",
        "style": "yes",
        "working": "yes",
        "together": "no",
        "double-sided": "no",
        "options": "no",
        "columns": "no",
    }

    def drawings(self, job: QuizJob) -> Iterator[Drawing]:
        """Yield the pictures with labels to be named, and those that older versions of Word cannot show."""
        items = (item for form in job.quiz.forms for item in form.items)
        yield from filter(None, (_drawing(job, item, image) for item in items if (image := _image(item))))
        if job.school and job.school.suffix == ".svg":
            yield _logo_drawing(job.school)

    def export(self, job: QuizJob) -> Exported:
        """Return two documents per form, and another for each further style."""
        files = {}
        for form in job.quiz.forms:
            usual, *others = job.paper.styles_for(form.student)
            files[f"quiz-{form.letter}.docx"] = _document(job, form, usual, "quiz", _quiz)
            for style in others:
                files[f"quiz-{form.letter}-{style}.docx"] = _document(job, form, style, "quiz", _quiz)
            files[f"key-{form.letter}.docx"] = _document(job, form, usual, "key", _key)
        return Exported(files)


_ContentOf = Callable[[QuizJob, Form, WordTemplate, WordLook], dict[str, object]]


def _document(job: QuizJob, form: Form, style: Style, document: str, content_of: _ContentOf) -> bytes:
    name, look = f"docx/{document}.docx", LOOKS[style]
    template = WordTemplate(name, job.templates.binary(name))
    content = {"school": _school(job, template), **content_of(job, form, template, look)}
    return template.render(
        {**_head(job, form, document), "stacked": look.stacked, **content},
        language=job.quiz.language,
        rtl=job.sources[0].direction == "rtl",
        released=job.released,
        size=job.paper.size,
        look=look,
    )


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


def _school(job: QuizJob, template: WordTemplate) -> Markup | str:
    """The school's logo and name."""
    school = job.school
    if school is None:
        return ""
    name = Text((Words(school.name),))
    if not school.logo or not template.shows("school"):
        return _runs(job, name)
    content = job.drawings[_logo_drawing(school)] if school.suffix == ".svg" else school.logo
    return template.picture(content, school.name, *_LOGO) + _runs(job, Text((Words("\u2002"),)) + name)


def _logo_drawing(school: School) -> Drawing:
    return Drawing(school.logo, school.suffix)


def _quiz(job: QuizJob, form: Form, template: WordTemplate, look: WordLook) -> dict[str, object]:
    return {"sections": [_section(job, form, section, template, look) for section in form.sections]}


def _section(job: QuizJob, form: Form, section: Section, template: WordTemplate, look: WordLook) -> dict[str, object]:
    usual = job.words[f"do_{section.kind.replace('-', '_')}"] if section.kind else ""
    instructions = section.instructions or usual
    return {
        "title": section.title or (job.words[section.kind] if section.kind else ""),
        "instructions": "" if str(section.items[0].prompt) == instructions else instructions,
        "points": job.counted_message("point_count", section.points) if form.is_weighted else "",
        "questions": list(_questions(job, form, section, template, look)),
    }


def _questions(
    job: QuizJob, form: Form, section: Section, template: WordTemplate, look: WordLook
) -> Iterator[dict[str, object]]:
    """Its questions; the first of those with a stimulus has it, if the template prints it by itself."""
    for stimulus, items in section.groups:
        once = bool(stimulus) and template.shows("stimulus")
        for item in items:
            question = _question(job, form, item, item.prompt_alone if once else item.prompt, template)
            if once and item is items[0]:
                lead = job.words["stimulus"].format(first=items[0].number, last=items[-1].number)
                question |= {"stimulus": _runs(job, stimulus), "stimulus_for": lead}
            if job.paper.working and isinstance(item.body, Number):
                question["working"] = squared_paper(job.paper.working, job.paper.size, look)
            yield question


def _question(job: QuizJob, form: Form, item: Item, prompt: Text, template: WordTemplate) -> dict[str, object]:
    points = job.counted_message("point_count", item.points).replace(" ", "\u00a0")
    worth = f" ({points})" if form.is_weighted else ""
    answer = _answer(job, item.body)
    if "choices" in answer and not template.shows("choices"):  # a school's own, which has one loop for both
        answer = {"options": answer["choices"]}
    return {
        "prompt": _runs(job, prompt + Text((Words(worth),) if worth else ())),
        **dict.fromkeys(("stimulus", "stimulus_for", "working"), ""),
        "picture": _picture(job, item, template),
        **dict.fromkeys(("options", "choices", "matched", "entries", "sentences", "steps", "labels", "gaps"), ()),
        "judged": False,
        "bank": "",
        **answer,
    }


def _answer(job: QuizJob, body: ItemBody) -> dict[str, object]:
    """Where the answer is given."""

    def all_runs(texts: Iterable[Text]) -> list[Markup]:
        return [_runs(job, text) for text in texts]

    match body:
        case ChooseOne():
            return {"options": all_runs(option.text for option in body.choices)}
        case ChooseSeveral():
            return {"choices": all_runs(option.text for option in body.choices)}
        case TrueFalse():
            return {"judged": True}
        case Matching(rows, bank):
            return {
                "matched": all_runs(row.prompt for row in rows),
                "entries": all_runs(option.text for option in bank),
            }
        case Gaps(rows, bank):
            words = _runs(job, join((option.text for option in bank), " \u2003 "))
            return {"sentences": all_runs(row.prompt for row in rows), "bank": words}
        case Ordering(steps):
            return {"steps": all_runs(step.text for step in steps)}
        case PictureLabels(labels):
            return {"labels": [str(number) for number in range(1, len(labels) + 1)]}
        case ListAnswer(wanted=wanted):
            return {"gaps": list(range(1, wanted + 1))}
        case Number() | ShortText():
            return {"gaps": [1]}
        case OpenAnswer(lines=lines):
            return {"gaps": list(range(1, (lines or _OPEN_LINES) + 1))}
        case _:
            assert_never(body)


def _picture(job: QuizJob, item: Item, template: WordTemplate) -> Markup | str:
    image = _image(item)
    if image is None:
        return ""
    drawing = _drawing(job, item, image)
    content = job.drawings[drawing] if drawing else job.picture(item.question.fact, image)
    picture = template.picture(content, image.alt, _WIDTH, _HEIGHT)
    return picture + runs(parse_text(f"\n{image.credit_line}")) if image.credit_line else picture


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


def _key(job: QuizJob, form: Form, template: WordTemplate, look: WordLook) -> dict[str, object]:
    never = job.labelled_text("never_right", str(form.last_option)) if form.last_option else ""
    rows = [
        {
            "number": item.number,
            "key": key_text(job, item),
            "answer": _runs(job, answer_text(job, item)),
            "proof": _runs(job, proof_text(job, item)),
            "points": job.counted_message("point_count", item.points) if form.is_weighted else "",
        }
        for item in form.items
    ]
    return {"rows": rows, "never_right": never}
