"""``quiz-A.pdf``, ``quiz-B.pdf``, …: the quiz on paper, a file a form and style."""

from __future__ import annotations

from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.exporters.paper import print_form


class Quiz:
    """Exports the students' pages."""

    name = "quiz"
    summary = "a printable quiz, a PDF a form (quiz-A.pdf, …)"
    needs: Literal["cards", "quiz", "worksheets"] = "quiz"

    def export(self, job: Job) -> Exported:
        """A PDF a form, and one more for each further style."""
        files = {}
        for form in job.quiz.forms:
            more = {"lettered": job.marking.lettered}
            heading = f"{job.quiz.title}, {job.words['form'].format(letter=form.letter)}"
            for place, style in enumerate(job.paper.styles_for(form.student)):
                name = f"quiz-{form.letter}-{style}.pdf" if place else f"quiz-{form.letter}.pdf"
                files[name] = print_form(job, form, style, "print/quiz.typ.j2", heading, more)
        return Exported(files)
