"""What the printed outputs share: a template's context, the theme, the pictures, the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from quizgen.errors import TemplateError
from quizgen.exporters.job import Job
from quizgen.model.fact import Fact
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.blocks import block_in_document
from quizgen.rendering.typst import TypstMarkup, picture


def _region(language: str) -> str:
    """The region of a language tag, which Typst wants apart: BR of pt-BR, "" of en or zh-Hant."""
    return next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")


def print_form(job: Job, form: Form, style: Style, template: str, heading: str, more: Mapping[str, object]) -> bytes:
    """One form as a PDF made by ``template``; ``heading`` names the document in its title and foot."""
    pictures: dict[str, TypstMarkup] = {}
    files: dict[str, bytes] = {}
    for item in form.items:
        image = item.image
        if image:
            name = f"picture-{item.number}"
            pictures[item.question.id], needed = fact_picture(job, item.question.fact, name, covered=bool(item.labels))
            files |= needed
    more = {
        "form": form,
        "form_name": job.words["form"].format(letter=form.letter),
        "pictures": pictures,
        **more,
    }
    return typeset(job, style, template, heading, f"form {form.letter}", more, files)


def fact_picture(job: Job, fact: Fact, name: str, *, covered: bool) -> tuple[TypstMarkup, dict[str, bytes]]:
    """A fact's picture for a template, and the files that it needs; ``covered``: its labels are not to be read."""
    assert fact.image is not None
    content, suffix = job.picture(fact, fact.image), PurePosixPath(fact.image.file).suffix.lower()
    if covered and suffix == ".svg":  # its text would lie in the PDF, whatever covers it
        content, suffix = job.typesetter.flat(content), ".png"
    return picture(f"{name}{suffix}", content)


def typeset(
    job: Job,
    style: Style,
    template: str,
    heading: str,
    what: str,
    more: Mapping[str, object],
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A PDF made by ``template``, which is filled in for ``what``; ``files`` are those that it needs."""
    context = {
        "title": job.quiz.title,
        "heading": heading,
        "lang": job.quiz.language.lower().partition("-")[0],
        "region": _region(job.quiz.language),
        "words": job.words,
        "counted": job.counted,
        "direction": job.sources[0].direction,
        "sources": job.sources,
        **more,
    }
    document = {
        **job.templates.themes("print"),
        "chosen.typ": f'#let size = "{job.paper.size}"\n#let style = "{style}"\n'.encode(),
        "main.typ": job.templates.render(template, context).encode(),
        **files,
    }
    try:
        return job.typesetter.pdf(document, timestamp=job.released)
    except TemplateError as fault:
        found = re.search(r"main\.typ:(\d+):(\d+)", str(fault))
        block = block_in_document(document["main.typ"].decode(), int(found[1]), int(found[2])) if found else None
        place = "{1}, in the block {0!r} or below: ".format(*block) if block else ""
        raise TemplateError(f"{place}{template}, filled in for {what} as main.typ: {fault}") from fault
