"""What the printed outputs share: a template's context, the theme, the pictures, the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from quizgen.errors import TemplateError
from quizgen.exporters.job import Job
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.typst import TypstMarkup, picture


def _region(language: str) -> str:
    """The region of a language tag, which Typst wants apart: BR of pt-BR, "" of en or zh-Hant."""
    return next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")


def print_form(job: Job, form: Form, style: Style, template: str, heading: str, more: Mapping[str, object]) -> bytes:
    """One form as a PDF made by ``template``; ``heading`` names the document in its title and foot."""
    pictures: dict[str, TypstMarkup] = {}
    files = dict(job.templates.themes("print"))
    files["chosen.typ"] = f'#let size = "{job.paper.size}"\n#let style = "{style}"\n'.encode()
    for item in form.items:
        image = item.image
        if image:
            content, suffix = job.picture(item.question.fact, image), PurePosixPath(image.file).suffix.lower()
            if item.labels and suffix == ".svg":  # its text would lie in the PDF, whatever covers it
                content, suffix = job.typesetter.flat(content), ".png"
            pictures[item.question.id], needed = picture(f"picture-{item.number}{suffix}", content)
            files |= needed
    context = {
        "title": job.quiz.title,
        "heading": heading,
        "lang": job.quiz.language.lower().partition("-")[0],
        "region": _region(job.quiz.language),
        "words": job.words,
        "counted": job.counted,
        "form": form,
        "form_name": job.words["form"].format(letter=form.letter),
        "direction": job.sources[0].direction,
        "pictures": pictures,
        "sources": job.sources,
        **more,
    }
    files["main.typ"] = job.templates.render(template, context).encode()
    try:
        return job.typesetter.pdf(files, timestamp=job.released)
    except TemplateError as fault:
        raise TemplateError(f"{template}, filled in for form {form.letter} as main.typ: {fault}") from fault
