"""``quiz-A.pdf``, ``quiz-B.pdf``, …: the quiz on paper, a file per form and style; or ``quiz.pdf`` with all forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import form_drawings, print_form, print_forms
from quizgen.exporters.scannable.boxed_quiz import boxed_quiz, draft
from quizgen.model.paper import Honour, PageLayout, Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout


class PrintedQuiz(QuizExporter):
    """Exports the students' pages."""

    name = "quiz"
    summary = "a printable quiz, a PDF a form"
    file_names = ("quiz-A.pdf", "…")
    loses = "recordings"
    paper: ClassVar[Mapping[str, Honour]] = {
        "size": "yes",
        "style": "yes",
        "together": "yes",
        "double-sided": "yes",
        "working": "yes",
        "options": "yes",
        "columns": "yes",
    }

    def drawings(self, job: QuizJob) -> Iterator[Drawing]:
        """Return the pictures with labels to be named."""
        return form_drawings(job)

    def export(self, job: QuizJob) -> Exported:
        """Return a PDF per form and style, or one with all forms."""
        if job.marking.in_quiz:
            return boxed_quiz(job)

        def printout_of(form: Form, style: Style) -> Printout:
            return _printout(job, form, style)

        return print_forms(job, "quiz", job.quiz.title, slice(None), printout_of)


def measured_quiz(job: QuizJob, form: Form, style: Style) -> Printout:
    """Return the form as it would be printed, with how much room its parts take (metadata ``measured``)."""
    job = replace(job, layouts={style: PageLayout(columns=job.paper.columns, measured=True)})
    return draft(job, form, style) if job.marking.in_quiz else _printout(job, form, style)


def _printout(job: QuizJob, form: Form, style: Style) -> Printout:
    heading = f"{job.quiz.title}, {job.words['form'].format(letter=form.letter)}"
    more = {"lettered": job.marking.lettered, "credit": job.marking.credit}
    return print_form(job, form, style, "print/quiz.typ.j2", heading, more, job.layout(style))
