"""What the printed outputs share: a template's context, the theme, pictures, and how forms become files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType

from quizgen.errors import TemplateError
from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job, QuizJob
from quizgen.languages.option_letters import option_letters
from quizgen.model.body import PictureLabels
from quizgen.model.fact import Direction, Fact
from quizgen.model.paper import PageLayout, Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout, PrintSheet, bound_printout
from quizgen.rendering.typst_markup import TypstMarkup, picture, quote

TOGETHER = 30  # forms, or copies, per file: each costs the PDF engine about 5 MB of memory


def _region(language: str) -> str:
    """The region of a language tag, which Typst needs separately: BR for pt-BR, "" for en or zh-Hant."""
    return next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")


def print_forms(
    job: QuizJob, kind: str, title: str, styles: slice, printout_of: Callable[[Form, Style], Printout]
) -> Exported:
    """Return a file per form and style, ``KIND-A.pdf``, ``KIND-A-large-print.pdf``, or one per style, ``KIND.pdf``.

    ``styles`` selects among a form's styles. A form in many copies continues in ``KIND-A-2.pdf``. What goes wrong for
    one student of a roster is reported with the student's id, and the others are printed.
    """
    by_style: dict[Style, dict[str, Printout]] = {}
    faults: dict[str, TemplateError] = {}
    for form in job.quiz.forms:
        for index, style in enumerate(job.paper.styles_for(form.student)[styles]):
            name = f"{kind}-{form.letter}-{style}.pdf" if index else f"{kind}-{form.letter}.pdf"
            try:
                by_style.setdefault(style, {})[name] = printout_of(form, style)
            except TemplateError as fault:
                if form.student is None:
                    raise
                faults[form.student.id] = fault
    files: dict[str, Printout] = {}
    if not job.paper.together:
        for name, printout in (file for of_style in by_style.values() for file in of_style.items()):
            files |= _parts(name.removesuffix(".pdf"), printout)
        return Exported(files, faults=faults)
    for style, of_style in by_style.items():
        printouts = [replace(printout, sheets=(sheet,)) for printout in of_style.values() for sheet in printout.sheets]
        stem = f"{kind}-{style}" if files else kind
        for start in range(0, len(printouts), TOGETHER):
            number = f"-{start // TOGETHER + 1}" if len(printouts) > TOGETHER else ""
            part = printouts[start : start + TOGETHER]
            files[f"{stem}{number}.pdf"] = bound_printout(title, part, double_sided=job.paper.double_sided)
    return Exported(files, faults=faults)


def _parts(name: str, printout: Printout) -> dict[str, Printout]:
    """The printout as a file, or as several with some of its sheets each."""
    starts = range(0, len(printout.sheets), TOGETHER)
    parts = [replace(printout, sheets=printout.sheets[start : start + TOGETHER]) for start in starts]
    return {f"{name}-{number}.pdf" if number > 1 else f"{name}.pdf": part for number, part in enumerate(parts, 1)}


def print_form(
    job: QuizJob,
    form: Form,
    style: Style,
    template: str,
    heading: str,
    more: Mapping[str, object],
    layout: PageLayout,
) -> Printout:
    """Return one form, rendered by ``template``; ``heading`` names the document in its title and footer."""
    pictures: dict[str, TypstMarkup] = {}
    files: dict[str, bytes] = {}
    for item in form.items:
        image = item.image
        if image:
            pictures[item.question.id], needed = fact_picture(
                job, item.question.fact, covered=isinstance(item.body, PictureLabels)
            )
            files |= needed
    more = {
        "form": form,
        "form_name": job.words["form"].format(letter=form.letter),
        "pictures": pictures,
        "working": job.paper.working,
        "columns": layout.columns,
        **more,
    }
    student = form.student.id if form.student else ""
    printout = typeset(job, style, template, heading, f"form {form.letter}", more, files, student)
    return replace(printout, files={**printout.files, **_chosen_files(job, style, layout)})


def form_drawings(job: QuizJob) -> Iterator[Drawing]:
    """Return the pictures with labels to be named that forms show as pixels."""
    items = (item for form in job.quiz.forms for item in form.items)
    labelled = (item for item in items if item.image and isinstance(item.body, PictureLabels))
    return filter(None, (flat_drawing(job, item.question.fact) for item in labelled))


def flat_drawing(job: Job, fact: Fact) -> Drawing | None:
    """Return a fact's picture as pixels if it is an SVG, whose text would be in the PDF even under a cover."""
    if fact.image is None or PurePosixPath(fact.image.file).suffix.lower() != ".svg":
        return None
    return Drawing(job.picture(fact, fact.image), ".svg")


def fact_picture(job: Job, fact: Fact, *, covered: bool) -> tuple[TypstMarkup, dict[str, bytes]]:
    """Return a fact's picture for a template, and the files that it needs; with ``covered``, no label is legible."""
    assert fact.image is not None
    content, suffix = job.picture(fact, fact.image), PurePosixPath(fact.image.file).suffix.lower()
    if covered and (drawing := flat_drawing(job, fact)):
        content, suffix = job.drawings[drawing], ".png"
    name = f"picture-{sha256(content).hexdigest()[:16]}{suffix}"  # the same in every document that shows it
    return picture(name, content)


def typeset(
    job: Job,
    style: Style,
    template: str,
    heading: str,
    what: str,
    more: Mapping[str, object],
    files: Mapping[str, bytes] = MappingProxyType({}),
    student: str = "",
) -> Printout:
    """Return ``template`` rendered for ``what`` as a printout; ``files`` are those that it needs."""
    context = {
        "title": job.title,
        "heading": heading,
        "lang": job.language.lower().partition("-")[0],
        "region": _region(job.language),
        "words": job.words,
        "counted": job.counted_message,
        "direction": job.sources[0].direction,
        "sources": job.sources,
        **more,
    }
    source = job.templates.render(template, context)
    needed = {
        **job.templates.themes("print"),
        **_chosen_files(job, style, PageLayout()),
        **files,
    }
    return Printout((PrintSheet(template, what, source, student),), needed, job.released)


def _chosen_files(job: Job, style: Style, layout: PageLayout) -> dict[str, bytes]:
    """The module ``chosen.typ``, and what it needs to show the school's logo."""
    direction = job.sources[0].direction
    if job.school is None:
        return {"chosen.typ": theme_settings(job.paper.size, style, layout, job.language, direction)}
    logo, files = TypstMarkup("none"), dict[str, bytes]()
    if job.school.logo:
        logo, files = picture(f"school-logo{job.school.suffix}", job.school.logo)
    school = f"(name: {quote(job.school.name)}, logo: {logo})"
    return {"chosen.typ": theme_settings(job.paper.size, style, layout, job.language, direction, school), **files}


def theme_settings(
    size: str,
    style: Style,
    layout: PageLayout,
    language: str = "en",
    direction: Direction = "ltr",
    school: str = "none",
) -> bytes:
    """Return the module ``chosen.typ``: what the theme has to know of the recipe, and of the school as Typst's code."""
    settings = (
        f'#let size = "{size}"\n'
        f'#let style = "{style}"\n'
        f"#let fit = (across: {layout.across}, inline: {str(layout.inline).lower()}, loose: {layout.looseness},"
        f" columns: {layout.columns}, measured: {str(layout.measured).lower()}, short: {str(layout.short).lower()})\n"
        f"#let school = {school}\n"
        f"#let direction = {'rtl' if direction == 'rtl' else 'auto'}\n"
        f"#let letters = ({', '.join(map(quote, option_letters(language)))})\n"
    )
    return settings.encode()
