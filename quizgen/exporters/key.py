"""``key-A.pdf``, ``key-B.pdf``, …: the answers of each form, with what proves them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from quizgen.exporters.job import Job
from quizgen.exporters.paper import print_form


class Key:
    """Exports the teacher's pages."""

    name = "key"
    summary = "an answer key with the evidence, a PDF a form (key-A.pdf, …)"
    needs: Literal["cards", "quiz"] = "quiz"

    def export(self, job: Job) -> Mapping[str, bytes]:
        """A PDF a form."""
        files = {}
        for form in job.quiz.forms:
            heading = ", ".join((job.quiz.title, job.words["answer_key"], job.words["form"].format(letter=form.letter)))
            more = {
                "locators": {fact.key: job.locator(fact) for item in form.items for fact in item.facts},
                "corrections": {
                    item.number: job.corrected(item.question) for item in form.items if item.truth is False
                },
            }
            style = job.paper.styles_for(form.student)[0]
            files[f"key-{form.letter}.pdf"] = print_form(job, form, style, "print/key.typ.j2", heading, more)
        return files
