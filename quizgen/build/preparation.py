"""What exporters need from the PDF engine before they run: pictures drawn as pixels, and positions of answer boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

from quizgen.build.exporting import Progress
from quizgen.build.jobs import Jobs
from quizgen.errors import TemplateError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.exporter import DrawsPictures
from quizgen.exporters.job import Boxes, QuizJob
from quizgen.exporters.scannable.boxed_quiz import draft
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.press import workers
from quizgen.rendering.typst import Typesetter


def prepare(recipes: Sequence[Jobs], progress: Progress) -> list[Jobs]:
    """Draws and measures what the outputs need, and returns the jobs with it; raises TemplateError.

    A fault in the draft of a single student is kept in place of its boxes, for the exporter to report.
    """
    drawn: dict[Drawing, bytes] = {}
    prepared: list[Jobs] = []
    with ThreadPoolExecutor(workers()) as pool:
        for jobs in recipes:
            progress(f"{jobs.name}: pictures and boxes", len(prepared), len(recipes))
            prepared.append(_measured(_drawn(jobs, drawn, pool), pool))
    return prepared


def _drawn(jobs: Jobs, drawn: dict[Drawing, bytes], pool: Executor) -> Jobs:
    """The recipe's jobs with its drawings; ``drawn`` are those of the recipes before, to which its own are added."""
    wanted = dict.fromkeys(_drawings(jobs))
    missing = [drawing for drawing in wanted if drawing not in drawn]
    drawn.update(zip(missing, pool.map(jobs.typesetter.png, missing), strict=True))
    drawings = {drawing: drawn[drawing] for drawing in wanted}
    return replace(
        jobs,
        cards=replace(jobs.cards, drawings=drawings),
        quiz=replace(jobs.quiz, drawings=drawings),
        worksheets=replace(jobs.worksheets, drawings=drawings),
    )


def _measured(jobs: Jobs, pool: Executor) -> Jobs:
    """The recipe's jobs with the positions of the boxes in its quiz, if it is to be scanned."""
    job = jobs.quiz
    if "quiz" not in jobs.recipe.recipe.outputs or not job.marking.in_quiz:
        return jobs
    pages = [(form, style) for form in job.quiz.forms for style in job.paper.styles_for(form.student)]
    measured = pool.map(lambda page: _boxes(jobs.typesetter, job, *page), pages)
    boxes = {(form.letter, style): positions for (form, style), positions in zip(pages, measured, strict=True)}
    return replace(jobs, quiz=replace(job, boxes=boxes))


def _drawings(jobs: Jobs) -> Iterator[Drawing]:
    """The drawings that the recipe's outputs show as pixels."""
    for output in jobs.recipe.recipe.outputs:
        exporter = EXPORTERS.get(output)()
        if isinstance(exporter, DrawsPictures):
            yield from exporter.drawings(jobs.job_for(exporter.needs))


def _boxes(typesetter: Typesetter, job: QuizJob, form: Form, style: Style) -> Boxes | TemplateError:
    """The positions of the boxes in a form's draft, or the fault in a student's."""
    try:
        printout = draft(job, form, style)
        try:
            return typesetter.metadata(printout.document, "answer-box")
        except TemplateError as fault:
            raise printout.located(fault)[1] from fault
    except TemplateError as fault:
        if form.student is None:
            raise
        return fault
