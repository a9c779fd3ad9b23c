"""``review.html``: the quiz for the projector, in one file that needs no network."""

from __future__ import annotations

from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.exporters.page import page_context


class Review:
    """Exports the review of the first form, question by question."""

    name = "review"
    summary = "a review for the projector, one page that works offline (review.html)"
    needs: Literal["cards", "quiz", "worksheets"] = "quiz"

    def export(self, job: Job) -> Exported:
        """The page."""
        context = {
            **page_context(job, job.quiz.forms[0]),
            "style": job.templates.read("review/style.css"),
            "script": job.templates.read("review/script.js"),
        }
        return Exported({"review.html": job.templates.render("review/review.html.j2", context).encode()})
