"""What exporters need from the PDF engine before they run: pictures drawn as pixels, and positions of answer boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.build.exporting import Progress
from quizgen.build.jobs import Jobs
from quizgen.errors import TemplateError
from quizgen.executors import Workers
from quizgen.exporters import EXPORTERS
from quizgen.exporters.exporter import DrawsPictures
from quizgen.exporters.job import Boxes, QuizJob
from quizgen.exporters.scannable.boxed_quiz import draft
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst import Typesetter


def prepare(recipes: Sequence[Jobs], progress: Progress, workers: Workers) -> list[Jobs]:
    """Draws and measures what the outputs need, on ``workers``, and returns the jobs with it; raises TemplateError.

    A fault in the draft of a single student is kept in place of its boxes, for the exporter to report.
    """
    drawn: dict[Drawing, bytes] = {}
    prepared: list[Jobs] = []
    typesetters = {jobs.typesetter: workers.shared(jobs.typesetter) for jobs in recipes}
    for jobs in recipes:
        progress(f"{jobs.name}: pictures and boxes", len(prepared), len(recipes))
        typesetter = typesetters[jobs.typesetter]
        prepared.append(_measured(_drawn(jobs, drawn, typesetter, workers), typesetter, workers))
    return prepared


def _drawn(jobs: Jobs, drawn: dict[Drawing, bytes], typesetter: Typesetter, workers: Workers) -> Jobs:
    """The recipe's jobs with its drawings; ``drawn`` are those of the recipes before, to which its own are added."""
    wanted = dict.fromkeys(_drawings(jobs))
    missing = [drawing for drawing in wanted if drawing not in drawn]
    drawn.update(zip(missing, workers.map(_png, missing, typesetter), strict=True))
    drawings = {drawing: drawn[drawing] for drawing in wanted}
    return replace(
        jobs,
        cards=replace(jobs.cards, drawings=drawings),
        quiz=replace(jobs.quiz, drawings=drawings),
        worksheets=replace(jobs.worksheets, drawings=drawings),
    )


def _measured(jobs: Jobs, typesetter: Typesetter, workers: Workers) -> Jobs:
    """The recipe's jobs with the positions of the boxes in its quiz, if it is to be scanned."""
    job = jobs.quiz
    if "quiz" not in jobs.recipe.recipe.outputs or not job.marking.in_quiz:
        return jobs
    pages = [(form, style) for form in job.quiz.forms for style in job.paper.styles_for(form.student)]
    measured = workers.map(_boxes, (_draft(job, *page) for page in pages), typesetter)
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


def _draft(job: QuizJob, form: Form, style: Style) -> Printout | TemplateError:
    """A form's draft, or the fault in a student's."""
    try:
        return draft(job, form, style)
    except TemplateError as fault:
        if form.student is None:
            raise
        return fault


def _boxes(printout: Printout | TemplateError, typesetter: Typesetter) -> Boxes | TemplateError:
    """The positions of the boxes in a form's draft, or the fault in a student's."""
    if isinstance(printout, TemplateError):
        return printout
    try:
        return typesetter.metadata(printout.document, "answer-box")
    except TemplateError as fault:
        sheet, located = printout.located(fault)
        if sheet is None or not sheet.student:
            raise located from fault
        return located
