"""What exporters need from the PDF engine before they run: pictures as pixels, page layouts, positions of boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any

from quizgen.build.exporting import Progress
from quizgen.build.jobs import Jobs
from quizgen.build.page_fitting import FittedPages, fitting_of, measured_form, measures_of
from quizgen.errors import Problem, TemplateError
from quizgen.errors.problem_kinds import PAGES
from quizgen.executors import Workers
from quizgen.exporters import EXPORTERS, needs_of
from quizgen.exporters.exporter import DrawsPictures
from quizgen.exporters.job import Boxes, QuizJob
from quizgen.exporters.key import measured_key
from quizgen.exporters.printed_quiz import measured_quiz
from quizgen.exporters.scannable.boxed_quiz import draft
from quizgen.model.paper import PageLayout, Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst import Typesetter

AT_ONCE = 10  # drafts of forms whose layout the PDF engine keeps: 20 MB each


def prepare(recipes: Sequence[Jobs], progress: Progress, workers: Workers) -> list[Jobs]:
    """Draws and measures what the outputs need, on ``workers``, and returns the jobs with it; raises TemplateError.

    A fault in the draft of a single student is kept in place of its boxes, for the exporter to report.
    """
    pictures: dict[Drawing, bytes] = {}
    prepared: list[Jobs] = []
    typesetters = {jobs.typesetter: workers.share(jobs.typesetter) for jobs in recipes}
    for jobs in recipes:
        progress(f"{jobs.name}: pictures and pages", len(prepared), len(recipes))
        typesetter = typesetters[jobs.typesetter]
        fitted = _with_layouts(_with_drawings(jobs, pictures, typesetter, workers), typesetter, workers)
        prepared.append(_with_boxes(fitted, typesetter, workers))
        # The engine keeps what it has laid out, 70 MB, which is of no use to the next recipe.
        if len(recipes) > 1 and "quiz" in needs_of(jobs.recipe.recipe.outputs):
            workers.submit(Typesetter.clear_cache, typesetter).result()
    return prepared


def _with_drawings(jobs: Jobs, pictures: dict[Drawing, bytes], typesetter: Typesetter, workers: Workers) -> Jobs:
    """The recipe's jobs with its drawings; ``pictures`` are those of the recipes before, to which its own are added."""
    needed = dict.fromkeys(_drawings(jobs))
    missing = [drawing for drawing in needed if drawing not in pictures]
    pictures.update(zip(missing, workers.map(_png, missing, typesetter), strict=True))
    drawings = {drawing: pictures[drawing] for drawing in needed}
    return replace(
        jobs,
        cards=replace(jobs.cards, drawings=drawings),
        quiz=replace(jobs.quiz, drawings=drawings),
        worksheets=replace(jobs.worksheets, drawings=drawings),
    )


def _with_layouts(jobs: Jobs, typesetter: Typesetter, workers: Workers) -> Jobs:
    """The recipe's jobs with the layouts of its quiz's pages, and of an annotated key; others have the usual one."""
    job, outputs = jobs.quiz, jobs.recipe.recipe.outputs
    forms_of: dict[Style, list[Form]] = {}
    for form in job.quiz.forms:
        for style in job.paper.styles_for(form.student):
            forms_of.setdefault(style, []).append(form)
    if "quiz" in outputs:
        fittings = _fittings(job, measured_quiz, forms_of, typesetter, workers)
        jobs = replace(jobs, quiz=replace(job, layouts=_layouts(fittings)), fittings=fittings)
    if "key" in outputs and "annotated" in job.keys:
        # A key is printed in the first style; a student's is in the style of their form.
        is_personal = job.quiz.forms[0].student is not None
        keyed = {style: forms for style, forms in forms_of.items() if is_personal or style == job.paper.styles[0]}
        fittings = _fittings(jobs.quiz, measured_key, keyed, typesetter, workers)
        jobs = replace(jobs, quiz=replace(jobs.quiz, key_layouts=_layouts(fittings)))
    return jobs


def _layouts(fittings: Mapping[Style, FittedPages]) -> dict[Style, PageLayout]:
    return {style: fitting.layout for style, fitting in fittings.items()}


def _fittings(
    job: QuizJob,
    printout_of: Callable[[QuizJob, Form, Style], Printout],
    forms_of: Mapping[Style, Sequence[Form]],
    typesetter: Typesetter,
    workers: Workers,
) -> dict[Style, FittedPages]:
    """How the pages of each style are filled, except those that cannot be measured.

    What is wrong with those is reported when they are printed. A layout that ``job`` has already keeps its arrangement.
    """
    drafts: dict[Style, tuple[Form, Printout]] = {}
    for style, forms in forms_of.items():
        form = measured_form(forms)
        with suppress(TemplateError):
            drafts[style] = form, printout_of(job, form, style)
    values = workers.map(_values, [printout for _, printout in drafts.values()], typesetter)
    fittings: dict[Style, FittedPages] = {}
    for (style, (form, _)), measured in zip(drafts.items(), values, strict=True):
        if measures := measures_of(form, measured):
            fittings[style] = fitting_of(forms_of[style], measures, job.paper, job.layouts.get(style))
    return fittings


def page_limits(recipes: Iterable[Jobs]) -> Iterator[Problem]:
    """The problem of each style whose least distances keep a nearly empty page."""
    for jobs in recipes:
        for style, fitting in jobs.fittings.items():
            if fitting.is_stopped_by_a_limit:
                pages, over = fitting.least.pages, max(1, round(100 * fitting.least.fill))
                message = (
                    f"{style}: {pages} pages, of which {over}% of one are too much for {pages - 1}: its questions and"
                    " options are as close as this style and this recipe allow"
                )
                hint = "leave out a question or two"
                if jobs.quiz.paper.options != "auto":
                    hint += ", or write  options: auto"
                yield jobs.recipe.problem(("paper",), message, hint, PAGES)


def _with_boxes(jobs: Jobs, typesetter: Typesetter, workers: Workers) -> Jobs:
    """The recipe's jobs with the positions of the boxes in its quiz, if it is to be scanned."""
    job = jobs.quiz
    if "quiz" not in jobs.recipe.recipe.outputs or not job.marking.in_quiz:
        return jobs
    pages = [(form, style) for form in job.quiz.forms for style in job.paper.styles_for(form.student)]
    size = max(1, min(AT_ONCE, len(pages) // workers.count))
    batches = ([_draft(job, *page) for page in pages[start : start + size]] for start in range(0, len(pages), size))
    measured = chain.from_iterable(workers.map(_boxes_of, batches, typesetter))
    boxes = {(form.letter, style): positions for (form, style), positions in zip(pages, measured, strict=True)}
    return replace(jobs, quiz=replace(job, boxes=boxes))


def _drawings(jobs: Jobs) -> Iterator[Drawing]:
    """The drawings that the recipe's outputs show as pixels."""
    for output in jobs.recipe.recipe.outputs:
        exporter = EXPORTERS.get(output)()
        if isinstance(exporter, DrawsPictures):
            yield from exporter.drawings(jobs.job_for(exporter.needs))


def _png(drawing: Drawing, typesetter: Typesetter) -> bytes:
    return typesetter.png(drawing)


def _values(printout: Printout, typesetter: Typesetter) -> Sequence[Mapping[str, Any]]:
    """What the form reports; nothing if the engine stops, which is reported when it is printed."""
    try:
        return typesetter.metadata(printout.document, "measured")
    except TemplateError:
        return ()


def _draft(job: QuizJob, form: Form, style: Style) -> Printout | TemplateError:
    """A form's draft, or the fault in a student's."""
    try:
        return draft(job, form, style)
    except TemplateError as fault:
        if form.student is None:
            raise
        return fault


def _boxes_of(drafts: Sequence[Printout | TemplateError], typesetter: Typesetter) -> list[Boxes | TemplateError]:
    """The positions of the boxes in each draft."""
    try:
        return [_boxes(printout, typesetter) for printout in drafts]
    finally:
        if len(drafts) > 1:
            typesetter.clear_cache()


def _boxes(printout: Printout | TemplateError, typesetter: Typesetter) -> Boxes | TemplateError:
    """The positions of the boxes in a form's draft, or the fault in a student's."""
    if isinstance(printout, TemplateError):
        return printout
    try:
        return typesetter.metadata(printout.document, "answer-box")
    except TemplateError as fault:
        sheet, located = printout.located_fault(fault)
        if sheet is None or not sheet.student:
            raise located from fault
        return located
